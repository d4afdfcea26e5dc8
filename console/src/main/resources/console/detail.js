// One incident: what it is, why, who was told, and what can be done.
import {ago, el, outside} from "./dom.js";
import {family, notices, people, steps, suspects} from "./around.js";
import {clock, count, factWords, isOpen, kindWords, outcomeTone, outcomeWords, plain, stateWords} from "./format.js";
import {account, acknowledgements, clocks, tasks, updates} from "./handling.js";
import {severityBadge, tags} from "./list.js";
import {Orders} from "./orders.js";
import {Reports} from "./reports.js";
import {command, newCommandId, Refused} from "./server.js";

const NAME = "tocsin.name";
const ACTIONS = [
  {action: "acknowledge", label: "I have it", busy: "Acknowledging …", states: ["OPEN", "UNKNOWN"]},
  {action: "unacknowledge", label: "Unacknowledge", busy: "Taking it back …", states: ["ACKNOWLEDGED"]},
  {action: "reopen", label: "Reopen", busy: "Reopening …", states: ["RESOLVED"]},
  {action: "mitigate", label: "Mitigated", busy: "Marking …", states: ["OPEN", "ACKNOWLEDGED", "UNKNOWN"]},
  {action: "resolve", label: "Resolve", busy: "Resolving …", states: ["OPEN", "ACKNOWLEDGED", "MITIGATED", "UNKNOWN"]},
  {action: "note", label: "Add note", busy: "Adding …", states: null},
];

function row(name, ...value) {
  return value.flat().filter(Boolean).length === 0 ? [] : [el("dt", {text: name}), el("dd", {dir: "auto"}, ...value)];
}

function labels(map) {
  const entries = Object.entries(map);
  return entries.length === 0 ? null : el("ul", {class: "labels"}, entries.map(([name, value]) =>
    el("li", {dir: "auto"}, el("span", {class: "faint", text: `${plain(name)} `}), plain(value))));
}

/** Since the alert's own start; when it was first heard of, where that was more than a minute later. */
function since(incident) {
  const started = incident.startedAt ?? incident.roundStartedAt;
  const later = Date.parse(incident.roundStartedAt) - Date.parse(started) > 60_000;
  return isOpen(incident) ? ["since ", clock(started), " (", ago(started, "% ago"), ")", ...(later ? [`; first heard of at ${clock(incident.roundStartedAt)}`] : [])]
    : ["over for ", ago(incident.resolvedAt ?? incident.updatedAt), `; it was open from ${clock(incident.roundStartedAt)} to ${clock(incident.resolvedAt ?? incident.updatedAt)}`];
}

function head(incident) {
  return [
    el("p", {class: "badges"}, severityBadge(incident),
      el("span", {class: "who", data: {state: incident.state, pages: incident.pages && !incident.suppressedBy}, dir: "auto", text: stateWords(incident)}),
      incident.customerFacing ? el("span", {class: "tag", text: "customers affected"}) : null,
      incident.security ? el("span", {class: "tag", text: "security"}) : null,
      incident.round > 1 ? el("span", {class: "tag", text: `opened for the ${incident.round}. time`}) : null,
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
    row("Severity", severitySetBy ? `${plain(incident.severity)}, set by ${plain(severitySetBy)}` : `${plain(incident.severity)} by rule ${plain(ruleId)}`),
    row("Because", plain(ruleReason)),
    row("Pages by", ladder ? `ladder ${plain(ladder)}${incident.pages ? "" : ", which pages nobody"}, policy ${plain(policyName)} version ${policyVersion}` : ""),
    row("Quiet since", incident.quietUntil ? [`all alerts are over; resolves at ${clock(incident.quietUntil)} if they stay so`] : []),
    row("Note", plain(incident.note)),
    row("Runbook", incident.runbook && incident.steps.length === 0 ? outside("Runbook", incident.runbook) : []),
    row("Look at", incident.links.some(link => link.href !== incident.runbook) ? el("ul", {class: "plain"}, incident.links.filter(link => link.href !== incident.runbook).map(link => el("li", {}, outside(link.title, link.href)))) : []),
    row(incident.alerts.length > 1 ? "Shared labels" : "Labels", labels(incident.labels) ?? [])));
}

