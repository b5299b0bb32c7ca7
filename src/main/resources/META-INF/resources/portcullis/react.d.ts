import type { Auth, AuthOptions, AuthType } from "./client.js";

/** The part of React that is used; all of it fits. */
export interface Hooks {
  useState<S>(initial: S | (() => S)): [S, (next: S) => void];
  useEffect(effect: () => void | (() => void), deps?: readonly unknown[]): void;
}

export type UseAuth = (
  authType?: AuthType,
) => Pick<Auth, "user" | "token" | "login" | "logout" | "authFetch">;

/** Makes the hook, of options for `createAuth` or of what that has given. */
export function createUseAuth(React: Hooks, auth?: Auth | Omit<AuthOptions, "authType">): UseAuth;
