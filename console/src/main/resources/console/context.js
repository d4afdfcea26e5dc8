// The context of an incident: parent, children, recent changes, responders, first steps.
import {ago, el, outside} from "./dom.js";
import {clock, count, duration, plain} from "./format.js";
import {severityBadge, tags} from "./list.js";

function part(title, ...children) {
  return el("section", {class: "part"}, el("h2", {text: title}), ...children);
}

function other(incident) {
  return el("li", {}, el("a", {class: "line other", href: `#/incident/${encodeURIComponent(incident.id)}`},
    severityBadge(incident), el("span", {class: "grow", dir: "auto", text: plain(incident.title)}),
    el("span", {class: "faint", dir: "auto", text: `${plain(incident.service)}, ${incident.state.toLowerCase()}`})), tags(incident));
}

function before(suspect, incident) {
  const gap = Date.parse(incident.openedAt) - Date.parse(suspect.changedAt);
  return gap >= 0 ? `${duration(gap)} before the incident` : `${duration(-gap)} after the incident opened`;
}

export function family(file) {
  const {incident, parent, children, childrenTotal} = file;
  const id = incident.mergedInto || incident.parentId;
  return [
    id ? part(incident.mergedInto ? "Merged into" : "Parent incident",
      incident.parentReason ? el("p", {dir: "auto", text: plain(incident.parentReason)}) : null,
      el("ul", {class: "rows"}, parent ? other(parent) : el("li", {}, el("a", {href: `#/incident/${encodeURIComponent(id)}`, text: plain(id)})))) : null,
    childrenTotal > 0 ? part(`${incident.storm ? "In this storm" : "Child incidents"} (${childrenTotal})`,
      el("ul", {class: "rows"}, children.map(other)),
      childrenTotal > children.length ? el("p", {class: "faint", text: `and ${childrenTotal - children.length} more` }) : null) : null,
  ];
}

export function suspects({incident}) {
  return incident.suspects.length === 0 ? null : part("Recent changes",
    el("ol", {class: "rows ranked"}, incident.suspects.map(suspect => el("li", {},
      el("div", {class: "line"},
        el("span", {class: "dot", text: plain(suspect.kind)}),
        el("strong", {class: "grow", dir: "auto", text: plain(suspect.summary)}),
        el("span", {class: "faint", text: before(suspect, incident)})),
      el("p", {class: "faint", dir: "auto", text: [suspect.author, suspect.distance === 0 ? suspect.service
        : `${suspect.service}, ${count(suspect.distance, "step", "steps")} away`, clock(suspect.changedAt)].filter(Boolean).map(plain).join(" · ")}),
      suspect.links.length ? el("p", {}, suspect.links.map(link => [outside(link.title, link.href), " "])) : null))));
}

function step(text, completed, complete) {
  if (completed) {
    return el("li", {data: {done: "true"}}, el("span", {dir: "auto", text: plain(text)}), el("span", {class: "faint", dir: "auto", text: ` \u2713 ${plain(completed.by)}, ${clock(completed.at)}`}));
  }
  const button = !complete ? null : el("button", {type: "button", class: "step", text: "Done", "aria-label": `Done: ${plain(text)}`});
  button?.addEventListener("click", () => complete(text, button));
  return el("li", {}, el("span", {dir: "auto", text: plain(text)}), button);
}

/** Steps of the runbook, with who completed them; complete(text, button) completes one, and is null for who may not. */
export function steps({incident}, complete) {
  const completed = incident.stepsDone.filter(each => incident.steps.includes(each.text)).length;
  return incident.steps.length === 0 ? null : part(completed > 0 ? `First steps (${completed} of ${incident.steps.length} done)` : "First steps",
    el("ol", {class: "steps"}, incident.steps.map(text => step(text, incident.stepsDone.find(each => each.text === text), complete))),
    incident.runbook ? el("p", {}, outside("Runbook", incident.runbook)) : null);
}

export function people({incident}) {
  const roles = Object.entries(incident.roles);
  return roles.length + incident.calledIn.length === 0 ? null : part("Responders",
    roles.length ? el("dl", {}, roles.map(([role, person]) => [el("dt", {text: plain(role)}), el("dd", {dir: "auto", text: plain(person)})])) : null,
    incident.calledIn.length ? el("ul", {class: "rows"}, incident.calledIn.map(called => el("li", {dir: "auto"},
      el("strong", {text: plain(called.name)}), ` requested by ${plain(called.by)} `, ago(called.at, "% ago"), called.note ? el("p", {class: "faint", text: plain(called.note)}) : null))) : null);
}

/** Notices above the incident. */
export function notices({incident, timelineNote}) {
  const overdue = incident.respondBy && Date.parse(incident.respondBy) < Date.now();
  return [
    incident.redacted ? el("p", {class: "notice warn", text: "This incident is confidential. Log in with a cleared token to see its details." }) : null,
    incident.suppressedBy ? el("p", {class: "notice warn", dir: "auto", text: `Paging is suppressed: ${plain(incident.suppressedBy)}`}) : null,
    incident.respondBy && incident.state === "OPEN" ? el("p", {class: overdue ? "notice bad" : "notice warn"},
      overdue ? "No response in time. A response was due at " : "Acknowledge by ", clock(incident.respondBy)) : null,
    timelineNote ? el("p", {class: "notice warn", text: plain(timelineNote)}) : null,
  ];
}
