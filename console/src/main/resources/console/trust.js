// Shows whether the page is current and the pipeline works.
import {ago, el} from "./dom.js";
import {clock, count, plain} from "./format.js";

function stageWords(status) {
  const stages = status.pipeline.stages;
  return stages.length === 0 ? [] : [el("li", {text: `${stages.map(stage => stage.name).join(", ")} running without lag`})];
}

/** The banner under the header; shown while something is wrong. */
export function trustLine(status, connection) {
  if (connection === "reconnecting") {
    return el("p", {class: "notice bad"}, el("strong", {text: "Not live. "}), "This page may be out of date. Reconnecting …");
  }
  if (!status || status.trustworthy) {
    return null;
  }
  return el("div", {class: "notice bad"},
    el("strong", {text: "Alerts may not get through:"}),
    el("ul", {}, status.problems.map(problem => el("li", {text: plain(problem)}))));
}

/** Shown when no incident is open. */
export function allQuiet(status, connection) {
  const trusted = status?.trustworthy && connection === "live";
  const facts = status ? el("ul", {class: "facts"},
    el("li", {}, connection === "live" ? "This page is live" : "This page is not live"),
    trusted ? stageWords(status) : null,
    status.pipeline.lookedAt ? el("li", {}, "Kafka answered ", ago(status.pipeline.lookedAt, "% ago")) : el("li", {text: "Kafka has not answered yet"}),
    status.pipeline.lastSignalAt ? el("li", {}, "Last signal received ", ago(status.pipeline.lastSignalAt, "% ago"), ` (${clock(status.pipeline.lastSignalAt)})`)
      : el("li", {text: "No alerts received yet: point a sender at Tocsin, or run `tocsin fire`"}),
    status.reading.lastRecordAt ? el("li", {}, "Last incident event ", ago(status.reading.lastRecordAt, "% ago")) : null,
    el("li", {text: `Policy ${plain(status.policy.name)}, version ${status.policy.version}`}),
    status.quarantined > 0 ? el("li", {}, el("a", {href: "#/quarantine", text: `${count(status.quarantined, "request", "requests")} in quarantine`})) : null) : null;
  return el("div", {class: trusted ? "quiet-state good" : "quiet-state unsure"},
    el("p", {class: "mark", "aria-hidden": "true", text: trusted ? "✓" : "?"}),
    el("h2", {text: trusted ? "All clear" : "Status unknown"}),
    el("p", {text: trusted ? "No incident is paging anyone, and the pipeline is working:" : "No incident is paging anyone, but the pipeline may not be working:"}),
    facts);
}
