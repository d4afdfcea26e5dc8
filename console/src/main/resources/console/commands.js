// Buttons and forms of the commands that the console lists; which of them an incident accepts, the console says.
import {el} from "./dom.js";
import {plain} from "./format.js";
import {get} from "./server.js";

let catalogue;

/** The commands, asked for once. */
export function commands() {
  catalogue ??= get("/api/commands").then(answer => answer.commands).catch(failure => {
    catalogue = undefined;
    throw failure;
  });
  return catalogue;
}

/** Whether an incident accepts a command, as far as the page knows. */
export function isAccepted(spec, incident) {
  const has = type => spec.arguments.some(argument => argument.type === type);
  return incident.commands.includes(spec.name) && !(incident.redacted && spec.reveals)
    && (!has("alerts") || incident.alerts.length > 1) && (!has("follow-up") || openTasks(incident).length > 0);
}

function openTasks(incident) {
  return incident.tasks.filter(task => !task.doneAt);
}

function options(values) {
  return values.map(([value, words]) => el("option", {value, text: plain(words)}));
}

/** A select keeps its choice while other choices are put in. */
function put(list, values) {
  const chosen = list.value;
  list.replaceChildren(...options(values));
  if (values.some(([value]) => value === chosen)) {
    list.value = chosen;
  }
}

function input(argument, props = {}) {
  return el("input", {name: argument.name, maxlength: argument.longest, ...props});
}

/** A field for an argument: its element, and how its value is read, emptied and kept up to date. */
function field(argument) {
  const text = element => ({element, value: () => element.value.trim(), empty: () => {
    element.value = "";
  }});
  switch (argument.type) {
    case "text": return text(el("textarea", {name: argument.name, rows: 1, maxlength: argument.longest}));
    case "choice": return {...text(el("select", {name: argument.name}, options([...(argument.required ? [] : [["", "\u2013"]]), ...argument.choices.map(choice => [choice, choice])]))), empty: () => {}};
    case "severity": return {...text(el("select", {name: argument.name})), empty: () => {}, choices: "severities"};
    case "role": return {...text(input(argument, {list: "choices-roles"})), choices: "roles"};
    case "escalation": return {...text(input(argument, {list: "choices-escalations"})), choices: "escalations"};
    case "incident": return text(input(argument, {list: "choices-incidents"}));
    case "duration": return text(input(argument, {placeholder: "30m"}));
    case "moment": return text(input(argument, {placeholder: "2d"}));
    case "url": return text(input(argument, {type: "url", placeholder: "https://"}));
    case "instant": {
      const element = el("input", {name: argument.name, type: "datetime-local"});
      return {...text(element), value: () => element.value && new Date(element.value).toISOString()};
    }
    case "boolean": {
      const element = el("input", {name: argument.name, type: "checkbox"});
      return {element, value: () => element.checked, empty: () => {}, show: (incident, isOpen) => {
        element.checked = isOpen ? element.checked : incident[argument.name] === true;
      }};
    }
    case "follow-up": {
      const element = el("select", {name: argument.name});
      return {...text(element), empty: () => {}, show: incident => put(element, openTasks(incident).map(task => [task.id, `${task.id}: ${task.text}`]))};
    }
    case "alerts": return alertsField();
    default: return text(input(argument));
  }
}

function alertsField() {
  const element = el("ul", {class: "members", tabindex: -1});
  let shown = "";
  return {element, value: () => [...element.querySelectorAll("input:checked")].map(each => each.value), empty: () => {}, show: incident => {
    const members = incident.alerts.map(alert => alert.identity).join("\n");
    if (shown !== members) {
      shown = members;
      element.replaceChildren(...incident.alerts.map(alert => el("li", {}, el("label", {dir: "auto"},
        el("input", {type: "checkbox", value: alert.identity}), ` ${plain(alert.summary || alert.name)}`))));
    }
  }};
}

