// The board at a moment in the past: a slider over the last day, and a field for any time.
import {el} from "./dom.js";
import {exact, plain} from "./format.js";
import {severityBadge} from "./list.js";
import {get} from "./server.js";

const MINUTES = 24 * 60;

function row(incident) {
  return el("li", {},
    el("a", {class: "line", href: `#/incident/${encodeURIComponent(incident.id)}`},
      severityBadge(incident), " ",
      el("span", {class: "grow", dir: "auto", text: plain(incident.title)}), " ",
      el("span", {class: "faint", text: incident.acknowledgedBy && incident.state === "ACKNOWLEDGED" ? `acknowledged by ${plain(incident.acknowledgedBy)}` : incident.state.toLowerCase()})));
}

function board(answer) {
  return [
    el("p", {class: "faint", text: `Policy ${plain(answer.policy)} version ${answer.policyVersion}`}),
    answer.onCall.length > 0 ? el("ul", {class: "plain"}, answer.onCall.map(one =>
      el("li", {dir: "auto", text: `${plain(one.schedule)}: ${one.people.map(plain).join(", ")} (${plain(one.by)})`}))) : null,
    answer.incidents.length > 0 ? el("ul", {class: "rows"}, answer.incidents.map(row)) : el("p", {class: "faint", text: "No open incidents."}),
    answer.complete ? null : el("p", {class: "notice warn", text: "Part of the timeline could not be read."}),
  ].filter(Boolean);
}

/** Elements of the view; the slider asks for the board when it comes to rest. */
export function pastBoard() {
  const opened = Date.now();
  const at = el("p", {class: "past-time", role: "status"});
  const shown = el("div");
  const show = async millis => {
    const time = new Date(millis).toISOString();
    at.textContent = exact(time);
    try {
      shown.replaceChildren(...board(await get(`/api/at?time=${encodeURIComponent(time)}`)));
    } catch (failure) {
      shown.replaceChildren(el("p", {class: "notice bad", text: plain(failure.message)}));
    }
  };
  const moment = () => opened - (MINUTES - Number(slider.value)) * 60_000;
  const slider = el("input", {id: "past-slider", type: "range", min: 0, max: MINUTES, value: MINUTES - 1, on: {
    input: () => {
      at.textContent = exact(new Date(moment()).toISOString());
    },
    change: () => show(moment()),
  }});
  const field = el("input", {id: "past-at", type: "datetime-local", step: 1, on: {change: event => event.target.value && show(new Date(event.target.value).getTime())}});
  show(moment());
  return [el("h1", {class: "view", text: "The board as it was"}),
    el("label", {for: "past-slider", text: "Within the last day"}), slider,
    el("label", {for: "past-at", text: "At any time"}), field, at, shown];
}
