import { createAuth } from "portcullis-client";

export const auth = createAuth({ base: "/app/auth/", storage: "session" });

auth.on("change", ({ user }) => {
  console.log(user === null ? "Nobody is signed in." : `Signed in: ${user}`);
});
auth.on("expired", () => {
  console.log("The session has ended. Please sign in again.");
});

export async function signIn(username, password) {
  const answer = await auth.login(username, password);
  if (!answer.ok) {
    throw new Error(answer.reason);
  }
}

export async function borrow(book) {
  const response = await auth.authFetch("/app/api/loans", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ book }),
  });
  return response.json();
}