function alerts(incident) {
  const left = Math.max(incident.alertsHidden, incident.alertsTotal - incident.alerts.length);
  const silenced = incident.alertsSuppressed > 0 ? `, ${incident.alertsSuppressed} silenced` : "";
  return section(`Alerts (${incident.alertsFiring} of ${incident.alertsTotal} firing${silenced})`,
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
    incident.alertsLeftOut > 0 ? el("p", {class: "notice warn", text: `The sender left ${count(incident.alertsLeftOut, "more alert", "more alerts")} out of its message (max_alerts).`}) : null);
}

export function toldRow(told, withTitle) {
  const delivery = told.delivery;
  return el("li", {},
    el("div", {class: "line"},
      el("span", {class: "dot", data: {tone: outcomeTone(delivery)}, text: outcomeWords(delivery)}),
      el("span", {class: "grow", dir: "auto"}, el("strong", {text: plain(told.target)}), ` by ${plain(told.channel)}`,
        told.address ? el("span", {class: "faint", text: ` ${plain(told.address)}`}) : null),
      el("span", {class: "faint"}, ago(told.createdAt, "% ago"))),
    withTitle ? el("p", {class: "told-title", dir: "auto"}, severityBadge(told), " ",
      el("a", {href: `#/incident/${encodeURIComponent(told.incidentId)}`, text: plain(told.title)})) : null,
    el("p", {class: "faint", dir: "auto"}, `${kindWords(told.kind)}${told.rung ? `, rung ${told.rung}` : ""}${told.late ? `, late (due ${clock(told.dueAt)})` : ""}: ${plain(told.reason)}`),
    told.alerts ? el("p", {class: "faint", dir: "auto", text: plain(told.alerts)}) : null,
    told.text ? el("p", {class: "said", dir: "auto", text: plain(told.text)}) : null,
    delivery?.reason && delivery.outcome !== "DELIVERED" ? el("p", {class: "faint", dir: "auto", text: plain(delivery.reason)}) : null);
}

function told(notifications) {
  return section("Who was told", notifications.length === 0 ? el("p", {class: "faint", text: "nobody yet"})
    : el("ul", {class: "rows"}, [...notifications].reverse().map(each => toldRow(each, false))));
}

function timeline(file) {
  return section("Timeline",
    file.timelineLeftOut > 0 ? el("p", {class: "faint", text: `${count(file.timelineLeftOut, "entry", "entries")} in the middle left out`}) : null,
    el("ol", {class: "timeline"}, [...file.timeline].reverse().map(fact => el("li", {data: {kind: fact.kind}},
      el("time", {datetime: fact.at, text: clock(fact.at)}),
      el("div", {},
        el("p", {dir: "auto"}, el("span", {class: "kind", text: factWords(fact.kind)}), " ", plain(fact.summary)),
        fact.actor || fact.details.note ? el("p", {class: "faint", dir: "auto",
          text: [fact.actor, fact.kind === "NOTE_ADDED" ? "" : fact.details.note].filter(Boolean).map(plain).join(": ")}) : null)))));
}

function section(title, ...children) {
  return el("section", {class: "part"}, el("h2", {text: title}), ...children);
}

/** The desk at which commands are given; lives as long as its incident is shown, so that no half-written note is lost. */
class Desk {
  constructor(incidentId, onDone) {
    this.incidentId = incidentId;
    this.onDone = onDone;
    this.pending = new Map();
    this.name = el("input", {id: "name", autocomplete: "name", maxlength: 120, value: localStorage.getItem(NAME) ?? "", placeholder: "so others know who has it"});
    this.note = el("textarea", {id: "note", rows: 2, maxlength: 4000, placeholder: "What you see, what you try (optional)"});
    this.answer = el("p", {class: "answer", role: "status"});
    this.buttons = new Map(ACTIONS.map(each => [each.action,
      el("button", {type: "button", data: {action: each.action}, text: each.label, on: {click: () => this.give(each)}})]));
    this.orders = new Orders((what, body, button) => this.order(what, body, button), (text, tone) => this.say(text, tone));
    this.reports = new Reports((what, body, button) => this.order(what, body, button), (text, tone) => this.say(text, tone));
    this.element = el("div", {class: "desk"},
      el("div", {class: "buttons"}, ...this.buttons.values()), this.answer,
      el("div", {class: "fields"},
        el("div", {}, el("label", {for: "name", text: "Your name"}), this.name),
        el("div", {}, el("label", {for: "note", text: "Note"}), this.note)), this.reports.element, this.orders.element);
  }

  /** An order of the folded parts: needs a name like all others; true when it went out. */
  async order(what, body, button) {
    const actor = this.name.value.trim();
    if (!actor) {
      this.say("Write your name first: others will see who did it.", "warn");
      this.name.focus();
      return false;
    }
    localStorage.setItem(NAME, actor);
    return this.send(what, button, {...body, actor, note: this.note.value.trim()});
  }

