const form = document.getElementById("login");
const token = document.getElementById("token");
const answer = document.getElementById("answer");

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
      location.replace(`/${location.search}`);
      return;
    }
    answer.textContent = response.status === 401 ? "The token is wrong." : `The console returned HTTP ${response.status}.`;
  } catch {
    answer.textContent = "Cannot reach the console.";
  }
  token.select();
});
