// Alerts of open incidents.
import {ago, el} from "./dom.js";
import {count, plain} from "./format.js";

const MOST = 300;
let words = "";
let onlyFiring = true;

function row(alert) {
  return el("li", {}, el("details", {},
    el("summary", {},
      el("span", {class: "dot", data: {tone: alert.suppressed ? "quiet" : alert.status === "FIRING" ? "bad" : "good"}, text: alert.suppressed ? "suppressed" : alert.status.toLowerCase()}),
      alert.flapping ? el("span", {class: "dot", data: {tone: "warn"}, text: "flapping"}) : null,
      alert.severity ? el("span", {class: "faint", text: plain(alert.severity)}) : null,
      el("span", {class: "grow", dir: "auto", text: plain(alert.summary || alert.name)}),
      el("span", {class: "faint", dir: "auto", text: plain(alert.service)}), el("span", {class: "faint"}, ago(alert.since))),
    el("p", {class: "faint", dir: "auto", text: `${plain(alert.name)}, from ${plain(alert.source)}`}),
    el("ul", {class: "labels"}, Object.entries(alert.labels).map(([name, value]) => el("li", {dir: "auto"}, el("span", {class: "faint", text: `${plain(name)} `}), plain(value))))),
  el("p", {}, el("a", {href: `#/incident/${encodeURIComponent(alert.incidentId)}`, dir: "auto", text: plain(alert.incidentTitle)})));
}

function matches(alert) {
  const text = [alert.name, alert.summary, alert.service, alert.source, alert.incidentTitle, ...Object.entries(alert.labels).flat()].join("\n").toLowerCase();
  return (!onlyFiring || alert.status === "FIRING") && words.toLowerCase().split(/\s+/).every(word => text.includes(word));
}

/** The view; it keeps its search while alerts come and go. */
export function alertList({alerts, total, notHeld}) {
  const rows = el("ul", {class: "rows"});
  const tally = el("p", {class: "faint pad", role: "status"});
  const show = () => {
    const shown = alerts.filter(matches);
    rows.replaceChildren(...shown.slice(0, MOST).map(row));
    tally.textContent = [count(shown.length, "alert", "alerts"), shown.length > MOST ? `the first ${MOST} are shown` : "", total > alerts.length ? `${total - alerts.length} more are not listed` : "",
      notHeld > 0 ? `alerts of ${count(notHeld, "open incident", "open incidents")} are not in memory` : ""].filter(Boolean).join(", ");
  };
  const search = el("input", {id: "alert-search", type: "search", value: words, "aria-label": "Search alerts", placeholder: "Name, label, service", on: {input: () => {
    words = search.value;
    show();
  }}});
  const firing = el("input", {id: "alert-firing", type: "checkbox", on: {change: () => {
    onlyFiring = firing.checked;
    show();
  }}});
  firing.checked = onlyFiring;
  show();
  return [el("section", {class: "group wide"}, el("h1", {class: "view", text: "Alerts of open incidents"}),
    el("div", {class: "filters"}, search, el("label", {class: "inline"}, firing, " Firing only")), tally, rows)];
}
