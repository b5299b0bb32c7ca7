import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open, signedIn, tab } from "./testing.mjs";

describe("authFetch", () => {
  it("sends nothing but the call where nobody is signed in", async () => {
    const server = await open();

    const response = await tab(server).authFetch(server.hello);

    assert.equal(response.status, 401);
    assert.equal(server.requests.length, 1);
    assert.equal(server.requests[0].authorization, undefined);
  });

  it("takes strings, URLs and Requests, and keeps their headers", async () => {
    const server = await open();
    const auth = await signedIn(server);
    const headers = { "X-Shelf": "3" };

    await auth.authFetch(server.hello, { headers });
    await auth.authFetch(new URL(server.hello), { headers: new Headers(headers) });
    await auth.authFetch(new Request(server.hello, { headers }));

    for (const request of server.to("api/hello")) {
      assert.equal(request.headers["x-shelf"], "3");
      assert.equal(request.authorization, `Bearer ${auth.token}`);
    }
  });

  it("changes nothing of what it is given", async () => {
    const server = await open();
    const auth = await signedIn(server);
    const init = Object.freeze({ headers: Object.freeze({ "X-Shelf": "3" }) });

    assert.equal((await auth.authFetch(server.hello, init)).status, 200);
  });

  it("sends the token to no other origin", async () => {
    const server = await open();
    const other = await open();
    const auth = await signedIn(server);
    const byName = server.hello.replace("127.0.0.1", "localhost");

    await auth.authFetch(other.hello);
    await auth.authFetch(new Request(other.hello));
    await auth.authFetch(byName).catch(() => {});

    const seen = [...other.requests, ...server.to("api/hello")];
    assert.ok(seen.length >= 2);
    assert.deepEqual(
      seen.filter(({ authorization }) => authorization !== undefined),
      [],
    );
    assert.equal(server.to("auth/token/refresh/").length, 0);
  });

  it("sends it to origins that are listed", async () => {
    const server = await open();
    const other = await open();
    const auth = await signedIn(server, { origins: [other.origin] });

    await auth.authFetch(other.hello);

    assert.equal(other.requests[0].authorization, `Bearer ${auth.token}`);
  });

  const bodies = {
    text: () => "a book",
    "a form": () => new URLSearchParams({ title: "a book" }),
    "a blob": () => new Blob(["a book"]),
    bytes: () => new TextEncoder().encode("a book"),
    multipart: () => {
      const form = new FormData();
      form.set("title", "a book");
      return form;
    },
  };
  for (const [kind, body] of Object.entries(bodies)) {
    it(`sends ${kind} a second time`, async () => {
      const server = await open();
      const auth = await signedIn(server);
      server.revoke(auth.token);

      const response = await auth.authFetch(server.hello, { method: "POST", body: body() });

      assert.equal(response.status, 200);
      assert.match((await response.json()).text, /a( |\+)book/);
    });
  }

  it("sends a Request with a body a second time", async () => {
    const server = await open();
    const auth = await signedIn(server);
    server.revoke(auth.token);

    const request = new Request(server.hello, { method: "POST", body: "a book" });
    const response = await auth.authFetch(request);

    assert.deepEqual(await response.json(), { user: "mamun", text: "a book" });
  });

  it("does not send a stream a second time, but the next call has a new token", async () => {
    const server = await open();
    const auth = await signedIn(server);
    server.revoke(auth.token);
    const stream = () => new Blob(["a book"]).stream();

    const init = () => ({ method: "POST", body: stream(), duplex: "half" });
    const first = await auth.authFetch(server.hello, init());
    const second = await auth.authFetch(server.hello, init());

    assert.deepEqual([first.status, second.status], [401, 200]);
    assert.equal(server.to("api/hello").length, 2);
    assert.equal(server.to("auth/token/refresh/").length, 1);
  });

  it("with a static token asks the server whether a 401 is about the token", async () => {
    const server = await open();
    const auth = await signedIn(server, { authType: "token" });

    const own = await auth.authFetch(`${server.origin}/app/own`);

    assert.deepEqual([own.status, auth.user], [401, "mamun"]);
    server.endAll();
    const dead = await auth.authFetch(server.hello);
    assert.deepEqual([dead.status, auth.user], [401, null]);
  });

  it("fails as fetch does where there is no server", async () => {
    const server = await open();
    const auth = await signedIn(server);
    await server.close();

    await assert.rejects(auth.authFetch(server.hello), TypeError);
    assert.equal(auth.user, "mamun");
  });

  it("is broken off by its signal", async () => {
    const server = await open();
    const auth = await signedIn(server);

    const call = auth.authFetch(server.hello, { signal: AbortSignal.abort() });

    await assert.rejects(call, { name: "AbortError" });
  });
});
