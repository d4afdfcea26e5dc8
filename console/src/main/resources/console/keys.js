// Keyboard help.
import {dialog} from "./dialog.js";
import {el} from "./dom.js";
import {mayAct} from "./session.js";

const KEYS = [["j, k", "Next, previous incident"], ["Enter, o", "Open the incident"], ["x", "Select it (Shift+click selects a range)", "acts"], ["a", "Acknowledge the selection, or the incident", "acts"],
  ["f", "Fold or unfold its children"], ["/", "Search"], ["Esc", "Leave the search, close the incident, clear the selection"], ["?", "This help"]];

export function showKeys() {
  dialog("Keyboard", el("dl", {class: "keys"}, KEYS.filter(([,, acts]) => !acts || mayAct()).map(([key, words]) => [el("dt", {}, el("kbd", {text: key})), el("dd", {text: words})]))).showModal();
}
