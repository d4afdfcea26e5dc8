// Who is logged in at this browser.

/** Type of the problem that is answered to a token of another session. */
export const CSRF_PROBLEM = "/problems/csrf";

const USED_MILLIS = 60_000;
let lastUsed = Date.now();
let known;

for (const type of ["pointerdown", "keydown"]) {
  addEventListener(type, () => {
    lastUsed = Date.now();
  }, {capture: true, passive: true});
}

/** Asks the console once, or again. */
export function whoAmI(again = false) {
  if (!known || again) {
    known = fetch("/api/session", {headers: {Accept: "application/json"}, signal: AbortSignal.timeout(15_000)})
      .then(response => response.ok ? response.json() : Promise.reject(new Error(`the console returned HTTP ${response.status}`)));
    known.catch(() => {
      known = undefined;
    });
  }
  return known;
}

/** Headers that show that this page asks, and whether a person uses it: an open page alone keeps nobody logged in. */
export async function signedHeaders() {
  const headers = Date.now() - lastUsed < USED_MILLIS ? {"Tocsin-Used": "1"} : {};
  const session = await whoAmI();
  return session.csrfToken ? {...headers, "X-CSRF-Token": session.csrfToken} : headers;
}

/** Shows who is logged in, and the button that ends it. */
export async function showSession(who, button) {
  const session = await whoAmI();
  document.body.dataset.role = session.role;
  who.textContent = session.person;
  who.title = session.role;
  button.hidden = !session.csrfToken;
  button.addEventListener("click", async () => {
    const response = await fetch("/api/session", {method: "DELETE", headers: await signedHeaders()});
    const body = response.status === 200 ? await response.json() : null;
    location.assign(body?.logoutUrl ?? "/login");
  });
  return session;
}
