import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createAuth } from "../../main/resources/META-INF/resources/portcullis/client.js";
import { createUseAuth } from "../../main/resources/META-INF/resources/portcullis/react.js";
import { FakeStorage, next, open, signedIn } from "./testing.mjs";

/*
 * One component under as much of React as the hook uses. The sample's page has the real one, in a
 * real browser.
 */
function mount(createHook) {
  let state;
  let draws = 0;
  let ready = false;
  let effect;
  let cleanUp;
  let known;
  const React = {
    useState: (initial) => {
      state = ready ? state : initial;
      ready = true;
      const setState = (next) => {
        if (!Object.is(next, state)) {
          state = next;
          draw();
        }
      };
      return [state, setState];
    },
    useEffect: (run, [dependency]) => {
      effect = dependency === known ? null : run;
      known = dependency;
    },
  };
  const useHook = createHook(React);
  const component = { unmount: () => cleanUp() };

  function draw(...given) {
    draws += 1;
    component.seen = useHook(...(given.length > 0 ? given : component.given));
    component.given = given.length > 0 ? given : component.given;
    component.draws = draws;
    const run = effect;
    effect = null;
    if (run) {
      cleanUp?.();
      cleanUp = run();
    }
    return component;
  }

  component.draw = draw;
  return component;
}

describe("useAuth", () => {
  it("gives what the seed's hook gives, and no more", async () => {
    const server = await open();
    const options = { base: server.base, storage: new FakeStorage() };
    const component = mount((React) => createUseAuth(React, options)).draw("jwt");

    const before = component.seen;
    const answer = await before.login("mamun", "1234");

    assert.deepEqual(Object.keys(before), ["user", "token", "login", "logout", "authFetch"]);
    assert.deepEqual([before.user, before.token], [null, null]);
    assert.deepEqual([component.seen.user, component.seen.token], ["mamun", answer.access]);
    assert.equal(component.seen.login, before.login);

    await component.seen.logout();

    assert.deepEqual([component.seen.user, component.seen.token], [null, null]);
  });

  it("is one for jwt unless it is told otherwise, and keeps the kinds apart", async () => {
    const server = await open();
    const options = { base: server.base, storage: new FakeStorage() };
    const component = mount((React) => createUseAuth(React, options)).draw(undefined);
    await component.seen.login("mamun", "1234");
    const { token } = component.seen;

    component.draw("token");
    assert.deepEqual([component.seen.user, component.seen.token], [null, null]);
    await component.seen.login("admin", "admin-pass-1");
    assert.equal(component.seen.user, "admin");
    component.draw("jwt");

    assert.deepEqual([component.seen.user, component.seen.token], ["mamun", token]);
  });

  it("asks once whether what it finds still lives", async () => {
    const server = await open();
    const auth = await signedIn(server);
    server.revoke(auth.token);
    server.endAll();
    const expired = next(auth, "expired");

    const component = mount((React) => createUseAuth(React, auth)).draw("jwt");
    assert.equal(component.seen.user, "mamun");
    await expired;

    assert.equal(component.seen.user, null);
    component.draw("jwt");
    assert.equal(server.to("auth/profile/").length, 1);
  });

  it("does not draw after its component is gone", async () => {
    const server = await open();
    const auth = await signedIn(server);
    const component = mount((React) => createUseAuth(React, auth)).draw("jwt");

    component.unmount();
    await auth.logout();

    assert.equal(component.draws, 1);
  });

  it("refuses an auth of the other kind", async () => {
    const server = await open();
    const auth = createAuth({ base: server.base, storage: "memory" });
    const component = mount((React) => createUseAuth(React, auth));

    assert.throws(() => component.draw("token"), {
      message: 'useAuth("token"): its auth is of type "jwt"',
    });
    auth.close();
  });
});
