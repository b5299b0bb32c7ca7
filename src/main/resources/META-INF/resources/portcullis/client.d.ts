/** Where the endpoints are, what is signed in with, and where it is kept. */
export interface AuthOptions {
  /**
   * URL of the endpoints, relative to the page. Without it, where the jar serves this file from:
   * `../auth/` beside it. Needed for another `base-path`, and with bundlers.
   */
  base?: string | URL;

  /** `"jwt"` (the default): access and refresh token. `"token"`: the static token. */
  authType?: AuthType;

  /**
   * Where the session is kept.
   *
   * - `"local"` (the default): localStorage, for all tabs and after a restart;
   * - `"session"`: sessionStorage, for this tab;
   * - `"memory"`: in this script, until the page is left;
   * - `"cookies"`: in cookies of the server that no script can read; `token` is always null;
   * - any other Storage.
   *
   * What refuses to keep anything is replaced by memory.
   */
  storage?: "local" | "session" | "memory" | "cookies" | SessionStorage;

  /** Further origins, beside that of `base`, to which `authFetch` sends the credential. */
  origins?: readonly string[];

  /** How long an endpoint may take to answer, in milliseconds; 10000 unless set. */
  timeout?: number;

  /** In place of the browser's own. */
  fetch?: typeof globalThis.fetch;

  /** In place of `navigator.locks`; null for the lease in the storage. */
  locks?: Pick<LockManager, "request"> | null;

  /** The time in milliseconds, in place of `Date.now`. */
  now?: () => number;
}

export type AuthType = "jwt" | "token";

/** The part of `Storage` that is used. */
export type SessionStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Who is signed in, and the token that is sent; both null if nobody is. */
export interface AuthState {
  readonly user: string | null;
  readonly token: string | null;
}

/** The server's JSON, and how it went. */
export interface AuthAnswer {
  /** Whether it worked. */
  ok: boolean;

  /** The HTTP status; 0 if the server was not asked or did not answer. */
  status: number;

  /** If it did not work: why, in a sentence for people. */
  reason?: string;

  access?: string;
  refresh?: string;
  token?: string;
  detail?: string;
  message?: string;
  [field: string]: unknown;
}

export interface Profile {
  username: string;
  email: string;
  [field: string]: unknown;
}

export interface Auth extends AuthState {
  readonly authType: AuthType;

  /** `user` and `token` as one object, which is another one after each change. */
  readonly state: AuthState;

  /** Signs in. Never rejects; a refusal changes nothing. */
  login(username: string, password: string): Promise<AuthAnswer>;

  /**
   * Signs out, here and in other tabs at once and then on the server. Never rejects; if the server
   * could not be told, `ok` is false.
   */
  logout(): Promise<AuthAnswer>;

  /**
   * Like `fetch`, with the credential, to the origin of `base` and those of `origins`. Renews the
   * token before it ends; after a 401 renews it and tries once more, unless the body is a stream.
   */
  authFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;

  /** Who is signed in, as the server has it; null if nobody is. Rejects if it cannot be asked. */
  profile(): Promise<Profile | null>;

  /**
   * `"change"`: `user` or `token` is another, by whichever tab. `"expired"`: the server has ended the
   * session, as this tab has found out. Gives the function that ends the listening.
   */
  on(event: "change" | "expired", listener: (state: AuthState) => void): () => void;

  /** Stops listening to other tabs. */
  close(): void;
}

/** @throws TypeError if an option is unknown or makes no sense */
export function createAuth(options?: AuthOptions): Auth;
