// Dialogs. The browser keeps the focus inside and gives it back; Escape closes.
import {el} from "./dom.js";

let made = 0;

/** A dialog with a title and a way out; opened by showModal(). It leaves the page when it closes. */
export function dialog(title, ...children) {
  const id = `dialog-${++made}`;
  const element = el("dialog", {"aria-labelledby": id},
    el("div", {class: "dialog-head"}, el("h2", {id, text: title}),
      el("button", {type: "button", class: "quiet", "aria-label": "Close", text: "\u00d7", on: {click: () => element.close()}})), ...children);
  element.addEventListener("close", () => element.remove());
  element.addEventListener("click", event => event.target === element && element.close());
  document.body.append(element);
  return element;
}

/** Shows fields and a button; true when the person pressed it. */
export function askIn(title, fields, action, focus) {
  return new Promise(resolve => {
    let agreed = false;
    const button = el("button", {type: "submit", class: "primary", text: action});
    const element = dialog(title, el("form", {on: {submit: event => {
      event.preventDefault();
      agreed = true;
      element.close();
    }}}, ...fields, el("div", {class: "buttons"}, button)));
    element.addEventListener("close", () => resolve(agreed));
    element.showModal();
    (focus ?? button).focus();
  });
}
