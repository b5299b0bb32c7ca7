import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeLocks, FakeStorage, next, open, signedIn, tab } from "./testing.mjs";

const forbidden = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

/** A Storage of which some methods throw. */
class Broken extends FakeStorage {
  constructor(...methods) {
    super();
    methods.forEach((method) => {
      this[method] = forbidden;
    });
  }
}

describe("a storage that throws", () => {
  const broken = {
    "at everything": ["getItem", "setItem", "removeItem"],
    "at each change": ["setItem", "removeItem"],
    "for lack of room": ["setItem"],
  };
  for (const [when, methods] of Object.entries(broken)) {
    for (const locks of [null, new FakeLocks()]) {
      it(`${when} is replaced by memory, ${locks ? "with" : "without"} locks`, async () => {
        const server = await open({ rotate: true });
        const auth = await signedIn(server, { storage: new Broken(...methods), locks });
        assert.equal(auth.user, "mamun");

        server.revoke(auth.token);
        assert.equal((await auth.authFetch(server.hello)).status, 200);

        await auth.logout();
        assert.deepEqual([auth.user, auth.token, server.sessions.size], [null, null, 0]);
      });
    }
  }

  it("when it is asked for is replaced by memory", async () => {
    const server = await open();
    Object.defineProperty(globalThis, "localStorage", { get: forbidden, configurable: true });
    const auth = tab(server, { storage: "local" });
    delete globalThis.localStorage;

    await auth.login("mamun", "1234");

    assert.equal((await auth.authFetch(server.hello)).status, 200);
  });

  it("leaves nothing there that is spent", async () => {
    const server = await open();
    const storage = new FakeStorage();
    const auth = await signedIn(server, { storage });
    storage.setItem = forbidden;

    await auth.login("admin", "admin-pass-1");

    assert.equal(auth.user, "admin");
    assert.deepEqual(storage.entries(), {});
  });
});

describe("what stands in the storage", () => {
  for (const text of ["", "null", "[]", "7", "{", '{"login":7}', '"x"']) {
    it(`means nobody if it is ${text || "empty"}`, async () => {
      const server = await open();
      const storage = new FakeStorage();
      storage.setItem(`portcullis:jwt:${server.base}`, text);

      const auth = tab(server, { storage });

      assert.deepEqual([auth.user, auth.token], [null, null]);
      assert.equal((await auth.login("mamun", "1234")).ok, true);
    });
  }

  it("is kept apart by kind of token and by application", async () => {
    const server = await open();
    const storage = new FakeStorage();
    await signedIn(server, { storage });

    const token = tab(server, { storage, authType: "token" });
    const other = tab(server, { storage, base: `${server.origin}/other/auth` });

    assert.deepEqual([token.user, other.user], [null, null]);
  });
});

describe("other tabs", () => {
  for (const authType of ["jwt", "token"]) {
    it(`are signed in and out together, with ${authType}`, async () => {
      const server = await open();
      const storage = new FakeStorage();
      const one = tab(server, { authType, storage });
      const two = tab(server, { authType, storage });

      const signedIn = next(two, "change");
      await one.login("mamun", "1234");
      assert.deepEqual(await signedIn, { user: "mamun", token: one.token });

      const signedOut = next(one, "change");
      await two.logout();
      assert.deepEqual(await signedOut, { user: null, token: null });
      assert.equal(server.to("auth/logout/").length, 1);
    });
  }

  it("with memories of their own are signed out together, if they are the same user", async () => {
    const server = await open();
    const one = await signedIn(server, { storage: "memory" });
    const two = await signedIn(server, { storage: "memory" });
    const three = tab(server, { storage: "memory" });
    await three.login("admin", "admin-pass-1");

    const signedOut = next(two, "change");
    await one.logout();
    await signedOut;

    assert.deepEqual([one.user, two.user, three.user], [null, null, "admin"]);
    assert.equal((await three.authFetch(server.hello)).status, 200);
  });

  it("hear by the storage event too, of the whole storage as well", async () => {
    const listeners = {};
    globalThis.addEventListener = (name, listener) => (listeners[name] = listener);
    const server = await open();
    const storage = new FakeStorage();
    const auth = await signedIn(server, { storage });
    delete globalThis.addEventListener;
    const key = `portcullis:jwt:${server.base}`;
    const seen = [];
    auth.on("change", ({ user }) => seen.push(user));

    storage.removeItem(key);
    listeners.storage({ storageArea: storage, key: "cart" });
    listeners.storage({ storageArea: new FakeStorage(), key });
    assert.deepEqual(seen, []);
    listeners.storage({ storageArea: storage, key: null });

    assert.deepEqual(seen, [null]);
  });
});

describe("listeners", () => {
  it("hear nothing after they have been taken away", async () => {
    const server = await open();
    const auth = tab(server);
    let heard = 0;
    const off = auth.on("change", () => {
      heard += 1;
    });

    await auth.login("mamun", "1234");
    off();
    await auth.logout();

    assert.equal(heard, 1);
  });

  it("are given a state that stays the same object until it changes", async () => {
    const server = await open();
    const auth = tab(server);
    const before = auth.state;
    assert.equal(auth.state, before);

    await auth.login("mamun", "1234");

    assert.notEqual(auth.state, before);
    assert.deepEqual(before, { user: null, token: null });
  });
});
