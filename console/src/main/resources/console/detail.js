// One incident: details, reasons, notifications and commands.
import {ago, el, outside} from "./dom.js";
import {family, notices, people, steps, suspects} from "./context.js";
import {clock, count, factWords, isOpen, plain, stateWords} from "./format.js";
import {account, acknowledgements, clocks, tasks, updates} from "./handling.js";
import {severityBadge, tags} from "./list.js";
import {CommandPanel} from "./actions.js";
import {nextDeadline} from "./deadline.js";
import {explain, notified} from "./notified.js";
import {mayAct} from "./session.js";
import {valuesPart} from "./values.js";

function row(name, ...value) {
  return value.flat().filter(Boolean).length === 0 ? [] : [el("dt", {text: name}), el("dd", {dir: "auto"}, ...value)];
}

function labels(map) {
  const entries = Object.entries(map);
  return entries.length === 0 ? null : el("ul", {class: "labels"}, entries.map(([name, value]) =>
    el("li", {dir: "auto"}, el("span", {class: "faint", text: `${plain(name)} `}), plain(value))));
}

/** When the incident started; also when Tocsin received it, where that was more than a minute later. */
function since(incident) {
  const started = incident.startedAt ?? incident.roundStartedAt;
  const later = Date.parse(incident.roundStartedAt) - Date.parse(started) > 60_000;
  return isOpen(incident) ? ["Started at ", clock(started), " (", ago(started, "% ago"), ")", ...(later ? [`; first alert received at ${clock(incident.roundStartedAt)}`] : [])]
    : ["Ended ", ago(incident.resolvedAt ?? incident.updatedAt, "% ago"), `; open from ${clock(incident.roundStartedAt)} to ${clock(incident.resolvedAt ?? incident.updatedAt)}`];
}

function head(incident) {
  return [
    el("p", {class: "badges"}, severityBadge(incident),
      el("span", {class: "who", data: {state: incident.state, pages: incident.pages && !incident.suppressedBy}, dir: "auto", text: stateWords(incident)}),
      incident.customerFacing ? el("span", {class: "tag", text: "customer-facing"}) : null,
      incident.security ? el("span", {class: "tag", text: "security"}) : null,
      incident.round > 1 ? el("span", {class: "tag", text: `reopened (round ${incident.round})`}) : null,
      tags(incident)),
    el("h1", {dir: "auto", text: plain(incident.title)}),
    incident.summary && incident.summary !== incident.title ? el("p", {class: "summary", dir: "auto", text: plain(incident.summary)}) : null,
    el("p", {class: "faint where", dir: "auto", text: [incident.service, incident.environment, incident.team].filter(Boolean).map(plain).join(" · ")}),
    el("p", {class: "faint"}, ...since(incident)),
  ].filter(Boolean);
}

function why(incident) {
  const {ruleId, ruleReason, policyName, policyVersion, ladder, severitySetBy} = incident.why;
  return section("Why", el("dl", {},
    row("Severity", severitySetBy ? `${plain(incident.severity)}, set by ${plain(severitySetBy)}` : `${plain(incident.severity)}, set by rule ${plain(ruleId)}`),
    row("Reason", plain(ruleReason)),
    row("Escalation", ladder ? `ladder ${plain(ladder)}${incident.pages ? "" : ", which pages nobody"}, policy ${plain(policyName)} version ${policyVersion}` : ""),
    row("Auto-resolve", incident.quietUntil ? [`All alerts are resolved. The incident resolves at ${clock(incident.quietUntil)} unless an alert fires again.`] : []),
    row("Note", plain(incident.note)),
    row("Runbook", incident.runbook && incident.steps.length === 0 ? outside("Runbook", incident.runbook) : []),
    row("Links", incident.links.some(link => link.href !== incident.runbook) ? el("ul", {class: "plain"}, incident.links.filter(link => link.href !== incident.runbook).map(link => el("li", {}, outside(link.title, link.href)))) : []),
    row(incident.alerts.length > 1 ? "Shared labels" : "Labels", labels(incident.labels) ?? [])),
    el("p", {class: "links"}, explain(incident.id, "", "Explain all decisions"), el("a", {class: "explain", href: `/api/incidents/${encodeURIComponent(incident.id)}/review.html`, target: "_blank", text: "Review document (to print)"}), el("a", {class: "explain", href: `/api/incidents/${encodeURIComponent(incident.id)}/review.md`, text: "as Markdown"})));
}

