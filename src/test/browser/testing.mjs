import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { resolve } from "node:path";

/*
 * A real Chromium before the sample. BrowserIT starts the sample and says where it is; .ci/run puts
 * playwright-core into target/browser, where nothing of it can come into the jar.
 */
const OUTPUT = resolve(process.env.BROWSER_OUTPUT ?? "target/browser");
const { chromium } = createRequire(`${OUTPUT}/package.json`)("playwright-core");

/** The sample, on 127.0.0.1. */
export const SAMPLE = process.env.PORTCULLIS_SAMPLE;

export const ORIGIN = new URL(SAMPLE).origin;

let browser = null;

export async function launch() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
}

export async function quit() {
  await browser?.close();
}

/**
 * A person with a browser of their own, whose every page is watched: a complaint in the console or a
 * request to somewhere else fails the test that asks for it by `assertQuiet`.
 */
export async function person(options = {}) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const complaints = [];
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complaints.push(`${message.text()} at ${message.location().url}`);
    }
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== ORIGIN) {
      complaints.push(`request to ${url.origin}`);
    }
  });
  return {
    context,
    page: await context.newPage(),
    newTab: () => context.newPage(),
    close: () => context.close(),
    cookies: async () => (await context.cookies()).filter(({ name }) => name.includes("portcullis")),
    /** As if the time of the access token had come. */
    endAccess: () => context.clearCookies({ name: /-access$/ }),
    assertQuiet: (...expected) =>
      assert.deepEqual(
        complaints.filter((text) => !expected.some((known) => known.test(text))),
        [],
      ),
  };
}

export async function signIn(page, username = "mamun", password = "1234") {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export function screenshot(page, name) {
  mkdirSync(OUTPUT, { recursive: true });
  return page.screenshot({ path: `${OUTPUT}/${name}.png` });
}

/** A site of somebody else's on a port of its own: its pages are what the test says. */
export async function otherSite(host, html) {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html;charset=UTF-8");
    response.end(`<!DOCTYPE html><title>Elsewhere</title><link rel="icon" href="data:,">${html}`);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://${host}:${server.address().port}/`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}
