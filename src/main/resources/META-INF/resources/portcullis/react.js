/*
 * The hook of React that goes with client.js. React comes from the application, as its global, from
 * a bundler or by an import map, so that there are never two of it:
 *
 *   export const useAuth = createUseAuth(React);
 *   const { user, token, login, logout, authFetch } = useAuth("jwt");    // or "token"
 */
import { createAuth } from "./client.js";

/**
 * Makes the hook. Wherever it is used, one kind of token means one session.
 *
 * @param React anything with useState and useEffect, from React 16.8 on
 * @param auth options for createAuth, or what it has given
 */
export function createUseAuth({ useState, useEffect }, auth = {}) {
  const auths = new Map();

  function authOf(authType) {
    if (typeof auth.authFetch === "function") {
      if (auth.authType !== authType) {
        throw new TypeError(`useAuth("${authType}"): its auth is of type "${auth.authType}"`);
      }
      return auth;
    }
    if (!auths.has(authType)) {
      auths.set(authType, createAuth({ ...auth, authType }));
    }
    return auths.get(authType);
  }

  const asked = new WeakSet();

  /** Asks once whose the token from before is, and whether it still lives. */
  function ask(known) {
    if (!asked.has(known)) {
      asked.add(known);
      known.profile().catch(() => {}); // Out of reach: the next call tells.
    }
  }

  return function useAuth(authType = "jwt") {
    const known = authOf(authType);
    const [, setState] = useState(known.state);

    useEffect(() => {
      const look = () => setState(known.state);
      const off = known.on("change", look);
      look(); // It may have changed since it was drawn.
      ask(known);
      return off;
    }, [known]);

    const { user, token } = known.state;
    const { login, logout, authFetch } = known;
    return { user, token, login, logout, authFetch };
  };
}
