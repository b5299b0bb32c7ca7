import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeStorage, next, open, signedIn, tab } from "./testing.mjs";

describe("login", () => {
  it("keeps access and refresh token, and says who it is", async () => {
    const server = await open();
    const storage = new FakeStorage();
    const auth = tab(server, { storage });

    const answer = await auth.login("mamun", "1234");

    assert.deepEqual([answer.ok, answer.status, answer.access], [true, 200, auth.token]);
    assert.equal(auth.user, "mamun");
    const [[key, text], ...more] = Object.entries(storage.entries());
    assert.equal(key, `portcullis:jwt:${server.base}`);
    assert.deepEqual(more, []);
    assert.equal(JSON.parse(text).refresh, answer.refresh);
    assert.ok(!text.includes("1234"), "the password is not stored");
  });

  it("keeps the static token", async () => {
    const server = await open();
    const auth = tab(server, { authType: "token" });

    const answer = await auth.login("mamun", "1234");

    assert.deepEqual([answer.ok, answer.token], [true, auth.token]);
    const response = await auth.authFetch(server.hello);
    assert.equal((await response.json()).user, "mamun");
    assert.equal(server.requests.at(-1).authorization, `Token ${auth.token}`);
  });

  const refusals = [
    ["jwt", "mamun", "wrong", {}, 401, "No active account found with the given credentials"],
    ["token", "mamun", "wrong", {}, 400, "Unable to log in with provided credentials."],
    ["token", "", "1234", {}, 400, "username: This field may not be blank."],
    ["jwt", "mamun", "1234", { "/app/auth/token/": 502 }, 502, "The server answered 502."],
    ["jwt", "mamun", "1234", { "/app/auth/token/": 200 }, 200, "The server gave no token."],
  ];
  for (const [authType, username, password, broken, status, reason] of refusals) {
    it(`sets nothing where the server says: ${reason}`, async () => {
      const server = await open({ broken });
      const storage = new FakeStorage();
      const auth = tab(server, { authType, storage });

      const answer = await auth.login(username, password);

      assert.deepEqual([answer.ok, answer.status, answer.reason], [false, status, reason]);
      assert.deepEqual([auth.user, auth.token, storage.entries()], [null, null, {}]);
    });
  }

  it("sets nothing where there is no server", async () => {
    const server = await open();
    const auth = tab(server);
    await server.close();

    const answer = await auth.login("mamun", "1234");

    assert.deepEqual(answer, { ok: false, status: 0, reason: "The server did not answer." });
    assert.equal(auth.user, null);
  });

  it("that is refused leaves who was signed in", async () => {
    const server = await open();
    const auth = await signedIn(server);

    await auth.login("admin", "wrong");

    assert.deepEqual([auth.user, (await auth.profile()).username], ["mamun", "mamun"]);
  });

  it("survives a reload of the page", async () => {
    const server = await open();
    const storage = new FakeStorage();
    const { token } = await signedIn(server, { storage });

    const reloaded = tab(server, { storage });

    assert.deepEqual([reloaded.user, reloaded.token], ["mamun", token]);
  });
});

