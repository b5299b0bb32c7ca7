import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeLocks, FakeStorage, browser, signedIn, tab } from "./testing.mjs";

/*
 * The client against the real gate, which ClientScriptIT starts: the stand-in of the other tests says
 * nothing that this does not. Refresh tokens rotate, and a replaced one is of no use at once.
 */
const server = { base: `${process.env.PORTCULLIS_APP}/auth/` };
const who = `${process.env.PORTCULLIS_APP}/who`;

function post(path, { headers = { "Content-Type": "application/json" }, body }) {
  return fetch(new URL(path, server.base), { method: "POST", headers, body });
}

/** Spoils the access token that two tabs share, as time would. */
function spoil(storage) {
  const [key] = Object.keys(storage.entries());
  const session = JSON.parse(storage.getItem(key));
  storage.setItem(
    key,
    JSON.stringify({ ...session, token: `${session.token.slice(0, -9)}spoilt-it` }),
  );
}

describe("the real gate", () => {
  for (const authType of ["jwt", "token"]) {
    it(`signs in, lets calls through and signs out, with ${authType}`, async () => {
      const auth = tab(server, { authType });

      const refused = await auth.login("mamun", "wrong");
      assert.deepEqual([refused.ok, refused.status], [false, authType === "jwt" ? 401 : 400]);
      assert.match(refused.reason, /credentials/);

      const { ok, token, refresh } = await auth.login("mamun", "1234");
      assert.equal(ok, true);
      assert.equal((await auth.authFetch(who)).status, 200);
      assert.deepEqual(await auth.profile(), { username: "mamun", email: "mamun@gmail.com" });
      const answer = await auth.logout();
      assert.deepEqual([answer.ok, answer.status], [true, 200]);

      const afterwards =
        authType === "jwt"
          ? await post("token/refresh/", { body: JSON.stringify({ refresh }) })
          : await post("logout/", { headers: { Authorization: `Token ${token}` } });
      assert.equal(afterwards.status, 401);
    });
  }

  it("renews once for ten calls of two tabs, time after time", async () => {
    const storage = new FakeStorage();
    let refreshes = 0;
    const counting = (url, init) => {
      refreshes += String(url).endsWith("token/refresh/") ? 1 : 0;
      return fetch(url, init);
    };
    const options = { storage, locks: new FakeLocks(), fetch: counting };
    const one = await signedIn(server, options);
    const two = tab(server, options);

    for (const round of [1, 2, 3]) {
      spoil(storage);
      const calls = Array.from({ length: 10 }, (_, i) => (i % 2 ? one : two).authFetch(who));
      const statuses = (await Promise.all(calls)).map(({ status }) => status);

      assert.deepEqual(statuses, Array(10).fill(200));
      assert.equal(refreshes, round);
    }
    assert.equal((await one.logout()).status, 200);
  });

  it("ends the session here once it is over there", async () => {
    const storage = new FakeStorage();
    const auth = await signedIn(server, { storage });
    const copy = new FakeStorage();
    Object.entries(storage.entries()).forEach(([key, text]) => copy.setItem(key, text));
    await tab(server, { storage: copy }).logout();
    spoil(storage);

    assert.equal((await auth.authFetch(who)).status, 401);
    assert.equal(auth.user, null);
  });

  it("signs in, renews and signs out with cookies that no script sees", async () => {
    const jar = new Map();
    const auth = tab(server, { storage: "cookies", fetch: browser(jar) });

    const refused = await auth.login("mamun", "wrong");
    assert.deepEqual([refused.ok, refused.status, jar.size], [false, 401, 0]);
    assert.match(refused.reason, /credentials/);

    assert.equal((await auth.login("mamun", "1234")).ok, true);
    assert.deepEqual([auth.user, auth.token, jar.size], ["mamun", null, 2]);
    const [access, refresh] = [...jar.keys()].sort();
    const before = jar.get(refresh);
    assert.match(await (await auth.authFetch(who, { credentials: "same-origin" })).text(), /mamun/);

    jar.delete(access);
    const calls = Array.from({ length: 5 }, () => auth.authFetch(who));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    assert.deepEqual(statuses, Array(5).fill(200));
    assert.deepEqual([jar.size, jar.get(refresh) === before], [2, false]);

    const answer = await auth.logout();
    assert.deepEqual([answer.ok, answer.status, jar.size], [true, 200, 0]);
    assert.equal(await auth.profile(), null);
  });
});
