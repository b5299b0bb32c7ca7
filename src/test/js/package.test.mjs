import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { createAuth } from "../../main/resources/META-INF/resources/portcullis/client.js";
import { open } from "./testing.mjs";

const ROOT = new URL("../../../", import.meta.url);
const FOLDER = new URL("src/main/resources/META-INF/resources/portcullis/", ROOT);
const EXAMPLES = new URL("examples/", import.meta.url);

const text = (path, base = FOLDER) => readFileSync(new URL(path, base), "utf8");
const manifest = JSON.parse(text("package.json"));

function hasNpm() {
  try {
    execFileSync("npm", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("the package", () => {
  it("depends on nothing, and runs nothing when it is installed", () => {
    const named = Object.keys(manifest).filter((key) => /dependencies|scripts|bin/i.test(key));

    assert.deepEqual(named, []);
    assert.deepEqual([...text("client.js").matchAll(/^import .*$/gm)], []);
  });

  it("declares every member that there is", () => {
    const auth = createAuth({ base: "http://127.0.0.1/", storage: "memory" });
    const declared = text("client.d.ts");

    for (const name of Object.keys(auth)) {
      assert.match(declared, new RegExp(`\\b${name}[?(:]`), name);
    }
    auth.close();
  });
});

describe("the package as npm packs it", { skip: hasNpm() ? false : "npm is not there" }, () => {
  it("runs the examples of the documentation", async () => {
    const server = await open();
    const folder = mkdtempSync(join(tmpdir(), "portcullis-client-"));
    const realFetch = globalThis.fetch;
    const realLog = console.log;
    const said = [];
    try {
      install(folder);
      // What a page has and Node has not: an address, against which URLs are resolved.
      globalThis.location = new URL(`${server.origin}/app/index.html`);
      globalThis.fetch = (url, init) => realFetch(new URL(url, location), init);
      console.log = (line) => said.push(line);
      const load = (name) => import(pathToFileURL(join(folder, name)));

      const { auth, signIn, borrow } = await load("sign-in.mjs");
      await assert.rejects(signIn("mamun", "wrong"), { message: /^No active account found/ });
      await signIn("mamun", "1234");
      assert.deepEqual(await borrow(7), { user: "mamun", text: '{"book":7}' });
      server.revoke(auth.token);
      server.endAll();
      await borrow(8);
      auth.close();

      const { useAuth } = await load("useAuth.mjs");
      assert.equal(useAuth("jwt").user, null);
    } finally {
      console.log = realLog;
      globalThis.fetch = realFetch;
      delete globalThis.location;
      rmSync(folder, { recursive: true });
    }
    assert.deepEqual(said, [
      "Signed in: mamun",
      "Nobody is signed in.",
      "The session has ended. Please sign in again.",
    ]);
  });

  function install(folder) {
    const quiet = { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
    const packed = execFileSync("npm", ["pack", "--json", FOLDER.pathname], quiet);
    const [{ filename, files }] = JSON.parse(packed);
    assert.deepEqual(
      files.map(({ path }) => path),
      ["README.md", "client.d.ts", "client.js", "package.json", "react.d.ts", "react.js"],
    );
    const modules = join(folder, "node_modules");
    mkdirSync(join(modules, "portcullis-client"), { recursive: true });
    const target = ["-C", join(modules, "portcullis-client"), "--strip-components", "1"];
    execFileSync("tar", ["-xzf", join(folder, filename), ...target]);
    mkdirSync(join(modules, "react"));
    writeFileSync(
      join(modules, "react", "index.mjs"),
      "export const useState = (it) => [it, () => {}]; export const useEffect = () => {};",
    );
    writeFileSync(join(modules, "react", "package.json"), '{"exports":"./index.mjs"}');
    cpSync(EXAMPLES, folder, { recursive: true });
  }
});

describe("docs/javascript.md", () => {
  it("shows what stands in the files it is taken from", () => {
    const bare = (it) => it.replace(/^\s+|\s+$/gm, "");
    const page = text("docs/javascript.md", ROOT);
    const snippets = [...page.matchAll(/<!-- snippet: (\S+) -->\s*```\w+\n([^]*?)\s*```/g)];

    assert.equal(snippets.length, page.match(/```\w+\n/g).length, "every snippet has its file");
    for (const [, file, snippet] of snippets) {
      assert.ok(bare(text(file, ROOT)).includes(bare(snippet)), `${file}:\n${snippet}`);
    }
  });
});
