// Health: the pipeline, what the console has read, and the services of its process.
import {ago, el} from "./dom.js";
import {count, plain} from "./format.js";

function tone(isGood) {
  return {tone: isGood ? "good" : "bad"};
}

/** The view. */
export function healthList(status) {
  return [
    el("section", {class: "group wide"}, el("h1", {class: "view", text: "Health"}),
      status.problems.length === 0 ? el("p", {class: "notice good", text: "Tocsin sees no problem."})
        : el("ul", {class: "rows"}, status.problems.map(problem => el("li", {dir: "auto"}, el("span", {class: "dot", data: {tone: "bad"}, text: "problem"}), " ", plain(problem))))),
    el("section", {class: "group wide"}, el("h2", {text: "Pipeline"}),
      el("ul", {class: "rows"}, status.pipeline.stages.map(stage => el("li", {class: "line"}, el("span", {class: "dot", data: tone(stage.members > 0), text: stage.members > 0 ? "runs" : "not running"}),
        el("strong", {class: "grow", text: plain(stage.name)}), el("span", {class: "faint", text: `${count(stage.members, "member", "members")}, lag ${stage.lag}`}))),
      el("li", {class: "line"}, el("strong", {class: "grow", text: "Last signal"}), el("span", {class: "faint"}, status.pipeline.lastSignalAt ? ago(status.pipeline.lastSignalAt, "% ago") : "none yet")))),
    status.services.length === 0 ? null : el("section", {class: "group wide"}, el("h2", {text: "Services of this process"}),
      el("ul", {class: "rows"}, status.services.map(service => el("li", {}, el("div", {class: "line"}, el("span", {class: "dot", data: tone(service.live && service.ready), text: service.ready ? "ready" : "not ready"}),
        el("strong", {class: "grow", text: plain(service.name)})),
      Object.keys(service.details).length ? el("details", {}, el("summary", {text: "Details"}), el("pre", {text: JSON.stringify(service.details, null, 2)})) : null)))),
    el("section", {class: "group wide"}, el("h2", {text: "Console"}), el("dl", {class: "card"},
      el("dt", {text: "Version"}), el("dd", {text: plain(status.version)}),
      el("dt", {text: "Open incidents"}), el("dd", {text: `${status.openIncidents}${status.openIncidentsNotHeld ? `, ${status.openIncidentsNotHeld} of them only counted` : ""}`}),
      el("dt", {text: "Kept in full"}), el("dd", {text: status.detailedIncidents}),
      el("dt", {text: "Lag"}), el("dd", {text: status.reading.lagTotal}),
      el("dt", {text: "Undecodable"}), el("dd", {text: status.reading.undecodable}),
      el("dt", {text: "Readers"}), el("dd", {text: count(status.liveClients, "open page", "open pages")}))),
  ].filter(Boolean);
}
