// The list of incidents.
import {ago, el} from "./dom.js";
import {count, isOpen, plain, stateWords} from "./format.js";
import {allQuiet} from "./trust.js";

export function severityBadge(incident) {
  return el("span", {class: "severity", data: {rank: Math.min(incident.severityRank, 4)}, text: plain(incident.severity)});
}

function whereWords(incident) {
  return [incident.service, incident.environment, incident.team].filter(Boolean).map(plain).join(" · ");
}

function alertWords(incident) {
  return incident.alertsFiring === 0 ? "no alert fires any more" : `${count(incident.alertsFiring, "alert fires", "alerts fire")}`;
}

function item(incident, selected) {
  return el("li", {},
    el("a", {class: "incident", href: `#/incident/${encodeURIComponent(incident.id)}`, data: {id: incident.id, state: incident.state, pages: incident.pages},
      "aria-current": incident.id === selected ? "true" : null},
      severityBadge(incident),
      el("span", {class: "title", dir: "auto", text: plain(incident.title)}),
      el("span", {class: "age"}, isOpen(incident) ? ago(incident.roundStartedAt) : ago(incident.resolvedAt ?? incident.updatedAt, "% ago")),
      el("span", {class: "where", dir: "auto", text: whereWords(incident)}),
      el("span", {class: "who", data: {state: incident.state, pages: incident.pages}, dir: "auto", text: stateWords(incident)}),
      el("span", {class: "faint alerts", text: isOpen(incident) ? alertWords(incident) : ""})));
}

function isNobodys(incident) {
  return incident.state === "OPEN" || incident.state === "UNKNOWN";
}

/** Whether somebody is, or will be, woken for it. */
export function needsSomebody(incident) {
  return isNobodys(incident) && incident.pages;
}

function byUrgency(a, b) {
  return a.severityRank - b.severityRank || b.openedAt.localeCompare(a.openedAt) || a.id.localeCompare(b.id);
}

function group(title, incidents, selected) {
  return incidents.length === 0 ? null : el("section", {class: "group"},
    el("h2", {}, title, " ", el("span", {class: "count", text: incidents.length})),
    el("ul", {class: "incidents"}, incidents.map(incident => item(incident, selected))));
}

/** All of the list, anew. */
export function incidentList(model) {
  if (!model.loaded) {
    return [el("p", {class: "faint pad", text: model.failure ? plain(model.failure) : "reading …"})];
  }
  const all = [...model.incidents.values()];
  const open = all.filter(isOpen).sort(byUrgency);
  const over = all.filter(incident => !isOpen(incident)).sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, 50);
  return [
    group("Needs somebody", open.filter(needsSomebody), model.selected),
    group("Somebody has it", open.filter(incident => !isNobodys(incident)), model.selected),
    open.some(incident => incident.pages || !isNobodys(incident)) ? null : allQuiet(model.status, model.connection),
    group("For information, pages nobody", open.filter(incident => isNobodys(incident) && !incident.pages), model.selected),
    model.more > 0 ? el("p", {class: "faint pad", text: `${model.more} more are open; the API lists them all` }) : null,
    group("Resolved lately", over, model.selected),
  ].filter(Boolean);
}
