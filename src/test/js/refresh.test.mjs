import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  FakeLocks,
  FakeStorage,
  LaggingStorage,
  gate,
  next,
  open,
  signedIn,
  tab,
} from "./testing.mjs";

const refreshes = (server) => server.to("auth/token/refresh/").length;

/** A clock that stands until it is moved. */
function handClock(at = Date.now()) {
  const clock = () => at;
  clock.move = (seconds) => {
    at += seconds * 1000;
  };
  return clock;
}

describe("a refused access token", () => {
  it("is renewed, and the call made once more", async () => {
    const server = await open();
    const auth = await signedIn(server);
    const { token } = auth;
    server.revoke(token);

    const response = await auth.authFetch(server.hello, { method: "POST", body: "a book" });

    assert.deepEqual(await response.json(), { user: "mamun", text: "a book" });
    assert.notEqual(auth.token, token);
    assert.equal(refreshes(server), 1);
    assert.equal(server.to("api/hello").length, 2);
  });

  for (const rotate of [false, true]) {
    it(`is renewed once for ten calls, ${rotate ? "with" : "without"} rotation`, async () => {
      const server = await open({ rotate });
      const auth = await signedIn(server);
      server.revoke(auth.token);

      const calls = Array.from({ length: 10 }, () => auth.authFetch(server.hello));
      const statuses = (await Promise.all(calls)).map(({ status }) => status);

      assert.deepEqual(statuses, Array(10).fill(200));
      assert.equal(refreshes(server), 1);
    });
  }

  it("is not renewed again for a call that comes back late", async () => {
    const server = await open();
    const held = gate();
    let first = true;
    const auth = await signedIn(server, {
      fetch: async (...given) => {
        const late = first && given[0] === server.hello;
        first &&= !late;
        const response = await fetch(...given);
        await (late ? held.opened : null);
        return response;
      },
    });
    server.revoke(auth.token);

    const late = auth.authFetch(server.hello);
    await auth.authFetch(server.hello);
    held.open();

    assert.equal((await late).status, 200);
    assert.equal(refreshes(server), 1);
  });

  it("is tried once more and no oftener", async () => {
    const server = await open();
    const auth = await signedIn(server);

    const response = await auth.authFetch(`${server.origin}/app/own`);

    assert.equal(response.status, 401);
    assert.equal(server.to("own").length, 2);
    assert.equal(auth.user, "mamun");
  });

  it("is not sent again for another user who has signed in meanwhile", async () => {
    const server = await open();
    const auth = await signedIn(server);
    server.revoke(auth.token);
    server.settings.beforeRefresh = async () => {
      await auth.login("admin", "admin-pass-1");
    };

    const response = await auth.authFetch(server.hello, { method: "POST", body: "of mamun" });

    assert.equal(response.status, 401);
    assert.deepEqual([auth.user, (await auth.profile()).username], ["admin", "admin"]);
    assert.equal(server.to("api/hello").length, 1);
  });
});

describe("a refused refresh token", () => {
  it("ends the session, and the call has its 401", async () => {
    const server = await open();
    const storage = new FakeStorage();
    const auth = await signedIn(server, { storage, locks: new FakeLocks() });
    const { token } = auth;
    const events = [];
    auth.on("change", ({ user }) => events.push(["change", user]));
    auth.on("expired", ({ user }) => events.push(["expired", user]));
    server.revoke(token);
    server.endAll();

    const response = await auth.authFetch(server.hello);

    assert.equal(response.status, 401);
    assert.deepEqual(events, [
      ["change", null],
      ["expired", null],
    ]);
    assert.deepEqual(storage.entries(), {});
    // Never a second time in nobody's name.
    assert.deepEqual(
      server.to("api/hello").map(({ authorization }) => authorization),
      [`Bearer ${token}`],
    );
  });

  for (const status of [429, 500, 502, 503]) {
    it(`is not what ${status} means: the session stays`, async () => {
      const server = await open({ broken: { "/app/auth/token/refresh/": status } });
      const auth = await signedIn(server);
      server.revoke(auth.token);

      assert.equal((await auth.authFetch(server.hello)).status, 401);
      assert.equal(auth.user, "mamun");

      server.settings.broken = {};
      assert.equal((await auth.authFetch(server.hello)).status, 200);
    });
  }
});

