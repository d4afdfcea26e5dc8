// Says whether what the page shows, and the silence it shows, can be trusted.
import {ago, el} from "./dom.js";
import {clock, count, plain} from "./format.js";

function stageWords(status) {
  const stages = status.pipeline.stages;
  return stages.length === 0 ? [] : [el("li", {text: `${stages.map(stage => stage.name).join(", ")} running and keeping up`})];
}

/** The line under the header: always there when something is wrong. */
export function trustLine(status, connection) {
  if (connection === "reconnecting") {
    return el("p", {class: "notice bad"}, el("strong", {text: "Not live. "}), "What you see may be old; the page is trying to reconnect.");
  }
  if (!status || status.trustworthy) {
    return null;
  }
  return el("div", {class: "notice bad"},
    el("strong", {text: "Do not trust the silence: alerts may not come through."}),
    el("ul", {}, status.problems.map(problem => el("li", {text: plain(problem)}))));
}

/** What stands where no incident is. */
export function allQuiet(status, connection) {
  const trusted = status?.trustworthy && connection === "live";
  const facts = status ? el("ul", {class: "facts"},
    el("li", {}, connection === "live" ? "this page is connected" : "this page is not connected"),
    trusted ? stageWords(status) : null,
    status.pipeline.lookedAt ? el("li", {}, "Kafka answered ", ago(status.pipeline.lookedAt, "% ago")) : el("li", {text: "Kafka has not answered yet"}),
    status.pipeline.lastSignalAt ? el("li", {}, "last signal came in ", ago(status.pipeline.lastSignalAt, "% ago"), ` (${clock(status.pipeline.lastSignalAt)})`)
      : el("li", {text: "no alert has ever come in: point a sender at Tocsin, or try `tocsin fire`"}),
    status.reading.lastRecordAt ? el("li", {}, "last event on an incident ", ago(status.reading.lastRecordAt, "% ago")) : null,
    el("li", {text: `policy ${plain(status.policy.name)}, version ${status.policy.version}`}),
    status.quarantined > 0 ? el("li", {}, el("a", {href: "#/aside", text: `${count(status.quarantined, "request", "requests")} could not be understood`})) : null) : null;
  return el("div", {class: trusted ? "quiet-state good" : "quiet-state unsure"},
    el("p", {class: "mark", "aria-hidden": "true", text: trusted ? "✓" : "?"}),
    el("h2", {text: trusted ? "All is quiet" : "Nothing to show"}),
    el("p", {text: trusted ? "No incident needs anybody, and this silence can be trusted:" : "Whether this means that all is well cannot be said now:"}),
    facts);
}
