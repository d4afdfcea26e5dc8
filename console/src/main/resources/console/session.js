// Who is logged in at this browser.

/** Type of the problem that is answered to a token of another session. */
export const CSRF_PROBLEM = "/problems/csrf";

const USED_MILLIS = 60_000;
let lastUsed = Date.now();
let known;
let role;

for (const type of ["pointerdown", "keydown"]) {
  addEventListener(type, () => {
    lastUsed = Date.now();
  }, {capture: true, passive: true});
}

/** Asks the console once, or again. A page for another role is another page. */
export function whoAmI(again = false) {
  if (!known || again) {
    known = fetch("/api/session", {headers: {Accept: "application/json"}, signal: AbortSignal.timeout(15_000)})
      .then(response => response.ok ? response.json() : Promise.reject(new Error(`the console returned HTTP ${response.status}`)))
      .then(session => {
        if (role !== undefined && role !== session.role) {
          location.reload();
        }
        role = session.role;
        return session;
      });
    known.catch(() => {
      known = undefined;
    });
  }
  return known;
}

/** Whether the page offers what changes something. While the role is unknown it does: the console refuses by itself, and a page must be acknowledged. */
export function mayAct() {
  return role !== "viewer";
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
