// The inbox, and what was set aside.
import {ago, el} from "./dom.js";
import {toldRow} from "./detail.js";
import {plain} from "./format.js";

export function inboxList(notifications) {
  return [
    el("section", {class: "group wide"},
      el("h2", {text: "Inbox"}),
      el("p", {class: "faint pad", text: "What was delivered to the built-in inbox, newest first."}),
      notifications.length === 0 ? el("p", {class: "pad", text: "Nothing has been delivered here yet."})
        : el("ul", {class: "rows"}, notifications.map(told => toldRow(told, true)))),
  ];
}

export function asideList(requests) {
  return [
    el("section", {class: "group wide"},
      el("h2", {text: "Set aside"}),
      el("p", {class: "faint pad", text: "Requests that could not be understood, newest first. They are kept and can be replayed."}),
      requests.length === 0 ? el("p", {class: "pad", text: "Everything that came in was understood."})
        : el("ul", {class: "rows"}, requests.map(request => el("li", {},
          el("details", {},
            el("summary", {},
              el("span", {class: "dot", data: {tone: request.authenticity === "FORGED" ? "bad" : "warn"}, text: plain(request.reason)}),
              el("span", {class: "grow", dir: "auto", text: plain(request.detail)}),
              el("span", {class: "faint"}, ago(request.receivedAt, "% ago"))),
            el("p", {class: "faint", text: `id ${plain(request.id)}, from ${plain(request.source)} as ${plain(request.format)}, ${request.bytes} bytes, ${request.authenticity.toLowerCase()}`}),
            el("pre", {dir: "auto", text: plain(request.excerpt)})))))),
  ];
}
