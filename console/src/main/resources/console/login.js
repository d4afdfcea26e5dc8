const form = document.getElementById("login");
const token = document.getElementById("token");
const answer = document.getElementById("answer");
const oidc = document.getElementById("oidc");

const PROBLEMS = new Map([
  ["login-expired", "The login took too long or belongs to another window. Log in again."],
  ["login-denied", "The login provider refused the login."],
  ["login-provider", "The login provider does not answer. Use a token, or try again."],
  ["login-invalid", "The answer of the login provider is not valid for this console. Ask an admin to look at the console's log."],
  ["login-no-role", "You are logged in, but have no role here. Ask an admin for one."],
]);

const asked = new URLSearchParams(location.search);
const incident = asked.get("incident");

/** The page with the incident that a message linked to. */
function page(path) {
  return incident ? `${path}?incident=${encodeURIComponent(incident)}` : path;
}

answer.textContent = PROBLEMS.get(asked.get("problem")) ?? "";
oidc.addEventListener("click", () => location.assign(page("/login/oidc")));

try {
  const session = await (await fetch("/api/session", {headers: {Accept: "application/json"}})).json();
  oidc.hidden = !session.oidc;
} catch {
  answer.textContent = "Cannot reach the console.";
}

form.addEventListener("submit", async event => {
  event.preventDefault();
  answer.textContent = "";
  try {
    const response = await fetch("/api/session", {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify({token: token.value}),
    });
    if (response.ok) {
      location.replace(page("/"));
      return;
    }
    const problem = await response.json().catch(() => null);
    answer.textContent = response.status === 401 ? "The token is wrong." : problem?.detail ?? `The console returned HTTP ${response.status}.`;
  } catch {
    answer.textContent = "Cannot reach the console.";
  }
  token.select();
});
