import { after, afterEach } from "node:test";
import { createAuth } from "../../main/resources/META-INF/resources/portcullis/client.js";
import { startServer } from "./server.mjs";

/**
 * The fetch of a browser with a jar of cookies, which says where requests come from and hides
 * redirects that are not followed.
 */
export function browser(jar = new Map()) {
  return async (url, init = {}) => {
    const headers = new Headers(init.headers);
    if (init.credentials === "same-origin" && jar.size > 0) {
      headers.set("Cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    }
    if (init.method === "POST") {
      headers.set("Origin", new URL(url).origin);
    }
    const response = await fetch(url, { ...init, headers });
    response.headers.getSetCookie().forEach((cookie) => {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      if (/; Max-Age=0/.test(cookie)) {
        jar.delete(name);
      } else {
        jar.set(name, value);
      }
    });
    return [302, 303].includes(response.status)
      ? Object.defineProperties(Response.error(), { type: { value: "opaqueredirect" } })
      : response;
  };
}

/** A Storage of a browser, for as many tabs as want it. */
export class FakeStorage {
  #items = new Map();

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    this.#items.set(key, String(value));
  }

  removeItem(key) {
    this.#items.delete(key);
  }

  entries() {
    return Object.fromEntries(this.#items);
  }
}

/** What one tab sees of a storage that browsers carry to the others only after a while. */
export class LaggingStorage {
  #writes;
  #lagMs;

  constructor(writes, lagMs) {
    this.#writes = writes;
    this.#lagMs = lagMs;
  }

  getItem(key) {
    const seen = ({ by, at }) => by === this || Date.now() - at >= this.#lagMs;
    return this.#writes.findLast((write) => write.key === key && seen(write))?.value ?? null;
  }

  setItem(key, value) {
    this.#writes.push({ key, value, by: this, at: Date.now() });
  }

  removeItem(key) {
    this.setItem(key, null);
  }
}

/** Web Locks, which Node 20 does not have: exclusive, first come, first served. */
export class FakeLocks {
  #last = new Map();

  request(name, work) {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work);
    this.#last.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  }
}

const opened = [];

/** Opens a server, which is closed after the test. */
export async function open(settings) {
  const server = await startServer(settings);
  opened.push(server);
  return server;
}

/** A tab of its own: nothing but what is given is shared with others. */
export function tab(server, options = {}) {
  const auth = createAuth({ base: server.base, storage: new FakeStorage(), ...options });
  opened.push(auth);
  return auth;
}

/** The same, with mamun signed in. */
export async function signedIn(server, options = {}) {
  const auth = tab(server, options);
  await auth.login("mamun", "1234");
  return auth;
}

/** A promise that others can wait for until it is let go. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** The next event of this name. */
export function next(auth, event) {
  return new Promise((resolve) => {
    const off = auth.on(event, (state) => {
      off();
      resolve(state);
    });
  });
}

async function closeAll() {
  await Promise.all(opened.splice(0).map((each) => each.close()));
}

afterEach(closeAll);
after(closeAll);
