// The name of the person at this browser; other responders see it.
import {askIn} from "./dialog.js";
import {el} from "./dom.js";

const NAME = "tocsin.name";
let loggedIn = "";

/** The name that a login proved; then nobody is asked, and the console takes no other. */
export function setLoggedIn(name) {
  loggedIn = name;
}

export function personName() {
  return loggedIn || (localStorage.getItem(NAME) ?? "");
}

export function keepName(name) {
  localStorage.setItem(NAME, name);
}

/** Asks for what is missing: the name, or a yes. Gives the name, or null when the person turns back. */
export async function confirmAs(title, words, action) {
  const name = el("input", {id: "confirm-name", autocomplete: "name", maxlength: 120, required: true, value: personName()});
  const agreed = await askIn(title, [words ? el("p", {text: words}) : null, el("div", {}, el("label", {for: "confirm-name", text: "Your name"}), name)], action, name.value ? null : name);
  if (!agreed) {
    return null;
  }
  keepName(name.value.trim());
  return name.value.trim();
}
