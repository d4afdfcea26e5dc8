// The next deadline of an incident, with a bar that empties.
import {el} from "./dom.js";
import {away, clock, isOpen, isPast, now, phaseWords} from "./format.js";

/** Deadlines ahead of or behind an open incident: what, when it began to run, and when it ends. */
function deadlines({incident, clocks, nextUpdateAt}) {
  const lastUpdate = incident.updates.at(-1)?.at ?? incident.roundStartedAt;
  return [
    ...clocks.filter(each => ["running", "warned", "breached"].includes(each.state) && each.dueAt).map(each => [phaseWords(each.phase), incident.roundStartedAt, each.dueAt]),
    nextUpdateAt ? ["Status update", lastUpdate, nextUpdateAt] : null,
    incident.respondBy && incident.state === "OPEN" ? ["Acknowledge", incident.roundStartedAt, incident.respondBy] : null,
    incident.snoozedUntil ? ["Snooze ends", incident.updatedAt, incident.snoozedUntil] : null,
    incident.acknowledgedUntil ? ["Acknowledgement expires", incident.acknowledgedAt ?? incident.updatedAt, incident.acknowledgedUntil] : null,
  ].filter(Boolean);
}

/** The first deadline that is still ahead, else the last one that was missed; null for none. */
export function nextDeadline(file) {
  const all = isOpen(file.incident) ? deadlines(file).sort((a, b) => Date.parse(a[2]) - Date.parse(b[2])) : [];
  const next = all.find(([, , to]) => !isPast(to)) ?? all.at(-1);
  if (!next) {
    return null;
  }
  const [what, from, to] = next;
  const bar = el("progress", {max: 1000, "aria-label": `Time left: ${what}`});
  const words = el("span", {class: "away"});
  const element = el("div", {class: "deadline", data: {from, to}}, el("strong", {text: what}), " ", words, el("span", {class: "faint", text: ` ${clock(to)}`}), bar);
  refresh(element);
  return element;
}

function refresh(element) {
  const from = Date.parse(element.dataset.from);
  const to = Date.parse(element.dataset.to);
  const left = Math.max(0, Math.min(1, (to - now()) / Math.max(1, to - from)));
  element.querySelector("progress").value = Math.round(left * 1000);
  element.querySelector(".away").textContent = left === 0 ? `overdue, ${away(element.dataset.to)}` : away(element.dataset.to);
  element.dataset.tone = left === 0 ? "bad" : left < 0.25 ? "warn" : "quiet";
}

/** Empties the bars on the page. */
export function refreshDeadlines() {
  document.querySelectorAll(".deadline").forEach(refresh);
}