/** The form of one command. */
class CommandForm {
  constructor(spec, give, say) {
    this.spec = spec;
    this.say = say;
    this.fields = new Map(spec.arguments.map(argument => [argument, field(argument)]));
    const button = el("button", {type: "button", data: {order: spec.name}, text: spec.label});
    button.addEventListener("click", async () => {
      const body = this.body();
      if (body && await give({action: spec.name, label: spec.label}, body, button)) {
        this.fields.forEach(each => each.empty());
      }
    });
    this.element = el("details", {class: "order"}, el("summary", {}, el("strong", {text: spec.label}), el("span", {class: "faint", text: ` ${spec.description}`})),
      [...this.fields].map(([argument, {element}]) => argument.type === "alerts" ? element : el("label", {class: argument.type}, argument.description, element)), button);
    this.fillFromTask();
  }

  /** What an empty field would take away is shown first. */
  fillFromTask() {
    const task = [...this.fields].find(([argument]) => argument.type === "follow-up")?.[1].element;
    const fill = () => this.fields.forEach(({element}, argument) => {
      if (argument.clears) {
        element.value = openTasks(this.incident).find(each => each.id === task.value)?.[argument.name] ?? "";
      }
    });
    task?.addEventListener("change", fill);
    this.element.addEventListener("toggle", () => task && this.element.open && fill());
  }

  /** The arguments, or null where one is missing. */
  body() {
    const body = {};
    for (const [argument, {element, value}] of this.fields) {
      const given = value();
      const isEmpty = given === "" || given.length === 0;
      if (isEmpty && argument.required && !argument.clears) {
        this.say(`Fill in this field first: ${argument.description}`, "warn");
        element.focus();
        return null;
      }
      if (!isEmpty || argument.clears) {
        body[argument.name] = given;
      }
    }
    const {exactlyOneOf} = this.spec;
    if (exactlyOneOf.length && exactlyOneOf.filter(name => name in body).length !== 1) {
      this.say(`Fill in either ${exactlyOneOf.join(" or ")}.`, "warn");
      return null;
    }
    return body;
  }

  show(incident) {
    this.incident = incident;
    this.element.hidden = !isAccepted(this.spec, incident);
    this.fields.forEach(each => each.show?.(incident, this.element.open));
  }

  choose(choices) {
    this.fields.forEach(({element, choices: name}) => name && element.tagName === "SELECT" && put(element, choices[name].map(choice => [choice, choice])));
  }
}

/** The folded forms of the command panel; live as long as their incident is shown. */
export class CommandForms {
  /** give(what, body, button) sends a command and returns whether it was sent; say(text, tone) shows a message. */
  constructor(specs, give, say) {
    this.say = say;
    this.forms = specs.filter(spec => spec.arguments.some(argument => argument.name !== "note") || !spec.primary)
      .map(spec => new CommandForm(spec, give, say));
    this.lists = Object.fromEntries(["roles", "escalations", "incidents"].map(name => [name, el("datalist", {id: `choices-${name}`})]));
    this.element = el("details", {class: "orders"}, el("summary", {text: "More commands"}),
      el("div", {}, this.forms.map(form => form.element), Object.values(this.lists)));
    this.element.addEventListener("toggle", event => event.target === this.element && this.element.open && this.loadChoices());
  }

  async loadChoices() {
    try {
      const [policy, open] = await Promise.all([get("/api/policy"), get("/api/incidents?state=open&limit=200")]);
      const roles = policy.roles.length ? policy.roles : ["commander", "communicator", "scribe"];
      this.forms.forEach(form => form.choose(policy));
      put(this.lists.roles, roles.map(role => [role, role]));
      put(this.lists.escalations, policy.escalations.map(each => [each, each]));
      put(this.lists.incidents, open.incidents.filter(each => each.id !== this.incident.id).map(each => [each.id, `${each.severity} ${each.service}: ${each.title}`]));
    } catch (failure) {
      this.say(`Cannot load the choices (${plain(failure.message)}). Enter the values by hand.`, "warn");
    }
  }

  show(incident) {
    this.incident = incident;
    this.forms.forEach(form => form.show(incident));
  }
}
