// A message at the foot of the page, read aloud by screen readers.
import {el} from "./dom.js";

let shown;
let gone;

export function tell(text, tone) {
  if (!shown) {
    shown = el("p", {class: "toast", role: "status"});
    document.body.append(shown);
  }
  shown.textContent = text;
  shown.dataset.tone = tone;
  shown.hidden = false;
  clearTimeout(gone);
  gone = setTimeout(() => {
    shown.hidden = true;
  }, tone === "bad" ? 20_000 : 6_000);
}
