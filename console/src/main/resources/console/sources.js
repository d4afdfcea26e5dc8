// Sources: what ingest heard of each, and how long ago.
import {ago, el} from "./dom.js";
import {count, plain} from "./format.js";

function seconds(amount) {
  return amount < 120 ? `${amount} s` : amount < 7200 ? `${Math.round(amount / 60)} min` : amount < 172800 ? `${Math.round(amount / 3600)} h` : `${Math.round(amount / 86400)} d`;
}

function skew(millis) {
  const whole = Math.round(Math.abs(millis) / 1000);
  return whole < 2 ? "in step" : `${seconds(whole)} ${millis > 0 ? "ahead" : "behind"}`;
}

/** The worst that is to be said of it, and in which tone. */
function state(source) {
  const refusedLast = source.lastRefused && (!source.lastAccepted || source.lastRefused > source.lastAccepted);
  return source.silent ? ["bad", "silent"] : refusedLast ? ["warn", "refused"] : source.lastAccepted ? ["good", "heard"] : ["warn", "refused"];
}

function row(source) {
  const [tone, word] = state(source);
  return el("li", {},
    el("div", {class: "line"}, el("span", {class: "dot", data: {tone}, text: word}), el("strong", {class: "grow", text: plain(source.source)}),
      el("span", {class: "faint"}, source.lastAccepted ? ago(source.lastAccepted, "% ago") : "nothing accepted yet")),
    source.silent ? el("p", {text: `Silent for longer than ever before: its longest silence was ${seconds(source.longestGapSeconds)}.`}) : null,
    el("dl", {class: "card"},
      el("dt", {text: "Rate"}), el("dd", {text: `${source.acceptedLastHour} in the last hour`}),
      source.lastRefused ? [el("dt", {text: "Last refused"}), el("dd", {dir: "auto"}, ago(source.lastRefused, "% ago"), `: ${plain(source.refusedBecause)}`)] : null,
      source.oldestUnresolved ? [el("dt", {text: "Oldest unresolved"}), el("dd", {dir: "auto"}, el("a", {href: `#/incident/${encodeURIComponent(source.oldestUnresolved.incidentId)}`, text: plain(source.oldestUnresolved.name) || "confidential"}), " ", ago(source.oldestUnresolved.since, "since %"))] : null,
      source.skewMillis === null || source.skewMillis === undefined ? null : [el("dt", {text: "Clock"}), el("dd", {text: skew(source.skewMillis)})],
      source.quarantined > 0 ? [el("dt", {text: "Quarantine"}), el("dd", {}, el("a", {href: "#/quarantine", text: count(source.quarantined, "request", "requests")}))] : null));
}

/** The view: what needs a look first. */
export function sourceList(all) {
  const rank = source => ["bad", "warn", "good"].indexOf(state(source)[0]);
  const sources = [...all.sources].sort((a, b) => rank(a) - rank(b) || a.source.localeCompare(b.source));
  return [
    el("section", {class: "group wide"},
      el("h1", {class: "view", text: "Sources"}),
      el("p", {class: "faint pad", text: "What ingest heard of each source of alerts, up to a minute old. The oldest unresolved alert is that of the incidents that the console holds in full."}),
      all.spooled > 0 ? el("p", {class: "notice bad", role: "status", text: `${count(all.spooled, "request waits", "requests wait")} in the spool: Kafka was away.`}) : null,
      sources.length === 0 ? el("p", {class: "pad", text: "No source was heard of yet."}) : el("ul", {class: "rows"}, sources.map(row))),
  ];
}
