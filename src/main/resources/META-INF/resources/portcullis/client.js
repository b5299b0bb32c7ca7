/*
 * Signs in at Portcullis and sends what it got with each call. Its words on the wire are those of
 * djangorestframework-simplejwt ("jwt") and of Django REST Framework's TokenAuthentication ("token").
 *
 *   const auth = createAuth();
 *   const answer = await auth.login("mamun", "1234");
 *   const response = await auth.authFetch("../api/hello");
 *
 * One file without imports and without a build step, so that it can be served, bundled or copied as
 * it stands: that is why it is longer than our files are. It goes from the outside in: createAuth,
 * then what it is made of. docs/javascript.md tells how to use it, client.d.ts each option.
 */

/** A token is renewed so long before its end, but never earlier than in the last tenth of its life. */
const AHEAD_MS = 30_000;

/**
 * What one tab writes may reach the storage of another only after a lock or a message has. Whoever
 * has written lets go of the lock so much later.
 */
const SETTLE_MS = 100;

const SCHEMES = { jwt: "Bearer", token: "Token" };
const LOGINS = { jwt: "token/", token: "api-token-auth/" };
const STORAGES = ["local", "session", "memory", "cookies"];

export function createAuth(options = {}) {
  const { base, authType, storage, origins, timeout, fetch, locks, now } = checked(options);
  const scheme = SCHEMES[authType];
  const cookies = storage === "cookies";
  const renewable = cookies || authType === "jwt";
  // Two applications on one host, and both kinds of token in one application, keep apart.
  const key = `portcullis:${authType}:${base.href}`;
  const area = areaOf(storage);
  const shared = area !== null && storage !== "session";
  const store = openStore(area, key);
  const inTurn = turnstile(key, locks, shared ? area : null, timeout, now);
  const listeners = { change: new Set(), expired: new Set() };
  let refreshing = null;
  let settled = Promise.resolve();

  // Whether there are cookies only the server can tell: till it does, they may be there.
  if (cookies) {
    store.write(newSession({ user: null }));
  }
  let state = stateOf(store.read());

  const channel = openChannel(key, area, {
    look,
    login: () => (cookies ? profile().catch(() => {}) : look()),
    renewed: ({ spent, session }) => {
      if (store.read()?.refresh === spent) {
        store.write(session);
        look();
      }
    },
    logout: ({ user }) => {
      if (cookies) {
        put(null);
      } else if (!shared && store.read()?.user === user) {
        end();
      }
    },
  });

  // -- What people see ---------------------------------------------------------------------------

  /** Signs in. A refusal changes nothing; who was signed in before still is. */
  async function login(username, password) {
    const answer = cookies
      ? await loginByForm(username, password)
      : await call(LOGINS[authType], { body: { username, password } });
    const session = answer.ok ? sessionFrom(answer, newSession({ user: username })) : null;
    if (session !== null) {
      put(session);
      channel.tell({ type: "login" });
    }
    return told(answer, session !== null, "The server gave no token.");
  }

  /** Signs out: here and in other tabs at once, then on the server, which may be out of reach. */
  async function logout() {
    const user = store.read()?.user ?? null;
    const ending = end();
    channel.tell({ type: "logout", user });
    return ending;
  }

  /** Like fetch, with the credential. */
  async function authFetch(input, init = {}) {
    const request = input instanceof Request ? input : null;
    const url = new URL(request?.url ?? input, pageUrl());
    let session = store.read();
    if (session === null || !origins.has(url.origin)) {
      return fetch(input, init);
    }
    const early = session.renewAt !== null && now() >= session.renewAt;
    if (early) {
      session = (await refresh(session)) ?? session;
    }
    // Only a Request that may be sent a second time is copied: the browser holds a copy's body.
    const again = request !== null && !early && renewable ? request.clone() : input;
    const response = await fetch(input, withCredential(request, init, session));
    if (response.status !== 401 || early) {
      return response;
    }
    // Should the session be over, the answer to the credential that was sent is the right one: a
    // second try without any would do in nobody's name what was asked for in somebody's.
    const next = await refresh(session);
    if (next === null || !isSameLogin(next, store.read()) || isOneShot(init.body)) {
      return response;
    }
    await response.body?.cancel();
    return fetch(again, withCredential(request, init, next));
  }

  /** Who is signed in, as the server has it; null if nobody is. */
  async function profile() {
    if (store.read() === null && !cookies) {
      return null;
    }
    const response = await authFetch(endpoint("profile/"), {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(timeout),
    });
    if (response.status === 401 && store.read() === null) {
      return null;
    }
    const data = await jsonOf(response);
    if (!response.ok || data === null) {
      throw new Error(`profile/ answered ${response.status}`);
    }
    const session = store.read() ?? (cookies ? newSession({}) : null);
    if (session !== null && session.user !== data.username) {
      put({ ...session, user: data.username });
    }
    return data;
  }

  /** Calls the listener at each event of this name, until the function that is given back is called. */
  function on(event, listener) {
    if (listeners[event] === undefined) {
      throw new TypeError(`event = "${event}": want ${Object.keys(listeners).join(" or ")}`);
    }
    listeners[event].add(listener);
    return () => listeners[event].delete(listener);
  }

  // -- The session of this browser -----------------------------------------------------------------

  /** Takes notice of what the storage has now. */
  function look() {
    const next = stateOf(store.read());
    if (next.user !== state.user || next.token !== state.token) {
      state = next;
      emit("change");
    }
  }

  function put(session) {
    store.write(session);
    settled = pause(SETTLE_MS);
    look();
    channel.tell({ type: "look" });
  }

  /** Ends what the server has ended; where nobody was signed in, nothing has. */
  function expire() {
    const { user, token } = stateOf(store.read());
    put(null);
    if (user !== null || token !== null) {
      emit("expired");
    }
  }

  function emit(event) {
    for (const listener of [...listeners[event]]) {
      try {
        listener(state);
      } catch (e) {
        queueMicrotask(() => {
          throw e; // The page's own business, to be seen in its console and not in our caller.
        });
      }
    }
  }

  async function end() {
    const ended = store.read();
    const pending = refreshing;
    put(null);
    if (ended === null && !cookies) {
      return { ok: true, status: 0 };
    }
    // A refresh that is under way may have spent the token which we know.
    const last = (await pending) ?? ended;
    let answer = await leave(last);
    if (answer.status === 401 && renewable) {
      const { session } = await renew(last ?? newSession({}));
      answer = session === null ? answer : await leave(session);
    }
    return told(answer, true);
  }

  /** Says good-bye to the server, even if the page goes away meanwhile. */
  function leave(session) {
    const body = session?.refresh ? { refresh: session.refresh } : undefined;
    return call("logout/", { body, session, keepalive: true });
  }

  // -- Renewal -------------------------------------------------------------------------------------

  /** The session with a new token, or null if there is none to be had; never two calls at once. */
  function refresh(used) {
    refreshing ??= new Promise((resolve) => {
      inTurn(async () => {
        const work = refreshInTurn(used);
        resolve(work);
        await work;
        await settled;
      });
    }).finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  async function refreshInTurn(used) {
    const current = store.read();
    if (!isSameLogin(current, used)) {
      return null;
    }
    if (current.turn !== used.turn) {
      return current; // Somebody else was first, in this tab or another.
    }
    const { session, refused } = await renew(current);
    if (refused) {
      return giveUp(used);
    }
    // If somebody signed out meanwhile, it is not stored: only the logout may still want it.
    if (session !== null && isSameLogin(store.read(), used)) {
      put(session);
      if (storage === "session") {
        // A duplicated tab has a copy of the token that is spent now.
        channel.tell({ type: "renewed", spent: current.refresh, session });
      }
    }
    return session;
  }

  /** Ends a session whose token was refused, unless another tab has brought a newer one. */
  async function giveUp(used) {
    await pause(SETTLE_MS);
    const current = store.read();
    if (!isSameLogin(current, used)) {
      return null;
    }
    if (current.turn !== used.turn) {
      return current;
    }
    expire();
    return null;
  }

  /**
   * One call to the server. A server that is busy or out of reach has refused nothing. For a static
   * token there is no other, but whether it is dead: the 401 may have been the application's own.
   */
  async function renew(session) {
    if (!renewable) {
      const { status } = await call("profile/", { method: "GET", session });
      return { session: null, refused: status === 401 };
    }
    const body = cookies ? {} : { refresh: session.refresh };
    const answer = await call("token/refresh/", { body });
    return {
      session: answer.ok ? sessionFrom(answer, { ...session, turn: session.turn + 1 }) : null,
      refused: answer.status === 401 || (cookies && answer.status === 400),
    };
  }

  // -- On the wire ---------------------------------------------------------------------------------

  function endpoint(path) {
    return new URL(path, base);
  }

  function authorize(headers, session) {
    if (session?.token) {
      headers.set("Authorization", `${scheme} ${session.token}`);
    }
    return headers;
  }

  function withCredential(request, init, session) {
    const headers = authorize(new Headers(init.headers ?? request?.headers), session);
    return cookies ? { ...init, headers, credentials: "same-origin" } : { ...init, headers };
  }

  /** Calls an endpoint. Status 0 means that no answer came. */
  async function call(path, { method = "POST", body, session, ...more } = {}) {
    const headers = authorize(new Headers({ Accept: "application/json" }), session);
    if (body !== undefined) {
      headers.set("Content-Type", "application/json");
    }
    return send(path, { method, headers, body: JSON.stringify(body), ...more });
  }

  async function send(path, init) {
    const sentAt = now();
    try {
      const response = await fetch(endpoint(path), {
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(timeout),
        ...init,
      });
      return {
        ok: response.ok || response.type === "opaqueredirect",
        status: response.status,
        data: await jsonOf(response),
        sentAt,
        serverTime: Date.parse(response.headers.get("Date")),
      };
    } catch {
      return { ok: false, status: 0, data: null };
    }
  }

  /** Signs in as the form of a login page does; the profile then tells whether it has worked. */
  async function loginByForm(username, password) {
    const answer = await send("login/", {
      method: "POST",
      headers: { Accept: "text/html", "X-Requested-With": "XMLHttpRequest" },
      body: new URLSearchParams({ username, password }),
      redirect: "manual",
    });
    return answer.ok ? call("profile/", { method: "GET" }) : answer;
  }

  /** The session with the tokens of an answer; null if they are not in it. */
  function sessionFrom({ data, sentAt, serverTime }, session) {
    if (cookies) {
      return { ...session, user: data?.username ?? session.user };
    }
    const token = authType === "jwt" ? data?.access : data?.token;
    const refresh = authType === "jwt" ? (data?.refresh ?? session.refresh) : null;
    if (!isToken(token) || (authType === "jwt" && !isToken(refresh))) {
      return null;
    }
    return { ...session, token, refresh, renewAt: renewalTime(token, serverTime, sentAt) };
  }

  return Object.freeze({
    login,
    logout,
    authFetch,
    profile,
    on,
    authType,
    /** What user and token are, as one object that is another one after each change. */
    get state() {
      return state;
    },
    get user() {
      return state.user;
    },
    get token() {
      return state.token;
    },
    /** Stops listening to other tabs. */
    close: channel.close,
  });
}

// -- Options -----------------------------------------------------------------------------------------

function checked({
  base,
  authType = "jwt",
  storage = "local",
  origins = [],
  timeout = 10_000,
  fetch = (...given) => globalThis.fetch(...given),
  locks = globalThis.navigator?.locks ?? null,
  now = Date.now,
  ...unknown
}) {
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw new TypeError(`${name}: no such option`);
  }
  if (!Object.hasOwn(SCHEMES, authType)) {
    throw new TypeError(`authType = "${authType}": want jwt or token`);
  }
  if (!STORAGES.includes(storage) && typeof storage?.getItem !== "function") {
    throw new TypeError(`storage = "${storage}": want ${STORAGES.join(", ")} or a Storage`);
  }
  const url = baseUrl(base);
  const here = globalThis.location?.origin;
  if (storage === "cookies" && here !== undefined && here !== url.origin) {
    throw new TypeError(`storage = "cookies": want a base on ${here}, not on ${url.origin}`);
  }
  const trusted = new Set([url.origin, ...origins.map((origin) => new URL(origin).origin)]);
  if (trusted.has("null")) {
    throw new TypeError("base, origins: want URLs of http or https");
  }
  return { base: url, authType, storage, origins: trusted, timeout, fetch, locks, now };
}

