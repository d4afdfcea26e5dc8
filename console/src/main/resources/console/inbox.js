// The inbox and the quarantine.
import {ago, el} from "./dom.js";
import {notificationRow} from "./notified.js";
import {plain} from "./format.js";

export function inboxList(notifications) {
  return [
    el("section", {class: "group wide"},
      el("h1", {class: "view", text: "Inbox"}),
      el("p", {class: "faint pad", text: "Notifications delivered to the built-in inbox, newest first."}),
      notifications.length === 0 ? el("p", {class: "pad", text: "No notifications yet."})
        : el("ul", {class: "rows"}, notifications.map(notification => notificationRow(notification, true)))),
  ];
}

export function quarantineList(requests) {
  return [
    el("section", {class: "group wide"},
      el("h1", {class: "view", text: "Quarantine"}),
      el("p", {class: "faint pad", text: "Requests that Tocsin could not read or verify, newest first."}),
      requests.length === 0 ? el("p", {class: "pad", text: "The quarantine is empty."})
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
