// One incident: details, reasons, notifications and commands.
import {ago, el, outside} from "./dom.js";
import {family, notices, people, steps, suspects} from "./context.js";
import {clock, count, factWords, isOpen, kindWords, outcomeTone, outcomeWords, plain, stateWords} from "./format.js";
import {account, acknowledgements, clocks, tasks, updates} from "./handling.js";
import {severityBadge, tags} from "./list.js";
import {CommandForms, commands, isAccepted} from "./commands.js";
import {command, newCommandId, Refused} from "./server.js";

const NAME = "tocsin.name";
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

/** Link to the explanation of an incident, at one of its records. */
function explain(incident, record, text) {
  return el("a", {class: "explain", href: `#/explain/${encodeURIComponent(incident)}${record ? `/${encodeURIComponent(record)}` : ""}`, text});
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
    el("p", {}, explain(incident.id, "", "Explain all decisions")));
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

function notified(notifications) {
  return section("Notifications", notifications.length === 0 ? el("p", {class: "faint", text: "No notifications yet."})
    : el("ul", {class: "rows"}, [...notifications].reverse().map(each => notificationRow(each, false))));
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

/** The command panel; lives as long as its incident is shown, so that a half-written note is not lost. */
class CommandPanel {
  constructor(incidentId, onDone) {
    this.incidentId = incidentId;
    this.onDone = onDone;
    this.pending = new Map();
    this.name = el("input", {id: "name", autocomplete: "name", maxlength: 120, value: localStorage.getItem(NAME) ?? "", placeholder: "shown to other responders"});
    this.note = el("textarea", {id: "note", rows: 2, maxlength: 4000, placeholder: "Symptoms, actions taken (optional)"});
    this.answer = el("p", {class: "answer", role: "status"});
    this.buttons = new Map();
    this.buttonRow = el("div", {class: "buttons"});
    this.forms = el("div");
    this.element = el("div", {class: "desk"}, this.buttonRow, this.answer,
      el("div", {class: "fields"},
        el("div", {}, el("label", {for: "name", text: "Your name"}), this.name),
        el("div", {}, el("label", {for: "note", text: "Note"}), this.note)), this.forms);
    this.load();
  }

  /** Primary commands become buttons, all that take arguments become forms. */
  async load() {
    try {
      const specs = await commands();
      this.buttons = new Map(specs.filter(spec => spec.primary).map(spec => [spec,
        el("button", {type: "button", data: {action: spec.name}, text: spec.label, on: {click: () => this.give(spec)}})]));
      this.commandForms = new CommandForms(specs, (what, body, button) => this.submit(what, body, button), (text, tone) => this.say(text, tone));
      this.buttonRow.replaceChildren(...this.buttons.values());
      this.forms.replaceChildren(this.commandForms.element);
      if (this.incident) {
        this.show(this.incident);
      }
    } catch (failure) {
      this.say(`Cannot load the commands (${plain(failure.message)}). Reload the page.`, "bad");
    }
  }

  /** Sends a command of the folded forms; true when it was sent. */
  async submit(what, body, button) {
    const actor = this.name.value.trim();
    if (!actor) {
      this.say("Enter your name first: other responders see it.", "warn");
      this.name.focus();
      return false;
    }
    localStorage.setItem(NAME, actor);
    return this.send(what, button, {...body, actor, note: this.note.value.trim()});
  }

  /** Completes a follow-up. */
  async done(task, button) {
    await this.submit({action: "complete-task", label: "Done"}, {task: task.id}, button);
  }

  show(incident) {
    this.incident = incident;
    this.commandForms?.show(incident);
    const first = [...this.buttons.keys()].find(spec => isAccepted(spec, incident));
    for (const [spec, button] of this.buttons) {
      button.hidden = !isAccepted(spec, incident);
      button.className = spec === first && isOpen(incident) ? "primary" : "";
      if (!button.disabled && !button.dataset.confirming) {
        button.textContent = spec.label;
      }
    }
  }

  async give(spec) {
    const what = {action: spec.name, label: spec.label};
    const button = this.buttons.get(spec);
    const actor = this.name.value.trim();
    const note = this.note.value.trim();
    if (!actor) {
      this.say("Enter your name first: other responders see it.", "warn");
      this.name.focus();
      return;
    }
    if (!note && spec.arguments.some(argument => argument.name === "note")) {
      this.say("Enter a note first.", "warn");
      this.note.focus();
      return;
    }
    if (what.action === "resolve" && this.incident.alertsFiring > 0 && !button.dataset.confirming) {
      button.dataset.confirming = "asked";
      button.textContent = `${count(this.incident.alertsFiring, "alert", "alerts")} still firing: resolve anyway?`;
      setTimeout(() => this.resetButton(button, what), 6_000);
      return;
    }
    localStorage.setItem(NAME, actor);
    await this.send(what, button, {actor, note});
  }

  async send(what, button, body) {
    const asked = `${what.action} ${JSON.stringify(body)}`;
    const commandId = this.pending.get(asked) ?? newCommandId();
    this.pending.set(asked, commandId);
    let sent = false;
    button.disabled = true;
    button.textContent = "Sending …";
    try {
      const answer = await command(this.incidentId, what.action, {...body, commandId});
      this.pending.delete(asked);
      this.note.value = "";
      sent = true;
      if (answer.status === "carried-out") {
        this.say("Done.", "good");
      } else {
        this.say("Accepted. The correlator has not answered yet; this page shows its answer.", "warn");
      }
    } catch (failure) {
      if (failure instanceof Refused && failure.status < 500) {
        this.pending.delete(asked);
        this.say(`Refused: ${plain(failure.message).replace(/\.$/, "")}.`, "warn");
      } else {
        this.say(`No answer (${plain(failure.message)}). Press again: the command runs only once.`, "bad");
      }
    } finally {
      button.disabled = false;
      this.resetButton(button, what);
      this.onDone();
    }
    return sent;
  }

  resetButton(button, what) {
    delete button.dataset.confirming;
    if (!button.disabled) {
      button.textContent = what.label;
    }
  }

  say(text, tone) {
    this.answer.textContent = text;
    this.answer.dataset.tone = tone;
  }
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
    this.commands = new CommandPanel(id, this.onDone);
    this.head = el("header", {class: "head"}, el("p", {class: "faint", text: "Loading …"}));
    this.parts = el("div", {class: "parts"});
    this.commands.element.hidden = true;
    this.openParts = new Set();
    this.root.replaceChildren(el("a", {class: "back", href: "#/", text: "← All incidents"}), this.head, this.commands.element, this.parts);
    this.root.scrollTop = 0;
  }

  show(file) {
    this.commands.element.hidden = false;
    this.commands.show(file.incident);
    this.head.replaceChildren(...[...notices(file), ...head(file.incident)].filter(Boolean));
    const unfolded = [...this.parts.querySelectorAll("details")].map(each => each.open);
    const handled = [acknowledgements(file), clocks(file), updates(file), account(file), tasks(file, (task, button) => this.commands.done(task, button))];
    const around = [steps(file), suspects(file), people(file), ...family(file)];
    this.parts.replaceChildren(...(isOpen(file.incident) ? [...handled, ...around] : [...handled.reverse(), ...around]).filter(Boolean), why(file.incident), notified(file.notifications), alerts(file.incident), timeline(file));
    this.parts.querySelectorAll("details").forEach((each, place) => {
      each.open = unfolded[place] ?? false;
    });
  }

  showFailure(failure) {
    this.commands.element.hidden = true;
    this.head.replaceChildren(el("p", {class: "notice bad", text: failure.status === 404
      ? "Incident not found. It may be older than the console keeps."
      : plain(failure.message)}));
    this.parts.replaceChildren();
  }
}
