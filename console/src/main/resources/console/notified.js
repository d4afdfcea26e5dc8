// Notifications: who was told, who saw it, who could not be reached.
import {ago, el} from "./dom.js";
import {clock, count, kindWords, outcomeTone, outcomeWords, plain} from "./format.js";
import {severityBadge} from "./list.js";

/** Link to the explanation of an incident, at one of its records. */
export function explain(incident, record, text) {
  return el("a", {class: "explain", href: `#/explain/${encodeURIComponent(incident)}${record ? `/${encodeURIComponent(record)}` : ""}`, text});
}

/** One notification and its delivery; withTitle names the incident too. */
export function notificationRow(notification, withTitle) {
  const delivery = notification.delivery;
  return el("li", {},
    el("div", {class: "line"},
      el("span", {class: "dot", data: {tone: outcomeTone(delivery)}, text: outcomeWords(delivery)}),
      el("span", {class: "grow", dir: "auto"}, el("strong", {text: plain(notification.target)}), ` via ${plain(notification.channel)}`,
        notification.address ? el("span", {class: "faint", text: ` ${plain(notification.address)}`}) : null),
      el("span", {class: "faint"}, ago(notification.createdAt, "% ago"), " ", explain(notification.incidentId, notification.id, "Why?"))),
    withTitle ? el("p", {class: "notification-title", dir: "auto"}, severityBadge(notification), " ",
      el("a", {href: `#/incident/${encodeURIComponent(notification.incidentId)}`, text: plain(notification.title)})) : null,
    el("p", {class: "faint", dir: "auto"}, `${kindWords(notification.kind)}${notification.late ? `, late (due ${clock(notification.dueAt)})` : ""}: ${plain(notification.reason)}`),
    notification.alerts ? el("p", {class: "faint", dir: "auto", text: plain(notification.alerts)}) : null,
    notification.text ? el("p", {class: "said", dir: "auto", text: plain(notification.text)}) : null,
    delivery?.reason && delivery.outcome !== "DELIVERED" ? el("p", {class: "faint", dir: "auto", text: plain(delivery.reason)}) : null);
}

/** What is known of one receiver, from all notifications to them. */
function receiver(target, messages, incident) {
  const last = outcome => messages.findLast(each => each.delivery?.outcome === outcome);
  const delivered = last("DELIVERED");
  const failed = messages.filter(each => ["REJECTED", "GAVE_UP"].includes(each.delivery?.outcome));
  const seen = incident.acknowledgements.find(each => each.by.toLowerCase() === target.toLowerCase());
  const [tone, word] = seen ? ["good", "acknowledged"] : delivered ? ["quiet", "delivered"] : failed.length > 0 ? ["bad", "not reached"] : ["warn", "on the way"];
  return el("li", {}, el("div", {class: "line"}, el("span", {class: "dot", data: {tone}, text: word}), el("strong", {class: "grow", dir: "auto", text: plain(target)}),
    el("span", {class: "faint", text: seen ? `at ${clock(seen.at)}` : delivered ? `via ${plain(delivered.channel)} at ${clock(delivered.delivery.at)}` : ""})),
  failed.length > 0 ? el("p", {class: "faint", dir: "auto", text: `${count(failed.length, "message", "messages")} failed, the last via ${plain(failed.at(-1).channel)}: ${plain(failed.at(-1).delivery.reason)}`}) : null);
}

/** Who was told, and below it every notification. */
export function notified({notifications, incident}) {
  if (notifications.length === 0) {
    return el("section", {class: "part"}, el("h2", {text: "Notified"}), el("p", {class: "faint", text: "No notifications yet."}));
  }
  const targets = Map.groupBy(notifications, each => each.target);
  return el("section", {class: "part"}, el("h2", {text: "Notified"}),
    el("ul", {class: "rows"}, [...targets].map(([target, messages]) => receiver(target, messages, incident))),
    el("details", {class: "all"}, el("summary", {text: count(notifications.length, "notification", "notifications")}),
      el("ul", {class: "rows"}, [...notifications].reverse().map(each => notificationRow(each, false)))));
}
