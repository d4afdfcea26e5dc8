// The list of incidents.
import {ago, el} from "./dom.js";
import {clock, count, isOpen, plain, stateWords} from "./format.js";
import {allQuiet} from "./trust.js";

export function severityBadge(incident) {
  return el("span", {class: "severity", data: {rank: Math.min(incident.severityRank, 4)}, text: plain(incident.severity)});
}

const MOST_CHILDREN = 50;

function whereWords(incident) {
  return [incident.service, incident.environment, incident.team].filter(Boolean).map(plain).join(" · ");
}

function alertWords(incident) {
  return incident.alertsFiring === 0 ? "no alerts firing" : count(incident.alertsFiring, "alert firing", "alerts firing");
}

/** Tags such as "flapping" or "snoozed"; null when there are none. */
export function tags(incident) {
  const words = [
    incident.storm ? ["warn", `storm: ${count(incident.alertsTotal, "alert", "alerts")}`] : null,
    incident.confidential ? ["bad", "confidential"] : null,
    incident.flapping ? ["warn", "flapping"] : null,
    incident.suppressedBy && isOpen(incident) ? ["quiet", `suppressed: ${incident.suppressedBy}`] : null,
    incident.snoozedUntil && isOpen(incident) ? ["quiet", `snoozed until ${clock(incident.snoozedUntil)}`] : null,
    incident.suspectCount > 0 ? ["quiet", count(incident.suspectCount, "recent change", "recent changes")] : null,
    incident.commander ? ["quiet", `commander: ${incident.commander}`] : null,
    incident.mergedInto ? ["quiet", "merged"] : null,
  ].filter(Boolean);
  return words.length === 0 ? null : el("span", {class: "tags"}, words.map(([tone, text]) => el("span", {class: "dot", data: {tone}, dir: "auto", text: plain(text)})));
}

function item(incident, selected, children = []) {
  return el("li", {},
    el("a", {class: "incident", href: `#/incident/${encodeURIComponent(incident.id)}`, data: {id: incident.id, state: incident.state, pages: incident.pages && !incident.suppressedBy},
      "aria-current": incident.id === selected ? "true" : null},
      severityBadge(incident),
      el("span", {class: "title", dir: "auto", text: plain(incident.title)}),
      el("span", {class: "age"}, isOpen(incident) ? ago(incident.roundStartedAt) : ago(incident.resolvedAt ?? incident.updatedAt, "% ago")),
      el("span", {class: "where", dir: "auto", text: whereWords(incident)}),
      el("span", {class: "who", data: {state: incident.state, pages: incident.pages && !incident.suppressedBy}, dir: "auto", text: stateWords(incident)}),
      el("span", {class: "faint alerts", text: isOpen(incident) ? alertWords(incident) : ""}),
      tags(incident)),
    children.length === 0 ? null : el("details", {class: "children", data: {id: incident.id}, open: children.some(each => each.id === selected)},
      el("summary", {text: incident.storm ? `${count(children.length, "incident", "incidents")} in this storm` : count(children.length, "child incident", "child incidents")}),
      el("ul", {class: "incidents"}, children.slice(0, MOST_CHILDREN).map(each => item(each, selected))),
      children.length > MOST_CHILDREN ? el("p", {class: "faint pad", text: `and ${children.length - MOST_CHILDREN} more`}) : null));
}

function isUnacknowledged(incident) {
  return incident.state === "OPEN" || incident.state === "UNKNOWN";
}

/** Whether the incident pages people and nobody has acknowledged it yet. */
export function needsAcknowledgement(incident) {
  return isUnacknowledged(incident) && incident.pages && !incident.suppressedBy && !incident.mergedInto;
}

function byUrgency(a, b) {
  return a.severityRank - b.severityRank || b.openedAt.localeCompare(a.openedAt) || a.id.localeCompare(b.id);
}

function group(title, incidents, selected, families) {
  return incidents.length === 0 ? null : el("section", {class: "group"},
    el("h2", {}, title, " ", el("span", {class: "count", text: incidents.length})),
    el("ul", {class: "incidents"}, incidents.map(incident => item(incident, selected, families.get(incident.id)))));
}

/** Renders the whole list. */
export function incidentList(model) {
  if (!model.loaded) {
    return [el("p", {class: "faint pad", text: model.failure ? plain(model.failure) : "Loading …"})];
  }
  const all = [...model.incidents.values()];
  const open = all.filter(isOpen).sort(byUrgency);
  const families = new Map();
  const ids = new Set(open.map(incident => incident.id));
  const isChild = incident => incident.parentId && incident.parentId !== incident.id && ids.has(incident.parentId);
  const heads = open.filter(incident => !isChild(incident));
  open.filter(isChild).forEach(child => families.set(child.parentId, [...(families.get(child.parentId) ?? []), child]));
  const shown = new Set(heads.flatMap(head => [head, ...(families.get(head.id) ?? [])]));
  heads.push(...open.filter(incident => !shown.has(incident)));
  heads.sort(byUrgency);
  const suppressed = incident => isUnacknowledged(incident) && incident.pages && !needsAcknowledgement(incident);
  const resolved = all.filter(incident => !isOpen(incident)).sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, 50);
  return [
    group("Unacknowledged", heads.filter(needsAcknowledgement), model.selected, families),
    group("Acknowledged", heads.filter(incident => incident.state === "ACKNOWLEDGED"), model.selected, families),
    group("Mitigated", heads.filter(incident => incident.state === "MITIGATED"), model.selected, families),
    group("Paging suppressed", heads.filter(suppressed), model.selected, families),
    open.some(incident => incident.pages || !isUnacknowledged(incident)) ? null : allQuiet(model.status, model.connection),
    group("Informational: pages nobody", heads.filter(incident => isUnacknowledged(incident) && !incident.pages), model.selected, families),
    model.more > 0 ? el("p", {class: "faint pad", text: `${model.more} more are open; the API lists them all` }) : null,
    group("Recently resolved", resolved, model.selected, new Map()),
  ].filter(Boolean);
}