  /** Ticks a task off. */
  async done(task, button) {
    await this.order({action: "complete-task", label: "Done", busy: "Ticking off …"}, {task: task.id}, button);
  }

  show(incident) {
    this.incident = incident;
    this.orders.show(incident);
    this.reports.show(incident);
    const possible = ACTIONS.filter(each => each.states === null || each.states.includes(incident.state));
    for (const {action, label} of ACTIONS) {
      const button = this.buttons.get(action);
      button.hidden = !possible.some(each => each.action === action);
      button.className = possible.find(each => each.action !== "unacknowledge")?.action === action && isOpen(incident) ? "primary" : "";
      if (!button.disabled && !button.dataset.sure) {
        button.textContent = label;
      }
    }
  }

  async give(what) {
    const button = this.buttons.get(what.action);
    const actor = this.name.value.trim();
    const note = this.note.value.trim();
    if (!actor) {
      this.say("Write your name first: others will see who has it.", "warn");
      this.name.focus();
      return;
    }
    if (what.action === "note" && !note) {
      this.say("Write the note first.", "warn");
      this.note.focus();
      return;
    }
    if (what.action === "resolve" && this.incident.alertsFiring > 0 && !button.dataset.sure) {
      button.dataset.sure = "asked";
      button.textContent = `${count(this.incident.alertsFiring, "alert still fires", "alerts still fire")}: resolve anyway?`;
      setTimeout(() => this.calmDown(button, what), 6_000);
      return;
    }
    localStorage.setItem(NAME, actor);
    await this.send(what, button, {actor, note});
  }

  async send(what, button, body) {
    const asked = `${what.action} ${JSON.stringify(body)}`;
    const commandId = this.pending.get(asked) ?? newCommandId();
    this.pending.set(asked, commandId);
    let went = false;
    button.disabled = true;
    button.textContent = what.busy;
    try {
      const answer = await command(this.incidentId, what.action, {...body, commandId});
      this.pending.delete(asked);
      this.note.value = "";
      went = true;
      if (answer.status === "carried-out") {
        this.say("Done.", "good");
      } else {
        this.say("Written to the log. The correlator has not answered yet; the page shows it when it does.", "warn");
      }
    } catch (failure) {
      if (failure instanceof Refused && failure.status < 500) {
        this.pending.delete(asked);
        this.say(`Refused: ${plain(failure.message)}.`, "warn");
      } else {
        this.say(`No answer (${plain(failure.message)}). Press again: it is carried out once however often you press.`, "bad");
      }
    } finally {
      button.disabled = false;
      this.calmDown(button, what);
      this.onDone();
    }
    return went;
  }

  calmDown(button, what) {
    delete button.dataset.sure;
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

  /** Begins with another incident. */
  open(id) {
    this.id = id;
    this.desk = new Desk(id, this.onDone);
    this.head = el("header", {class: "head"}, el("p", {class: "faint", text: "reading …"}));
    this.parts = el("div", {class: "parts"});
    this.desk.element.hidden = true;
    this.openParts = new Set();
    this.root.replaceChildren(el("a", {class: "back", href: "#/", text: "← All incidents"}), this.head, this.desk.element, this.parts);
    this.root.scrollTop = 0;
  }

  show(file) {
    this.desk.element.hidden = false;
    this.desk.show(file.incident);
    this.head.replaceChildren(...[...notices(file), ...head(file.incident)].filter(Boolean));
    const unfolded = [...this.parts.querySelectorAll("details")].map(each => each.open);
    const handled = [acknowledgements(file), clocks(file), updates(file), account(file), tasks(file, (task, button) => this.desk.done(task, button))];
    const around = [steps(file), suspects(file), people(file), ...family(file)];
    this.parts.replaceChildren(...(isOpen(file.incident) ? [...handled, ...around] : [...handled.reverse(), ...around]).filter(Boolean), why(file.incident), told(file.notifications), alerts(file.incident), timeline(file));
    this.parts.querySelectorAll("details").forEach((each, place) => {
      each.open = unfolded[place] ?? false;
    });
  }

  showFailure(failure) {
    this.desk.element.hidden = true;
    this.head.replaceChildren(el("p", {class: "notice bad", text: failure.status === 404
      ? "This incident is not known here. It may be older than what the console keeps."
      : plain(failure.message)}));
    this.parts.replaceChildren();
  }
}
