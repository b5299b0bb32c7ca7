import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import {
  ORIGIN,
  SAMPLE,
  launch,
  otherSite,
  person,
  quit,
  screenshot,
  signIn,
} from "./testing.mjs";

before(launch);
after(quit);

let somebody;
let page;

beforeEach(async () => {
  somebody = await person();
  page = somebody.page;
});
afterEach(() => somebody.close());

async function signedIn(path = "/books.jsp") {
  await page.goto(`${SAMPLE}${path}`);
  await signIn(page);
  await page.waitForURL(`${SAMPLE}${path}`);
}

describe("the login page", () => {
  it("leads back to the page that was asked for, with its query", async () => {
    await page.goto(`${SAMPLE}/books.jsp?sort=year&note=a%26b`);
    assert.equal(new URL(page.url()).pathname, "/sample/auth/login/");

    await signIn(page);

    await page.waitForURL(`${SAMPLE}/books.jsp?sort=year&note=a%26b`);
    assert.match(await page.locator("header").innerText(), /mamun/);
    somebody.assertQuiet();
  });

  it("says what is wrong, keeps the way back, and sets nothing", async () => {
    await page.goto(`${SAMPLE}/books.jsp`);
    await signIn(page, "mamun", "wrong");

    const alert = page.getByRole("alert");
    assert.match(await alert.innerText(), /do not match/);
    assert.deepEqual(await somebody.cookies(), []);
    assert.equal(await page.getByLabel("Username").inputValue(), "");

    await signIn(page);
    await page.waitForURL(`${SAMPLE}/books.jsp`);
    somebody.assertQuiet(/401/);
  });

  it("needs no more than a keyboard", async () => {
    await page.goto(`${SAMPLE}/books.jsp`);
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

    assert.equal(await focused(), "username");
    await page.keyboard.type("mamun");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "password");
    await page.keyboard.type("1234");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "BUTTON");
    await page.keyboard.press("Enter");

    await page.waitForURL(`${SAMPLE}/books.jsp`);
    somebody.assertQuiet();
  });

  it("names everything for those who do not see it", async () => {
    await page.goto(`${SAMPLE}/auth/login/`);
    await signIn(page, "mamun", "wrong");

    const username = page.getByRole("textbox", { name: "Username" });
    assert.equal(await username.getAttribute("autocomplete"), "username");
    assert.equal(
      await page.getByLabel("Password").getAttribute("autocomplete"),
      "current-password",
    );
    assert.equal(await username.getAttribute("aria-describedby"), "error");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Sign in");
    assert.equal(await page.getByRole("main").count(), 1);
  });

  it("works without JavaScript", async () => {
    const plain = await person({ javaScriptEnabled: false });
    await plain.page.goto(`${SAMPLE}/books.jsp`);
    await signIn(plain.page);

    assert.equal(plain.page.url(), `${SAMPLE}/books.jsp`);
    plain.assertQuiet();
    await plain.close();
  });

  for (const [locale, heading] of [
    ["bn-BD", "সাইন ইন করুন"],
    ["de-DE", "Anmelden"],
    ["es-ES", "Iniciar sesión"],
    ["fr-FR", "Connexion"],
  ]) {
    it(`speaks ${locale}`, async () => {
      const reader = await person({ locale });
      await reader.page.goto(`${SAMPLE}/auth/login/`);

      assert.equal(await reader.page.getByRole("heading").innerText(), heading);
      await screenshot(reader.page, `login-${locale}`);
      await reader.close();
    });
  }

  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      it(`fits ${width} px and is read in the ${colorScheme}`, async () => {
        const viewer = await person({ viewport: { width, height: 780 }, colorScheme });
        await viewer.page.goto(`${SAMPLE}/auth/login/`);
        await screenshot(viewer.page, `login-${width}-${colorScheme}`);
        await signIn(viewer.page, "mamun", "wrong");
        await screenshot(viewer.page, `login-${width}-${colorScheme}-error`);

        const { scroll, client } = await viewer.page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          client: document.documentElement.clientWidth,
        }));
        assert.equal(scroll, client);
        for (const part of ["input:not([type=hidden])", "button"]) {
          const { height } = await viewer.page.locator(part).first().boundingBox();
          assert.ok(height >= 44, `${part} is ${height} px high`);
        }
        await viewer.close();
      });
    }
  }
});

