// Forms for further commands: snooze, severity, roles, escalate, merge, split, move, close.
import {el} from "./dom.js";
import {isOpen, plain} from "./format.js";
import {get} from "./server.js";

const LENGTHS = [["15m", "15 minutes"], ["30m", "30 minutes"], ["1h", "1 hour"], ["2h", "2 hours"], ["4h", "4 hours"], ["8h", "8 hours"], ["24h", "1 day"]];

function select(label, choices) {
  return el("select", {"aria-label": label}, choices.map(([value, words]) => el("option", {value, text: plain(words)})));
}

function put(list, values) {
  const chosen = list.value;
  list.replaceChildren(...values.map(value => el("option", {value, text: plain(value)})));
  if (values.includes(chosen)) {
    list.value = chosen;
  }
}

/** The folded forms of the command panel; live as long as their incident is shown. */
export class CommandForms {
  /** give(action, body, button) sends a command; say(text, tone) shows a message. */
  constructor(give, say) {
    this.give = give;
    this.say = say;
    this.length = select("Snooze for", LENGTHS);
    this.severity = select("Severity", []);
    this.role = el("input", {"aria-label": "Role", placeholder: "role, such as commander", list: "roles", maxlength: 60});
    this.roles = el("datalist", {id: "roles"});
    this.person = el("input", {"aria-label": "Person for the role", placeholder: "person (leave empty to unassign)", maxlength: 120});
    this.whom = el("input", {"aria-label": "Escalation or target", placeholder: "escalation or target", list: "whom", maxlength: 120});
    this.whoms = el("datalist", {id: "whom"});
    this.other = el("input", {"aria-label": "Other incident", placeholder: "ID of the other incident", list: "others", maxlength: 80});
    this.others = el("datalist", {id: "others"});
    this.members = el("ul", {class: "members"});
    this.memberIds = "";
    this.rows = {
      snooze: this.row("Snooze", "snooze", () => ({for: this.length.value}), this.length),
      severity: this.row("Set severity", "severity", () => ({severity: this.severity.value}), this.severity),
      role: this.row("Assign role", "role", () => this.asked(this.role, "Enter a role first.") && ({role: this.role.value.trim(), person: this.person.value.trim()}), this.role, this.roles, this.person),
      escalate: this.row("Escalate", "escalate", () => this.asked(this.whom, "Enter an escalation or target first.") && ({to: this.whom.value.trim()}), this.whom, this.whoms),
      merge: this.row("Merge into the other incident", "merge", () => this.asked(this.other, "Select the other incident first.") && ({into: this.other.value.trim()}), this.other, this.others),
      split: this.row("Split off selected alerts", "split", () => this.chosen(), this.members),
      move: this.row("Move selected alerts to the other incident", "move", () => this.asked(this.other, "Select the other incident first.") && this.chosen({to: this.other.value.trim()})),
      close: this.row("Close (review done)", "close", () => ({})),
      confidential: this.row("Make confidential", "confidential", () => ({confidential: !this.incident.confidential})),
    };
    this.element = el("details", {class: "orders"}, el("summary", {text: "More: snooze, severity, roles, escalate, merge, split …"}),
      el("div", {}, Object.values(this.rows)));
    this.element.addEventListener("toggle", () => this.element.open && this.loadChoices());
  }

  row(label, action, body, ...controls) {
    const button = el("button", {type: "button", data: {order: action}, text: label});
    button.addEventListener("click", () => {
      const filled = body();
      if (filled) {
        this.give({action, label: button.textContent, busy: "Sending …"}, filled, button);
      }
    });
    return el("div", {class: "order"}, controls, button);
  }

  asked(input, otherwise) {
    if (input.value.trim()) {
      return true;
    }
    this.say(otherwise, "warn");
    input.focus();
    return false;
  }

  chosen(more = {}) {
    const alerts = [...this.members.querySelectorAll("input:checked")].map(each => each.value);
    if (alerts.length === 0) {
      this.say("Select alerts first.", "warn");
      return null;
    }
    return {...more, alerts};
  }

  async loadChoices() {
    try {
      const [policy, open] = await Promise.all([get("/api/policy"), get("/api/incidents?state=open&limit=200")]);
      put(this.severity, policy.severities);
      put(this.roles, policy.roles.length ? policy.roles : ["commander", "communicator", "scribe"]);
      put(this.whoms, policy.escalations);
      this.others.replaceChildren(...open.incidents.filter(each => each.id !== this.incident.id)
        .map(each => el("option", {value: each.id, text: plain(`${each.severity} ${each.service}: ${each.title}`)})));
    } catch (failure) {
      this.say(`Cannot load the choices (${plain(failure.message)}). Enter the values by hand.`, "warn");
    }
  }

  show(incident) {
    this.incident = incident;
    const open = isOpen(incident);
    const members = incident.alerts.map(alert => alert.identity);
    for (const name of ["snooze", "escalate"]) {
      this.rows[name].hidden = !open;
    }
    this.rows.split.hidden = this.rows.move.hidden = members.length < 2;
    this.rows.merge.hidden = incident.state === "CLOSED";
    if (incident.redacted) {
      ["merge", "split", "move"].forEach(name => {
        this.rows[name].hidden = true;
      });
    }
    this.rows.confidential.hidden = incident.redacted;
    this.rows.close.hidden = incident.state !== "RESOLVED";
    this.rows.confidential.querySelector("button").textContent = incident.confidential ? "Remove confidentiality" : "Make confidential";
    if (this.memberIds !== members.join("\n")) {
      this.memberIds = members.join("\n");
      this.members.replaceChildren(...incident.alerts.map(alert => el("li", {}, el("label", {dir: "auto"},
        el("input", {type: "checkbox", value: alert.identity}), ` ${plain(alert.summary || alert.name)}`))));
    }
  }
}
