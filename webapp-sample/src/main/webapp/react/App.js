import { createUseAuth } from "../portcullis/react.js";

const { createElement: h, Fragment, useState } = window.React;
const useAuth = createUseAuth(window.React);
const useCookies = createUseAuth(window.React, { storage: "cookies" });

const MODES = {
  jwt: { label: "JWT (Bearer)", authType: "jwt", useAuth },
  token: { label: "Static token (Token)", authType: "token", useAuth },
  cookies: { label: "Cookies, as of the login page", authType: "jwt", useAuth: useCookies },
};

function ModeChoice({ mode, onChange }) {
  return h(
    "fieldset",
    null,
    h("legend", null, "Kind of sign-in"),
    Object.entries(MODES).map(([value, { label }]) =>
      h(
        "label",
        { key: value },
        h("input", {
          type: "radio",
          name: "mode",
          value,
          checked: mode === value,
          onChange: () => onChange(value),
        }),
        " ",
        label,
      ),
    ),
  );
}

function LoginForm({ onLogin }) {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");

  const submit = (event) => {
    event.preventDefault();
    onLogin(username, password);
  };

  return h(
    "form",
    { className: "fields", onSubmit: submit },
    h("label", { htmlFor: "username" }, "Username"),
    h("input", {
      id: "username",
      autoComplete: "username",
      required: true,
      value: username,
      onChange: (event) => setUsername(event.target.value),
    }),
    h("label", { htmlFor: "password" }, "Password"),
    h("input", {
      id: "password",
      type: "password",
      autoComplete: "current-password",
      required: true,
      value: password,
      onChange: (event) => setPassword(event.target.value),
    }),
    h("button", null, "Sign in"),
  );
}

function Account({ authType, useAuth }) {
  const { user, token, login, logout, authFetch } = useAuth(authType);
  const [answer, setAnswer] = useState("");
  const [error, setError] = useState("");

  /** Runs one action, and shows what it gives or why it failed. */
  const run = async (action) => {
    setAnswer("");
    setError("");
    try {
      setAnswer(await action());
    } catch (e) {
      setError(e.message);
    }
  };

  const signIn = (username, password) =>
    run(async () => {
      const { ok, reason } = await login(username, password);
      if (!ok) {
        throw new Error(reason);
      }
      return "Signed in.";
    });

  const show = (url) =>
    run(async () => {
      const response = await authFetch(url);
      return `${response.status} ${await response.text()}`;
    });

  const signOut = () =>
    run(async () => {
      const { message, reason } = await logout();
      return message ?? `Signed out here only: ${reason}`;
    });

  return h(
    Fragment,
    null,
    user === null
      ? h(LoginForm, { onLogin: signIn })
      : h(
          Fragment,
          null,
          h("p", null, "Welcome ", h("strong", { id: "user" }, user), ", with ", token === null ? "a cookie" : h("code", null, `${token.slice(0, 12)}…`)),
          h(
            "div",
            { className: "buttons" },
            h("button", { onClick: () => show("../auth/profile/") }, "Profile"),
            h("button", { onClick: () => show("../api/hello") }, "Hello"),
            h("button", { onClick: () => show("../admin/report") }, "Report"),
            h("button", { onClick: signOut }, "Sign out"),
          ),
        ),
    error !== "" && h("p", { className: "error", role: "alert" }, error),
    h("pre", { "aria-live": "polite" }, answer),
  );
}

function App() {
  const [mode, setMode] = useState("jwt");

  // The key gives each kind a form and an answer of its own.
  return h(
    Fragment,
    null,
    h("h1", null, "Sign in from React"),
    h("p", null, "The hook of ", h("a", { href: "../portcullis/react.js" }, "portcullis/react.js"), " at work, with either kind of token, or with cookies. Try mamun / 1234, or admin / admin-pass-1."),
    h(ModeChoice, { mode, onChange: setMode }),
    h(Account, { key: mode, ...MODES[mode] }),
  );
}

window.ReactDOM.createRoot(document.getElementById("root")).render(h(App));