describe("logout", () => {
  for (const authType of ["jwt", "token"]) {
    it(`ends the session here and on the server, with ${authType}`, async () => {
      const server = await open();
      const storage = new FakeStorage();
      storage.setItem("cart", "7 books");
      const auth = await signedIn(server, { authType, storage });
      const { token } = auth;

      const answer = await auth.logout();

      assert.deepEqual([answer.ok, answer.status], [true, 200]);
      assert.match(answer.message, /^Logout successful/);
      assert.deepEqual([auth.user, auth.token], [null, null]);
      assert.deepEqual(storage.entries(), { cart: "7 books" });
      assert.ok(server.requests.at(-1).authorization.endsWith(token));
      assert.equal(server.sessions.size, 0);
    });
  }

  it("ends the session here at once, whatever the server does", async () => {
    const server = await open({ broken: { "/app/auth/logout/": 503 } });
    const auth = await signedIn(server);

    const ending = auth.logout();

    assert.equal(auth.user, null);
    const answer = await ending;
    assert.deepEqual([answer.ok, answer.status], [false, 503]);
  });

  it("ends the session here where there is no server", async () => {
    const server = await open();
    const auth = await signedIn(server);
    await server.close();

    const answer = await auth.logout();

    assert.deepEqual([answer.ok, answer.status, auth.user], [false, 0, null]);
  });

  it("renews the access token if it has to, and keeps nothing of it", async () => {
    const server = await open({ rotate: true });
    const storage = new FakeStorage();
    const auth = await signedIn(server, { storage });
    server.revoke(auth.token);

    const answer = await auth.logout();

    assert.equal(answer.status, 200);
    assert.deepEqual(storage.entries(), {});
    assert.equal(server.sessions.size, 0);
  });

  it("during a refresh ends the session that comes of it", async () => {
    const server = await open({ rotate: true });
    const auth = await signedIn(server);
    server.revoke(auth.token);
    let leaving;
    server.settings.beforeRefresh = async () => {
      leaving ??= auth.logout();
    };

    const response = await auth.authFetch(server.hello);

    assert.equal(response.status, 401);
    assert.equal((await leaving).status, 200);
    assert.equal(server.sessions.size, 0);
    assert.equal(auth.token, null);
  });

  it("of nobody asks no server", async () => {
    const server = await open();
    const auth = tab(server);

    assert.deepEqual(await auth.logout(), { ok: true, status: 0 });
    assert.deepEqual(server.requests, []);
  });
});

describe("profile", () => {
  it("is null for nobody, without a call", async () => {
    const server = await open();

    assert.equal(await tab(server).profile(), null);
    assert.deepEqual(server.requests, []);
  });

  it("tells the name that the server has", async () => {
    const server = await open();
    const storage = new FakeStorage();
    const auth = await signedIn(server, { storage });
    const [key] = Object.keys(storage.entries());
    storage.setItem(key, storage.getItem(key).replace("mamun", "MAMUN"));
    const reloaded = tab(server, { storage });

    const profile = await reloaded.profile();

    assert.deepEqual(profile, { username: "mamun", email: "mamun@gmail.com" });
    assert.deepEqual([reloaded.user, auth.token], ["mamun", reloaded.token]);
  });

  it("is null, and the session over, once the server has ended it", async () => {
    for (const authType of ["jwt", "token"]) {
      const server = await open();
      const auth = await signedIn(server, { authType });
      server.revoke(auth.token);
      server.endAll();
      const expired = next(auth, "expired");

      assert.equal(await auth.profile(), null);
      assert.deepEqual(await expired, { user: null, token: null });
    }
  });

  it("rejects if the server is out of order, and ends nothing", async () => {
    const server = await open({ broken: { "/app/auth/profile/": 503 } });
    const auth = await signedIn(server);

    await assert.rejects(auth.profile(), { message: "profile/ answered 503" });
    assert.equal(auth.user, "mamun");
  });
});

describe("options", () => {
  const wrong = [
    [{}, /^base: not given; want the URL of the endpoints/],
    [{ base: "file:///app/auth/" }, /^base, origins: want URLs of http or https/],
    [{ base: "http://a/", authType: "basic" }, /^authType = "basic": want jwt or token/],
    [{ base: "http://a/", storage: "disk" }, /^storage = "disk": want local, session, memory/],
    [{ base: "http://a/", storge: "local" }, /^storge: no such option/],
  ];
  for (const [options, message] of wrong) {
    it(`are refused: ${message.source.slice(1)}`, async () => {
      const { createAuth } =
        await import("../../main/resources/META-INF/resources/portcullis/client.js");

      assert.throws(() => createAuth(options), { name: "TypeError", message });
    });
  }

  it("refuse events that there are not", async () => {
    const auth = tab(await open());

    assert.throws(() => auth.on("logout", () => {}), { message: /want change or expired/ });
  });
});
