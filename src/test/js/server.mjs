import { createHmac, randomBytes } from "node:crypto";
import { createServer } from "node:http";

/*
 * A stand-in for Portcullis that speaks its wire contract as far as a browser's client sees it, and
 * that can be made slow, broken or wrong about the time. Cookies are as our design has them; the
 * server's part of them is not there yet.
 */

const SECRET = randomBytes(32);
const USERS = { mamun: "1234", admin: "admin-pass-1" };

const encode = (object) => Buffer.from(JSON.stringify(object)).toString("base64url");
const sign = (text) => createHmac("sha256", SECRET).update(text).digest("base64url");

/** Starts a server; `settings` may be changed while it runs. */
export async function startServer(given = {}) {
  const settings = {
    accessLifetime: 300,
    rotate: false,
    /** How far its clock is ahead of ours, in seconds. */
    clockAhead: 0,
    /** Whether it sends the header Date, and how far that is ahead of its clock. */
    date: true,
    dateAhead: 0,
    /** What refresh/ waits for. */
    beforeRefresh: async () => {},
    /** Endpoints that answer with this status and nothing else. */
    broken: {},
    ...given,
  };
  /** What the cookies of a browser mean: name of the cookie, then its user. */
  const cookies = { access: new Map(), refresh: new Map() };
  /** Refresh tokens that are good, with their user. */
  const sessions = new Map();
  const staticTokens = new Map();
  const revoked = new Set();
  /** All requests, in the order of their arrival. */
  const requests = [];

  const now = () => Math.floor(Date.now() / 1000) + settings.clockAhead;

  function jwt(user, type, lifetime) {
    const claims = {
      token_type: type,
      exp: now() + lifetime,
      iat: now(),
      jti: randomBytes(8).toString("hex"),
      user,
    };
    const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
    return `${signed}.${sign(signed)}`;
  }

  function claimsOf(token) {
    const [header, payload, signature] = String(token).split(".");
    if (signature !== sign(`${header}.${payload}`) || revoked.has(token)) {
      return null;
    }
    const claims = JSON.parse(Buffer.from(payload, "base64url"));
    return claims.exp > now() ? claims : null;
  }

  function openSession(user) {
    const refresh = jwt(user, "refresh", 86_400);
    sessions.set(refresh, user);
    return { refresh, access: jwt(user, "access", settings.accessLifetime) };
  }

  function cookieOf(name, header = "") {
    const [, value] = header.match(new RegExp(`(?:^|; )${name}=([^;]+)`)) ?? [];
    return value;
  }

  /** The headers that set both cookies. */
  function newCookies(user) {
    return Object.entries(cookies).map(([name, users]) => {
      const value = randomBytes(8).toString("hex");
      users.set(value, user);
      return `${name}=${value}; Path=/app; HttpOnly; SameSite=Lax`;
    });
  }

  function userOf(authorization, cookie) {
    if (authorization === undefined) {
      return cookies.access.get(cookieOf("access", cookie)) ?? null;
    }
    const [scheme, token] = authorization.split(" ");
    if (scheme === "Token") {
      return staticTokens.get(token) ?? null;
    }
    const claims = scheme === "Bearer" ? claimsOf(token) : null;
    return claims?.token_type === "access" ? claims.user : null;
  }

  const unauthorized = (detail) => [401, { detail, code: "token_not_valid" }];
  const isRight = ({ username, password }) =>
    USERS[username] !== undefined && USERS[username] === password;

  const endpoints = {
    "POST /app/auth/token/": ({ body }) =>
      isRight(body)
        ? [200, openSession(body.username)]
        : [401, { detail: "No active account found with the given credentials" }],

    "POST /app/auth/api-token-auth/": ({ body }) => {
      if (!body.username) {
        return [400, { username: ["This field may not be blank."] }];
      }
      if (!isRight(body)) {
        return [400, { non_field_errors: ["Unable to log in with provided credentials."] }];
      }
      const token = randomBytes(20).toString("hex");
      staticTokens.set(token, body.username);
      return [200, { token }];
    },

    "POST /app/auth/login/": ({ text }) => {
      const form = Object.fromEntries(new URLSearchParams(text));
      return isRight(form)
        ? [302, null, { Location: "/app/", "Set-Cookie": newCookies(form.username) }]
        : [401, { detail: "No active account found with the given credentials" }];
    },

    "POST /app/auth/token/refresh/": async ({ body, headers }) => {
      await settings.beforeRefresh();
      const cookie = cookieOf("refresh", headers.cookie);
      if (body.refresh === undefined && cookies.refresh.has(cookie)) {
        const user = cookies.refresh.get(cookie);
        cookies.refresh.delete(cookie);
        return [200, {}, { "Set-Cookie": newCookies(user) }];
      }
      if (body.refresh === undefined) {
        return [400, { refresh: ["This field is required."] }];
      }
      const user = sessions.get(body.refresh);
      if (user === undefined) {
        return unauthorized("Token is blacklisted");
      }
      if (!settings.rotate) {
        return [200, { access: jwt(user, "access", settings.accessLifetime) }];
      }
      sessions.delete(body.refresh);
      return [200, openSession(user)];
    },

    "POST /app/auth/logout/": ({ body, authorization, headers }) => {
      if (userOf(authorization, headers.cookie) === null) {
        return unauthorized("Token is invalid or expired");
      }
      if (authorization === undefined) {
        Object.values(cookies).forEach((users) => users.clear());
        return [200, { message: "Logout successful" }];
      }
      const [, token] = authorization.split(" ");
      if (staticTokens.delete(token)) {
        return [200, { message: "Logout successful, token deleted" }];
      }
      return sessions.delete(body.refresh)
        ? [200, { message: "Logout successful, token blacklisted" }]
        : [400, { error: "Invalid token" }];
    },

    "GET /app/auth/profile/": ({ authorization, headers }) => {
      const username = userOf(authorization, headers.cookie);
      return username === null
        ? unauthorized("Authentication credentials were not provided.")
        : [200, { username, email: `${username}@gmail.com` }];
    },
  };

  /** The application, open to nobody without a name; /app/own answers 401 of its own accord. */
  function application({ url, authorization, headers, text }) {
    const user = userOf(authorization, headers.cookie);
    return user === null || url === "/app/own" ? unauthorized("Nobody.") : [200, { user, text }];
  }

  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) {
      text += chunk;
    }
    const { method, url, headers } = request;
    const seen = { method, url, headers, text, authorization: headers.authorization };
    requests.push(seen);
    const json = headers["content-type"] === "application/json" && text !== "";
    const call = { ...seen, body: json ? JSON.parse(text) : {} };
    const answer = endpoints[`${method} ${url}`] ?? application;
    const broken = settings.broken[url];
    const [status, body, more = {}] = broken ? [broken, null] : await answer(call);

    response.sendDate = false;
    if (settings.date) {
      response.setHeader("Date", new Date((now() + settings.dateAhead) * 1000).toUTCString());
    }
    response.writeHead(status, {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
      ...more,
    });
    response.end(body === null ? "<h1>Bad gateway</h1>" : JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    settings,
    origin,
    base: `${origin}/app/auth/`,
    hello: `${origin}/app/api/hello`,
    requests,
    /** The requests to an endpoint, or to all if none is named. */
    to: (path) => requests.filter(({ url }) => url === `/app/${path}`),
    /** From now on no access token is good that was issued before. */
    revoke: (...tokens) => tokens.forEach((token) => revoked.add(token)),
    endAll: () => {
      sessions.clear();
      staticTokens.clear();
      cookies.refresh.clear();
    },
    /** What happens to access cookies with time. */
    endAccessCookies: () => cookies.access.clear(),
    sessions,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
