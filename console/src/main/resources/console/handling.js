// The response to an incident: acknowledgements, response clocks, status updates, outcome and follow-ups.
import {ago, el, outside} from "./dom.js";
import {away, clock, count, isOpen, isPast, kindWords, phaseWords, plain} from "./format.js";

const CLOCK_TONES = {running: "quiet", warned: "warn", breached: "bad", paused: "warn", met: "good", late: "bad"};
const CLOCK_WORDS = {running: "running", warned: "due soon", breached: "breached", paused: "paused", met: "met", late: "met late"};

function part(title, ...children) {
  return el("section", {class: "part"}, el("h2", {text: title}), ...children);
}

function row(name, value) {
  return value ? [el("dt", {text: name}), el("dd", {dir: "auto", text: plain(value)})] : [];
}

function acknowledgement(incident, each) {
  return el("li", {}, el("div", {class: "line"}, el("strong", {class: "grow", dir: "auto", text: plain(each.by)}),
    el("span", {class: "faint", text: `${each.via ? `from ${plain(each.via)}, ` : ""}${clock(each.at)}`})));
}

/** Acknowledgements, and how many more are needed. */
export function acknowledgements({incident}) {
  const {acknowledgesMissing: missing, acknowledgesNeeded: needed} = incident;
  if (incident.acknowledgements.length === 0 && (needed < 2 || !isOpen(incident))) {
    return null;
  }
  return part(needed > 1 ? `Acknowledged by ${incident.acknowledgements.length} of ${needed}` : "Acknowledged",
    missing > 0 && needed > 1 ? el("p", {class: "notice warn", text: `${count(missing, "more person", "more people")} must acknowledge. Paging continues until then.`}) : null,
    el("ul", {class: "rows"}, incident.acknowledgements.map(each => acknowledgement(incident, each))),
    incident.acknowledgedUntil && isOpen(incident) ? el("p", {class: "faint", text: `Expires ${away(incident.acknowledgedUntil)} (${clock(incident.acknowledgedUntil)}) without further activity.`}) : null);
}

function clockRow(each) {
  const ended = each.state === "met" || each.state === "late";
  return el("li", {}, el("div", {class: "line"},
    el("span", {class: "dot", data: {tone: CLOCK_TONES[each.state]}, text: CLOCK_WORDS[each.state] ?? plain(each.state)}),
    el("strong", {class: "grow", text: phaseWords(each.phase)}),
    el("span", {class: "faint", text: ended ? `at ${clock(each.changedAt)}` : each.dueAt ? `${away(each.dueAt)}, ${clock(each.dueAt)}` : ""})),
  ended || each.state === "breached" ? el("p", {class: "faint", dir: "auto", text: plain(each.summary)}) : null);
}

/** Response clocks and their pauses. */
export function clocks(file) {
  const pauses = file.incident.clockPauses;
  return file.clocks.length + pauses.length === 0 ? null : part("Response clocks",
    el("ul", {class: "rows"}, file.clocks.map(clockRow)),
    pauses.length ? el("ul", {class: "plain"}, pauses.map(pause => el("li", {class: "faint", dir: "auto",
      text: `${pause.phase ? phaseWords(pause.phase) : "All clocks"}: paused ${pause.until ? `from ${clock(pause.from)} to ${clock(pause.until)}` : `since ${clock(pause.from)}`} by ${plain(pause.by)}: ${plain(pause.reason)}`}))) : null);
}

/** Status updates, newest first, and when the next one is due. */
export function updates({incident, nextUpdateAt}) {
  if (incident.updates.length === 0 && !nextUpdateAt) {
    return null;
  }
  const left = incident.updatesTotal - incident.updates.length;
  return part(incident.updatesTotal > 0 ? `Status updates (${incident.updatesTotal})` : "Status updates",
    nextUpdateAt ? el("p", {class: isPast(nextUpdateAt) ? "notice bad" : "promise"}, isPast(nextUpdateAt) ? "Next update overdue since " : "Next update due at ",
      el("strong", {text: clock(nextUpdateAt)}), ` (${away(nextUpdateAt)})`) : null,
    el("ul", {class: "rows"}, [...incident.updates].reverse().map(update => el("li", {},
      el("div", {class: "line"},
        el("span", {class: "dot", text: update.status ? plain(update.status) : `update ${update.number}`}),
        el("span", {class: "grow", dir: "auto"}, el("strong", {text: plain(update.by)}), el("span", {class: "faint", text: ` ${audience(update)}`})),
        el("span", {class: "faint"}, ago(update.at, "% ago"))),
      el("p", {class: "said", dir: "auto", text: plain(update.text)})))),
    left > 0 ? el("p", {class: "faint", text: `${count(left, "earlier update", "earlier updates")} on the timeline` }) : null);
}

function audience(update) {
  switch (update.audience) {
    case "INSIDE": return "to the team";
    case "OUTSIDE": return "to customers";
    case "BOTH": return "to the team and customers";
    default: return kindWords(update.audience);
  }
}

/** Assessment, mitigation and resolution. */
export function account({incident}) {
  const {mitigation, resolution} = incident;
  const rows = [
    row("Assessment", incident.assessment), row("Assessed by", incident.assessment && incident.assessedBy ? `${incident.assessedBy}, ${clock(incident.assessedAt)}` : ""),
    row("Mitigation", mitigation?.action), row("Next steps", mitigation?.nextSteps),
    row("Cause", resolution?.cause), row("Fix", resolution?.fix), row("Customer impact", resolution?.impact),
    resolution?.review ? [el("dt", {text: "Review"}), el("dd", {}, outside("Review", resolution.review))] : [],
  ].flat();
  return rows.length === 0 ? null : part("Assessment and resolution", el("dl", {}, rows));
}

function taskRow(task, done) {
  const overdue = !task.doneAt && task.dueAt && isPast(task.dueAt);
  const button = task.doneAt || !done ? null : el("button", {type: "button", data: {task: task.id}, text: "Done"});
  button?.addEventListener("click", () => done(task, button));
  return el("li", {class: "task"}, el("div", {class: "line"},
    el("span", {class: "dot", data: {tone: task.doneAt ? "good" : overdue ? "bad" : "quiet"}, text: task.doneAt ? "done" : overdue ? "overdue" : plain(task.id)}),
    el("span", {class: "grow", dir: "auto", text: plain(task.text)}), button),
  el("p", {class: "faint", dir: "auto", text: [task.doneAt ? `by ${plain(task.doneBy)}, ${clock(task.doneAt)}` : task.owner ? plain(task.owner) : "unassigned",
    !task.doneAt && task.dueAt ? `due ${away(task.dueAt)} (${clock(task.dueAt)})` : ""].filter(Boolean).join(" \u00b7 ")}));
}

/** Follow-ups; done(task, button) completes one, and is null for who may not. */
export function tasks({incident}, done) {
  const open = incident.tasks.filter(task => !task.doneAt).length;
  return incident.tasks.length === 0 ? null : part(open ? `Follow-ups (${open} of ${incident.tasks.length} open)` : "Follow-ups (all done)",
    el("ul", {class: "rows"}, incident.tasks.map(task => taskRow(task, done))));
}
