// The inbox.
import {el} from "./dom.js";
import {notificationRow} from "./notified.js";

export function inboxList(notifications) {
  return [
    el("section", {class: "group wide"},
      el("h1", {class: "view", text: "Inbox"}),
      el("p", {class: "faint pad", text: "Notifications delivered to the built-in inbox, newest first."}),
      notifications.length === 0 ? el("p", {class: "pad", text: "No notifications yet."})
        : el("ul", {class: "rows"}, notifications.map(notification => notificationRow(notification, true)))),
  ];
}