describe("an access token that is about to end", () => {
  // Of 300 seconds the last 30 are too near the end, of 50 the last tenth.
  const ends = [
    [300, 268, 0],
    [300, 271, 1],
    [50, 43, 0],
    [50, 46, 1],
  ];
  for (const [accessLifetime, after, expected] of ends) {
    it(`of ${accessLifetime} s is renewed ${expected} times after ${after} s`, async () => {
      const server = await open({ accessLifetime });
      const now = handClock();
      const auth = await signedIn(server, { now });

      now.move(after);
      const responses = await Promise.all([1, 2, 3].map(() => auth.authFetch(server.hello)));

      assert.deepEqual(
        responses.map(({ status }) => status),
        [200, 200, 200],
      );
      assert.equal(refreshes(server), expected);
      assert.equal(server.to("api/hello").length, 3);
    });
  }

  for (const clockAhead of [-7200, -60, 60, 7200]) {
    for (const date of [true, false]) {
      const how = date ? "Date" : "iat";
      it(`is known by ${how} if the server's clock is ${clockAhead} s ahead`, async () => {
        const server = await open({ clockAhead, date });
        const now = handClock();
        const auth = await signedIn(server, { now });

        now.move(260);
        await auth.authFetch(server.hello);
        assert.equal(refreshes(server), 0);
        now.move(15);
        await auth.authFetch(server.hello);
        assert.equal(refreshes(server), 1);
        now.move(260);
        await auth.authFetch(server.hello);
        assert.equal(refreshes(server), 1);
      });
    }
  }

  it("still goes with the call if the server can't renew it now", async () => {
    const server = await open({ broken: { "/app/auth/token/refresh/": 503 } });
    const now = handClock();
    const auth = await signedIn(server, { now });

    now.move(280);
    const response = await auth.authFetch(server.hello);

    assert.equal(response.status, 200);
    assert.deepEqual([refreshes(server), auth.user], [1, "mamun"]);
  });

  it("is not renewed at each call where a proxy's Date makes no sense", async () => {
    const server = await open({ dateAhead: 86_400 });
    const auth = await signedIn(server);

    const response = await auth.authFetch(server.hello);

    assert.deepEqual([response.status, refreshes(server)], [200, 0]);
  });

  it("is renewed once and no oftener, even if the call is refused", async () => {
    const server = await open();
    const now = handClock();
    const auth = await signedIn(server, { now });

    now.move(280);
    const response = await auth.authFetch(`${server.origin}/app/own`);

    assert.deepEqual([response.status, server.to("own").length], [401, 1]);
    assert.equal(refreshes(server), 1);
  });

  it("goes with the call if the session is over, never nothing", async () => {
    const server = await open();
    const now = handClock();
    const auth = await signedIn(server, { now });
    const { token } = auth;
    server.revoke(token);
    server.endAll();

    now.move(280);
    const response = await auth.authFetch(server.hello);

    assert.deepEqual([response.status, auth.user], [401, null]);
    assert.equal(server.to("api/hello")[0].authorization, `Bearer ${token}`);
  });
});