describe("a session in cookies", () => {
  it("is not for scripts", async () => {
    await signedIn();

    const cookies = await somebody.cookies();
    assert.deepEqual(
      cookies.map(({ name, httpOnly, sameSite, path, expires }) => [name, httpOnly, sameSite, path, expires]),
      [
        ["portcullis-sample-access", true, "Lax", "/sample", -1],
        ["portcullis-sample-refresh", true, "Lax", "/sample", -1],
      ],
    );
    assert.equal(await page.evaluate(() => document.cookie), "");
  });

  it("goes on after the access token, and an old form loses nothing", async () => {
    await signedIn("/suggest.jsp");
    await page.getByLabel("Title").fill("Pather Panchali <1929>");
    await somebody.endAccess();

    await page.getByRole("button", { name: "Suggest" }).click();

    assert.match(await page.locator("#thanks").innerText(), /mamun.*Pather Panchali <1929>/);
    assert.equal((await somebody.cookies()).length, 2);
    somebody.assertQuiet();
  });

  it("is renewed by two tabs at once and stays one", async () => {
    await signedIn();
    const other = await somebody.newTab();
    for (let round = 0; round < 3; round++) {
      await somebody.endAccess();
      const answers = await Promise.all([
        page.goto(`${SAMPLE}/books.jsp`),
        other.goto(`${SAMPLE}/whoami`),
      ]);
      assert.deepEqual(answers.map((answer) => answer.status()), [200, 200]);
    }
    assert.match(await other.locator("body").innerText(), /remoteUser=mamun/);
    somebody.assertQuiet(/favicon\.ico/); // A page of plain text can name no icon.
  });

  it("ends in all tabs", async () => {
    await signedIn();
    const other = await somebody.newTab();
    await other.goto(`${SAMPLE}/books.jsp`);

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${SAMPLE}/`);

    await other.reload();
    assert.equal(new URL(other.url()).pathname, "/sample/auth/login/");
    assert.deepEqual(await somebody.cookies(), []);
    somebody.assertQuiet();
  });

  it("shows people a page where they may not go", async () => {
    await signedIn();

    const answer = await page.goto(`${SAMPLE}/admin/index.jsp`);

    assert.equal(answer.status(), 403);
    assert.equal(await page.getByRole("heading").innerText(), "No access");
    await screenshot(page, "forbidden-1280-light");
    await page.getByRole("link").click();
    await page.waitForURL(`${SAMPLE}/`);
    somebody.assertQuiet(/403/);
  });
});

describe("the React page", () => {
  const choose = (mode) => page.locator(`input[value=${mode}]`).check();
  const answer = (text) => page.locator("pre", { hasText: text }).waitFor();
  const button = (name) => page.locator("main").getByRole("button", { name }).click();

  for (const mode of ["jwt", "token", "cookies"]) {
    it(`signs in and out with ${mode}`, async () => {
      await page.goto(`${SAMPLE}/react/index.html`);
      await choose(mode);
      await signIn(page);
      await page.locator("#user", { hasText: "mamun" }).waitFor();

      await button("Hello");
      await answer('200 {"message":"Hello, mamun"}');
      await button("Report");
      await answer("403 ");
      await button("Sign out");
      await answer("Logout successful");

      assert.deepEqual(await somebody.cookies(), []);
      // With cookies the hook asks once who is there, and nobody is.
      somebody.assertQuiet(/403/, mode === "cookies" ? /40[01]/ : /403/);
    });
  }

  it("knows who has signed in by the login page, also after the access token", async () => {
    await signedIn();
    await somebody.endAccess();
    await page.goto(`${SAMPLE}/react/index.html`);
    await choose("cookies");

    await page.locator("#user", { hasText: "mamun" }).waitFor();

    somebody.assertQuiet();
  });

  it("learns of a logout in another tab", async () => {
    await signedIn();
    const other = await somebody.newTab();
    for (const tab of [page, other]) {
      await tab.goto(`${SAMPLE}/react/index.html`);
      await tab.locator("input[value=cookies]").check();
      await tab.locator("#user").waitFor();
    }

    await button("Sign out");

    await other.getByLabel("Username").waitFor();
  });
});

describe("a site of somebody else", () => {
  // Another port is another origin of the same site, to which even strict cookies go; another
  // host name is another site.
  for (const host of ["127.0.0.1", "localhost"]) {
    // Without cookies it comes as nobody.
    const refused = host === "localhost" ? 401 : 403;
    const visit = async (html, act) => {
      const site = await otherSite(host, html);
      try {
        await page.goto(site.url);
        await act(site);
      } finally {
        await site.close();
      }
    };
    const form = (path, fields = "") =>
      `<form method="post" action="${SAMPLE}${path}">${fields}<button>Win</button></form>`;
    const submit = () =>
      Promise.all([
        page.waitForResponse((response) => response.request().method() === "POST"),
        page.getByRole("button", { name: "Win" }).click(),
      ]).then(([response]) => response);
    const assertStillSignedIn = async () => {
      const answer = await page.goto(`${SAMPLE}/whoami`);
      assert.match(await answer.text(), /remoteUser=mamun/);
    };

    it(`cannot post from ${host}`, async () => {
      await signedIn();
      await visit(form("/suggest.jsp", '<input name="book" value="x">'), async () => {
        assert.equal((await submit()).status(), refused);
        assert.equal(await page.locator("#thanks").count(), 0);
      });
    });

    it(`cannot sign anybody out from ${host}`, async () => {
      await signedIn();
      await visit(form("/auth/logout/"), async () => {
        assert.equal((await submit()).status(), refused);
      });
      await assertStillSignedIn();
    });

    it(`cannot sign anybody in from ${host}`, async () => {
      const fields =
        '<input name="username" value="admin"><input name="password" value="admin-pass-1">';
      await visit(form("/auth/login/", fields), async () => {
        assert.equal((await submit()).status(), 403);
      });
      assert.deepEqual(await somebody.cookies(), []);
    });

    it(`cannot read or renew from ${host}`, async () => {
      await signedIn();
      const before = await somebody.cookies();
      await visit("", async () => {
        const read = await page.evaluate(async (sample) => {
          const tries = [
            ["/auth/profile/", {}],
            ["/api/hello", {}],
            ["/auth/token/refresh/", { method: "POST", body: "{}" }],
            ["/auth/logout/", { method: "POST" }],
          ];
          const results = [];
          for (const [path, init] of tries) {
            results.push(
              await fetch(sample + path, { credentials: "include", ...init }).then(
                () => "read",
                () => "refused",
              ),
            );
          }
          return results;
        }, SAMPLE);
        assert.deepEqual(read, Array(4).fill("refused"));
      });
      assert.deepEqual(await somebody.cookies(), before);
      await assertStillSignedIn();
    });

    it(`cannot frame the login page from ${host}`, async () => {
      await visit(`<iframe src="${SAMPLE}/auth/login/"></iframe>`, async () => {
        await page.waitForTimeout(300);
        const framed = page.frames().find((frame) => frame.url().startsWith(ORIGIN));
        assert.equal(framed === undefined ? 0 : await framed.locator("form").count(), 0);
      });
    });
  }
});
