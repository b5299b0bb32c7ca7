/*
 * A React hook that signs in with JWTs or with a static token, and sends what it got with each call.
 *
 *   const { user, token, login, logout, authFetch } = useAuth("jwt");    // or "token"
 *
 * Both kinds may be signed in side by side: each keeps its tokens under names of its own. A script
 * that is let into this page can read them there; where that is to be feared, use cookies instead.
 */
const { useCallback, useEffect, useRef, useState } = window.React;

const AUTH = new URL("../auth/", import.meta.url);

const KINDS = {
  jwt: { scheme: "Bearer", login: "token/", sent: "accessToken", keys: ["accessToken", "refreshToken"] },
  token: { scheme: "Token", login: "api-token-auth/", sent: "authToken", keys: ["authToken"] },
};

const read = (key) => window.localStorage.getItem(key);

/** The JSON of an answer, or null where there is none, as from a proxy that is out of order. */
async function jsonOf(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** Everything goes by header: without cookies a call means the same whoever else uses the browser. */
function post(path, body, headers = {}) {
  return fetch(new URL(path, AUTH), {
    method: "POST",
    credentials: "omit",
    headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

export function useAuth(authType = "jwt") {
  const kind = KINDS[authType];
  if (kind === undefined) {
    throw new Error(`authType = "${authType}": want "jwt" or "token"`);
  }

  // Of which kind they are is kept with them, so that a change of authType never shows the other's.
  const [state, setState] = useState({ authType, user: null, token: read(kind.sent) });
  const { user, token } =
    state.authType === authType ? state : { user: null, token: read(kind.sent) };
  const refreshing = useRef(null);

  const forget = useCallback(() => {
    kind.keys.forEach((key) => window.localStorage.removeItem(key));
    setState({ authType, user: null, token: null });
  }, [authType, kind]);

  /** Gets a new access token; calls that fail together wait for one refresh. Says whether it did. */
  const refresh = useCallback(() => {
    refreshing.current ??= (async () => {
      const used = read("refreshToken");
      const response = await post("token/refresh/", { refresh: used });
      if (!response.ok) {
        // Only a refused token is of no more use: a busy or broken server may be well again soon.
        if (response.status === 401 && read("refreshToken") === used) {
          forget();
        }
        return false;
      }
      const data = await response.json();
      window.localStorage.setItem("accessToken", data.access);
      if (data.refresh !== undefined) {
        window.localStorage.setItem("refreshToken", data.refresh);
      }
      setState((last) => (last.authType === "jwt" ? { ...last, token: data.access } : last));
      return true;
    })().finally(() => {
      refreshing.current = null;
    });
    return refreshing.current;
  }, [forget]);

  /** Makes a call, and once more with a new access token when the old one is refused. */
  const withRefresh = useCallback(
    async (call) => {
      const response = await call();
      const renewable = response.status === 401 && authType === "jwt" && read("refreshToken") !== null;
      return renewable && (await refresh()) ? call() : response;
    },
    [authType, refresh],
  );

  /** The header of the moment: another tab may have renewed what this one has in its state. */
  const authorization = useCallback(() => {
    const stored = read(kind.sent);
    return stored === null ? {} : { Authorization: `${kind.scheme} ${stored}` };
  }, [kind]);

  /** Like fetch; the token goes to this origin only, whatever the URL says. */
  const authFetch = useCallback(
    (url, options = {}) => {
      const target = new URL(url, window.location.href);
      if (target.origin !== window.location.origin) {
        return fetch(target, options);
      }
      return withRefresh(() => {
        const headers = new Headers(options.headers);
        Object.entries(authorization()).forEach(([name, value]) => headers.set(name, value));
        return fetch(target, { credentials: "omit", ...options, headers });
      });
    },
    [authorization, withRefresh],
  );

  /** Signs in and gives the server's answer, which tells in words why it refused. */
  const login = useCallback(
    async (username, password) => {
      const response = await post(kind.login, { username, password });
      const data = await jsonOf(response);
      if (response.ok && authType === "jwt") {
        window.localStorage.setItem("accessToken", data.access);
        window.localStorage.setItem("refreshToken", data.refresh);
        setState({ authType, user: username, token: data.access });
      } else if (response.ok) {
        window.localStorage.setItem("authToken", data.token);
        setState({ authType, user: username, token: data.token });
      }
      return data;
    },
    [authType, kind],
  );

  /** Ends the session on the server; this browser forgets it even if the server cannot be reached. */
  const logout = useCallback(async () => {
    try {
      const response = await withRefresh(() =>
        post(
          "logout/",
          authType === "jwt" ? { refresh: read("refreshToken") } : undefined,
          authorization(),
        ),
      );
      return await jsonOf(response);
    } finally {
      forget();
    }
  }, [authType, authorization, forget, withRefresh]);

  // After a reload only the token is known: the server says whose it is, and whether it still lives.
  useEffect(() => {
    if (token === null || user !== null) {
      return undefined;
    }
    let current = true;
    (async () => {
      try {
        const response = await authFetch(new URL("profile/", AUTH));
        const data = await jsonOf(response);
        if (!current) {
          return;
        }
        if (response.ok) {
          setState({ authType, user: data.username, token: read(kind.sent) });
        } else if (response.status === 401) {
          forget();
        }
      } catch {
        // Out of reach: the token stays, and the next call tells.
      }
    })();
    return () => {
      current = false;
    };
  }, [authFetch, authType, forget, kind, token, user]);

  return { user, token, login, logout, authFetch };
}
