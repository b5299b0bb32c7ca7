import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { browser, next, open, tab } from "./testing.mjs";

const inCookies = (server, fetch = browser()) => tab(server, { storage: "cookies", fetch });

describe("with cookies", () => {
  it("no token is in reach of a script, and calls are made in the user's name", async () => {
    const server = await open();
    const auth = inCookies(server);

    const answer = await auth.login("mamun", "1234");
    const response = await auth.authFetch(server.hello);

    assert.deepEqual([answer.ok, auth.user, auth.token], [true, "mamun", null]);
    assert.equal((await response.json()).user, "mamun");
    assert.deepEqual(
      server.requests.filter(({ authorization }) => authorization !== undefined),
      [],
    );
  });

  it("a refused login sets nothing", async () => {
    const server = await open();
    const auth = inCookies(server);

    const answer = await auth.login("mamun", "wrong");

    assert.deepEqual([answer.ok, answer.status, auth.user], [false, 401, null]);
    assert.equal(answer.reason, "No active account found with the given credentials");
  });

  it("a reloaded page learns from the profile who is there", async () => {
    const server = await open();
    const fetch = browser();
    await inCookies(server, fetch).login("mamun", "1234");
    const reloaded = inCookies(server, fetch);
    assert.equal(reloaded.user, null);

    await reloaded.profile();

    assert.equal(reloaded.user, "mamun");
  });

  it("ten calls after the end of the access cookie renew it once", async () => {
    const server = await open();
    const auth = inCookies(server);
    await auth.login("mamun", "1234");
    server.endAccessCookies();

    const calls = Array.from({ length: 10 }, () => auth.authFetch(server.hello));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);

    assert.deepEqual(statuses, Array(10).fill(200));
    assert.equal(server.to("auth/token/refresh/").length, 1);
  });

  it("the session ends with the refresh cookie, and is then not asked for again", async () => {
    const server = await open();
    const auth = inCookies(server);
    await auth.login("mamun", "1234");
    const expired = next(auth, "expired");
    server.endAccessCookies();
    server.endAll();

    assert.equal((await auth.authFetch(server.hello)).status, 401);
    await expired;
    assert.equal((await auth.authFetch(server.hello)).status, 401);

    assert.equal(auth.user, null);
    assert.equal(server.to("auth/token/refresh/").length, 1);
  });

  it("a visitor who was never there does not expire", async () => {
    const server = await open();
    const auth = inCookies(server);
    let expired = false;
    auth.on("expired", () => {
      expired = true;
    });

    assert.equal(await auth.profile(), null);
    assert.equal(expired, false);
  });

  it("logins and logouts are those of all tabs", async () => {
    const server = await open();
    const fetch = browser();
    const one = inCookies(server, fetch);
    const two = inCookies(server, fetch);

    const signedIn = next(two, "change");
    await one.login("mamun", "1234");
    assert.equal((await signedIn).user, "mamun");

    const signedOut = next(one, "change");
    const answer = await two.logout();
    assert.equal((await signedOut).user, null);
    assert.deepEqual([answer.ok, await one.profile()], [true, null]);
  });

  it("calls to another origin carry no cookie that the caller did not ask for", async () => {
    const server = await open();
    const other = await open();
    const auth = inCookies(server);
    await auth.login("mamun", "1234");

    await auth.authFetch(other.hello);

    assert.equal(other.requests[0].headers.cookie, undefined);
  });

  it("the endpoints are on the page's own origin", async () => {
    const server = await open();
    globalThis.location = new URL("https://elsewhere.example/app/");

    try {
      assert.throws(() => inCookies(server), {
        message: /^storage = "cookies": want a base on https:/,
      });
    } finally {
      delete globalThis.location;
    }
  });
});