describe("two tabs", () => {
  const ways = {
    "by Web Locks": () => ({ locks: new FakeLocks() }),
    "by the lease in the storage": () => ({ locks: null }),
  };
  for (const [way, shared] of Object.entries(ways)) {
    it(`refresh once, ${way}`, async () => {
      const server = await open({ rotate: true });
      const options = { storage: new FakeStorage(), ...shared() };
      const one = await signedIn(server, options);
      const two = tab(server, options);
      server.revoke(one.token);
      server.settings.beforeRefresh = () => new Promise((resolve) => setTimeout(resolve, 150));

      const responses = await Promise.all(
        [one, two, one, two].map((auth) => auth.authFetch(server.hello)),
      );

      assert.deepEqual(
        responses.map(({ status }) => status),
        [200, 200, 200, 200],
      );
      assert.equal(refreshes(server), 1);
      assert.equal(one.token, two.token);
      await new Promise((resolve) => setTimeout(resolve, 150));
      assert.deepEqual(Object.keys(options.storage.entries()), [`portcullis:jwt:${server.base}`]);
    });
  }

  for (const [way, shared] of Object.entries(ways)) {
    it(`refresh once, ${way}, even if the storage lags behind`, async () => {
      const server = await open({ rotate: true });
      const writes = [];
      const options = shared();
      const one = await signedIn(server, { ...options, storage: new LaggingStorage(writes, 20) });
      await new Promise((resolve) => setTimeout(resolve, 40));
      const two = tab(server, { ...options, storage: new LaggingStorage(writes, 20) });
      server.revoke(one.token);

      const responses = await Promise.all([one, two].map((auth) => auth.authFetch(server.hello)));

      assert.deepEqual(
        responses.map(({ status }) => status),
        [200, 200],
      );
      assert.equal(refreshes(server), 1);
    });
  }

  it("leave a lease alone that another has taken meanwhile", async () => {
    const server = await open();
    const storage = new FakeStorage();
    const auth = await signedIn(server, { storage, locks: null });
    const lease = `portcullis:jwt:${server.base}:lease`;
    server.revoke(auth.token);
    server.settings.beforeRefresh = async () => storage.setItem(lease, `other ${Date.now() + 500}`);

    await auth.authFetch(server.hello);
    await new Promise((resolve) => setTimeout(resolve, 150));

    assert.match(storage.getItem(lease), /^other /);
  });

  it("wait for no lease of a tab that was closed", async () => {
    const server = await open();
    const storage = new FakeStorage();
    const auth = await signedIn(server, { storage, locks: null, timeout: 200 });
    server.revoke(auth.token);
    storage.setItem(`portcullis:jwt:${server.base}:lease`, `gone ${Date.now() + 500}`);

    assert.equal((await auth.authFetch(server.hello)).status, 200);
  });

  it("do not end the session over a token that the other has renewed", async () => {
    const server = await open({ rotate: true });
    const storage = new FakeStorage();
    const key = `portcullis:jwt:${server.base}`;
    const one = await signedIn(server, { storage, locks: null });
    const before = storage.getItem(key);
    server.revoke(one.token);
    await one.authFetch(server.hello);
    const after = storage.getItem(key);

    // As where the storage of one process is behind that of the other.
    storage.setItem(key, before);
    const two = tab(server, { storage, locks: new FakeLocks() });
    server.settings.beforeRefresh = async () => {
      setTimeout(() => storage.setItem(key, after), 50);
    };
    const response = await two.authFetch(server.hello);

    assert.equal(response.status, 200);
    assert.deepEqual([one.user, two.user], ["mamun", "mamun"]);
  });

  it("that are one tab and its duplicate share what is renewed", async () => {
    const server = await open({ rotate: true });
    globalThis.sessionStorage = new FakeStorage();
    const one = await signedIn(server, { storage: "session" });
    const copy = new FakeStorage();
    Object.entries(sessionStorage.entries()).forEach(([name, text]) => copy.setItem(name, text));
    globalThis.sessionStorage = copy;
    const two = tab(server, { storage: "session" });
    delete globalThis.sessionStorage;
    server.revoke(one.token);

    const changed = next(two, "change");
    await one.authFetch(server.hello);
    await changed;

    assert.equal(two.token, one.token);
    assert.equal((await two.authFetch(server.hello)).status, 200);
    assert.equal(refreshes(server), 1);
  });
});