/** Where the endpoints are. Only as the file that the jar serves do we know by ourselves. */
function baseUrl(given) {
  const self = String(import.meta.url);
  if (given === undefined && !/^https?:[^?#]*\/portcullis\/client\.js([?#]|$)/.test(self)) {
    throw new TypeError("base: not given; want the URL of the endpoints, such as /app/auth/");
  }
  const url = given === undefined ? new URL("../auth/", self) : new URL(given, pageUrl());
  url.pathname = url.pathname.replace(/\/*$/, "/");
  url.search = "";
  url.hash = "";
  return url;
}

function pageUrl() {
  return globalThis.document?.baseURI ?? globalThis.location?.href;
}

// -- Storage -----------------------------------------------------------------------------------------

/** What holds the session; null if this script does, as where the user forbids all storage. */
function areaOf(storage) {
  if (typeof storage === "object") {
    return storage;
  }
  try {
    const area = { local: "localStorage", session: "sessionStorage" }[storage];
    return globalThis[area] ?? null;
  } catch {
    return null;
  }
}

/** The session at its one key. What the area does not take is kept here, as long as the page lives. */
function openStore(area, key) {
  let kept = area === null ? "" : null;

  function read() {
    try {
      return parsed(kept ?? area.getItem(key));
    } catch {
      return null;
    }
  }

  function write(session) {
    const text = session === null ? "" : JSON.stringify(session);
    if (area === null) {
      kept = text;
      return;
    }
    try {
      kept = null;
      if (session === null) {
        area.removeItem(key);
      } else {
        area.setItem(key, text);
      }
    } catch {
      kept = text;
      try {
        area.removeItem(key); // Else other tabs would go on with what is spent.
      } catch {
        // Nor does it let go of anything.
      }
    }
  }

  return { read, write };
}

function parsed(text) {
  if (!text) {
    return null;
  }
  const session = JSON.parse(text);
  return typeof session?.login === "string" ? session : null;
}

/**
 * A session that begins. By {@code login} it is told from others, by {@code turn} how often it has
 * been renewed; {@code renewAt} is by this computer's clock.
 */
function newSession(given) {
  const nothing = { user: null, token: null, refresh: null, renewAt: null };
  return { ...nothing, login: randomId(), turn: 0, ...given };
}

function isSameLogin(a, b) {
  return a !== null && b !== null && a.login === b.login;
}

function stateOf(session) {
  return Object.freeze({ user: session?.user ?? null, token: session?.token ?? null });
}

/** Not crypto.randomUUID, which pages without HTTPS lack; nothing secret hangs on it. */
function randomId() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

// -- Other tabs --------------------------------------------------------------------------------------

/** Hears of changes in other tabs, and tells them of ours. */
function openChannel(name, area, hear) {
  let channel = null;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    // An old browser, or one that forbids all storage: other tabs learn by the storage, or not.
  }
  const heard = ({ data }) => hear[data?.type]?.(data);
  const stored = (event) => {
    // A storage that was emptied as a whole has no key to tell of.
    if (event.storageArea === area && (event.key === name || event.key === null)) {
      hear.look();
    }
  };

  channel?.addEventListener("message", heard);
  channel?.unref?.(); // It would keep Node from ending.
  globalThis.addEventListener?.("storage", stored);
  globalThis.addEventListener?.("pageshow", hear.look); // A page from the history has heard nothing.

  return {
    tell: (message) => channel?.postMessage(message),
    close: () => {
      channel?.close();
      channel = null;
      globalThis.removeEventListener?.("storage", stored);
      globalThis.removeEventListener?.("pageshow", hear.look);
    },
  };
}

/**
 * Lets one piece of work through at a time, among all tabs: by Web Locks, or, since browsers have
 * those on HTTPS only, by a lease in the storage; where there is neither, at once.
 */
function turnstile(key, locks, area, longestMs, now) {
  if (locks !== null) {
    return (work) => locks.request(key, work).catch(work);
  }
  if (area === null) {
    return (work) => work();
  }
  const lease = { name: `${key}:lease`, area, now, lifeMs: longestMs + 10 * SETTLE_MS };
  return (work) => onLease(lease, work);
}

/**
 * A lease is taken by writing one's name, and held by whose name is still there a moment later. That
 * is not as sure as a lock; if two get through, the server's refresh-grace gives both the same.
 */
async function onLease({ name, area, now, lifeMs }, work) {
  const mine = randomId();
  const holder = () => {
    const [id, until] = (area.getItem(name) ?? "").split(" ");
    const left = Number(until) - now();
    return left > 0 && left <= lifeMs ? id : null; // A tab that was closed holds nothing for ever.
  };
  try {
    while (holder() !== mine) {
      if (holder() === null) {
        area.setItem(name, `${mine} ${now() + lifeMs}`);
      }
      await pause(SETTLE_MS / 2);
    }
  } catch {
    // Without a storage there is nobody to wait for.
  }
  await work();
  try {
    if (holder() === mine) {
      area.removeItem(name);
    }
  } catch {
    // It ends by itself.
  }
}

// -- Answers -----------------------------------------------------------------------------------------

/** The answer's JSON object; null where there is none, as from a proxy that is out of order. */
async function jsonOf(response) {
  try {
    const data = await response.json();
    return typeof data === "object" && !Array.isArray(data) ? data : null;
  } catch {
    return null;
  }
}

/** What login and logout give: the server's JSON, and whether it worked, and if not, why. */
function told({ ok, status, data }, done, otherwise) {
  return ok && done
    ? { ...data, ok: true, status }
    : { ...data, ok: false, status, reason: ok ? otherwise : reasonOf(status, data) };
}

/** The sentence for people in a refusal, in whichever of its shapes. */
function reasonOf(status, data) {
  if (status === 0) {
    return "The server did not answer.";
  }
  const known = data?.detail ?? data?.error ?? data?.non_field_errors?.[0];
  const [field, texts] = Object.entries(data ?? {})[0] ?? [];
  return (
    known ?? (Array.isArray(texts) ? `${field}: ${texts[0]}` : `The server answered ${status}.`)
  );
}

/**
 * When to renew an access token, by this computer's clock, which may be wrong by hours: what counts
 * is how long the server gives it. Null if the token does not say; then the first 401 will.
 *
 * @param serverTime the answer's Date, which other origins may keep from us (then the token's iat)
 */
function renewalTime(token, serverTime, sentAt) {
  const { exp, iat } = claimsOf(token);
  const left = exp * 1000 - (Number.isNaN(serverTime) ? iat * 1000 : serverTime);
  return left > 0 ? sentAt + left - Math.min(AHEAD_MS, left / 10) : null;
}

/** Whether it may stand in a header. */
function isToken(value) {
  return typeof value === "string" && /^[!-~]+$/.test(value);
}

function claimsOf(token) {
  try {
    const [, payload] = token.split(".");
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) ?? {};
  } catch {
    return {};
  }
}

/** Whether a body can be sent only once; all that fetch takes but streams can be sent again. */
function isOneShot(body) {
  return (
    typeof body?.getReader === "function" || typeof body?.[Symbol.asyncIterator] === "function"
  );
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
