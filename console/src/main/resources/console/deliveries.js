// Deliveries: which destinations fail, and what became of the newest notifications.
import {testButton, testResults} from "./channeltest.js";
import {ago, el} from "./dom.js";
import {notificationRow} from "./notified.js";
import {count, plain} from "./format.js";

/** The view. */
export function deliveryList({notifications, channels, tests}, status, again) {
  const refusing = status?.refusing ?? [];
  return [
    el("section", {class: "group wide"}, el("h1", {class: "view", text: "Deliveries"}),
      refusing.length === 0 ? el("p", {class: "notice good", text: "No destination refuses messages."}) : el("ul", {class: "rows"}, refusing.map(each => el("li", {},
        el("div", {class: "line"}, el("span", {class: "dot", data: {tone: "bad"}, text: "fails"}), el("strong", {class: "grow", dir: "auto", text: plain(each.destination)}), el("span", {class: "faint"}, "since ", ago(each.since, "% ago"))),
        el("p", {class: "faint", dir: "auto", text: plain(each.reason)}))))),
    el("section", {class: "group wide"}, el("h2", {text: "Channels"}),
      el("div", {class: "scroll-x", tabindex: "0", role: "group", "aria-label": "Channels"}, el("table", {}, el("thead", {}, el("tr", {}, ["Channel", "Type", "Delivered", "Failed", "Under way", "Last", "Test"].map(text => el("th", {scope: "col", text})))),
        el("tbody", {}, channels.map(each => el("tr", {}, el("th", {scope: "row", dir: "auto", text: plain(each.channel)}), el("td", {text: plain(each.type) || "no longer in the policy"}), el("td", {text: each.delivered}),
          el("td", {class: each.failed > 0 ? "bad" : "", text: each.failed}), el("td", {text: each.underWay}), el("td", {}, each.last ? ago(each.last, "% ago") : "never"), el("td", {}, testButton(each, again)))))))),
    ...testResults(tests),
    el("section", {class: "group wide"}, el("h2", {}, "Newest notifications ", el("span", {class: "count", text: count(notifications.length, "shown", "shown")})),
      notifications.length === 0 ? el("p", {class: "pad", text: "No notifications yet."}) : el("ul", {class: "rows"}, notifications.map(each => notificationRow(each, true)))),
  ];
}