function alerts(incident) {
  const left = Math.max(incident.alertsHidden, incident.alertsTotal - incident.alerts.length);
  const suppressed = incident.alertsSuppressed > 0 ? `, ${incident.alertsSuppressed} suppressed` : "";
  return section(`Alerts (${incident.alertsFiring} of ${incident.alertsTotal} firing${suppressed})`,
    el("ul", {class: "rows"}, [...incident.alerts].reverse().map(alert => el("li", {},
      el("details", {},
        el("summary", {},
          el("span", {class: "dot", data: {tone: alert.status === "FIRING" ? "bad" : "good"}, text: alert.flapping ? `${alert.status.toLowerCase()}, flapping` : alert.status.toLowerCase()}),
          alert.severity ? el("span", {class: "faint", text: plain(alert.severity)}) : null,
          el("span", {class: "grow", dir: "auto", text: plain(alert.summary || alert.name)}),
          el("span", {class: "faint"}, ago(alert.since))),
        el("p", {class: "faint", dir: "auto", text: `${plain(alert.name)}, from ${plain(alert.source)}, joined ${clock(alert.joinedAt)}`}),
        labels(alert.labels))))),
    left > 0 ? el("p", {class: "faint", text: `and ${left} more`}) : null,
    incident.alertsLeftOut > 0 ? el("p", {class: "notice warn", text: `The sender omitted ${count(incident.alertsLeftOut, "more alert", "more alerts")} from its message (max_alerts).`}) : null);
}

function timeline(file) {
  return section("Timeline",
    file.timelineLeftOut > 0 ? el("p", {class: "faint", text: `${count(file.timelineLeftOut, "entry", "entries")} omitted`}) : null,
    el("ol", {class: "timeline"}, [...file.timeline].reverse().map(fact => el("li", {data: {kind: fact.kind}},
      el("time", {datetime: fact.at, text: clock(fact.at)}),
      el("div", {},
        el("p", {dir: "auto"}, el("span", {class: "kind", text: factWords(fact.kind)}), " ", plain(fact.summary), " ", explain(file.incident.id, fact.id, "Why?")),
        fact.actor || fact.details.note ? el("p", {class: "faint", dir: "auto",
          text: [fact.actor, fact.details.note === fact.summary ? "" : fact.details.note].filter(Boolean).map(plain).join(": ")}) : null)))));
}

function section(title, ...children) {
  return el("section", {class: "part"}, el("h2", {text: title}), ...children);
}

/** The pane that shows one incident. */
export class DetailPane {
  constructor(root, onDone) {
    this.root = root;
    this.onDone = onDone;
    this.id = null;
  }

  /** Switches to another incident. */
  open(id) {
    this.id = id;
    this.commands = mayAct() ? new CommandPanel(id, this.onDone) : null;
    this.head = el("header", {class: "head"}, el("p", {class: "faint", text: "Loading …"}));
    this.parts = el("div", {class: "parts"});
    this.showCommands(false);
    this.openParts = new Set();
    this.values = valuesPart(id);
    this.root.replaceChildren(...[el("p", {class: "pane-bar"}, el("a", {class: "back", href: "#/", text: "← All incidents"}), el("a", {class: "close", href: "#/", "aria-label": "Close the incident", text: "\u00d7"})), this.head, this.commands?.element, this.parts].filter(Boolean));
    this.root.scrollTop = 0;
  }

  /** Shows or hides the commands of who may act. */
  showCommands(isShown) {
    if (this.commands) {
      this.commands.element.hidden = !isShown;
    }
  }

  show(file) {
    this.showCommands(true);
    this.commands?.show(file.incident);
    this.head.replaceChildren(...[...notices(file), ...head(file.incident), nextDeadline(file)].filter(Boolean));
    const unfolded = [...this.parts.querySelectorAll("details")].map(each => each.open);
    const handled = [acknowledgements(file), clocks(file), updates(file), account(file), tasks(file, this.commands && ((task, button) => this.commands.done(task, button)))];
    const around = [steps(file, this.commands && file.incident.commands.includes("complete-step") ? (text, button) => this.commands.completeStep(text, button) : null), suspects(file), people(file), ...family(file)];
    this.parts.replaceChildren(...(isOpen(file.incident) ? [...handled, ...around] : [...handled.reverse(), ...around]).filter(Boolean), why(file.incident), notified(file), alerts(file.incident), this.values, timeline(file));
    this.parts.querySelectorAll("details").forEach((each, place) => {
      each.open = unfolded[place] ?? false;
    });
  }

  showFailure(failure) {
    this.showCommands(false);
    this.head.replaceChildren(el("p", {class: "notice bad", text: failure.status === 404
      ? "Incident not found. It may be older than the console keeps."
      : plain(failure.message)}));
    this.parts.replaceChildren();
  }
}
