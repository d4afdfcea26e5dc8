// Forms of the commands that the console lists; which of them an incident accepts, the console says.
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
  return incident.commands.includes(spec.name) && (spec.name !== "complete-step" || incident.steps.some(step => !incident.stepsDone.some(each => each.text === step))) && !(incident.redacted && spec.reveals)
    && (!has("alerts") || incident.alerts.length > 1) && (!has("follow-up") || openTasks(incident).length > 0);
}

function openTasks(incident) {
  return incident.tasks.filter(task => !task.doneAt);
}

function options(values) {
  return values.map(([value, words]) => el("option", {value, text: words && plain(words)}));
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
    case "severity": return {...text(el("select", {name: argument.name})), choices: "severities"};
    case "role": return choosable(argument, "roles");
    case "escalation": return choosable(argument, "escalations");
    case "person": return choosable(argument, "people");
    case "incident": return incidentField(argument);
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

/** A field with suggestions; anything else can be typed. */
function choosable(argument, choices) {
  const list = el("datalist", {id: `choices-${argument.name}`});
  const element = input(argument, {list: list.id, autocomplete: "off"});
  return {element, list, choices, value: () => element.value.trim(), empty: () => {
    element.value = "";
  }, put: values => put(list, values.map(value => [value, value]))};
}

/** An incident, chosen by what it is about; an id can be typed too. */
function incidentField(argument) {
  const field = choosable({...argument, longest: undefined}, "incidents");
  const ids = new Map();
  field.element.placeholder = "Type a word of its title or service";
  return {...field, value: () => ids.get(field.element.value.trim()) ?? field.element.value.trim(), put: incidents => {
    ids.clear();
    incidents.forEach(each => ids.set(plain(`${each.severity} ${each.service}: ${each.title} [${each.id.slice(-6)}]`), each.id));
    put(field.list, [...ids.keys()].map(words => [words, ""]));
  }};
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

/** The fields of one command. */
export class CommandForm {
  /** say(text, tone) shows what is missing. */
  constructor(spec, say) {
    this.spec = spec;
    this.say = say;
    this.fields = new Map(spec.arguments.map(argument => [argument, field(argument)]));
    this.element = el("div", {class: "order"}, [...this.fields].map(([argument, {element, list}]) => argument.type === "alerts" ? element
      : el("label", {class: argument.type}, `${argument.description}${argument.required ? "" : " (optional)"}`, element, list)));
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
    this.fillNow = () => task && fill();
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
    const isFirst = !this.incident;
    this.incident = incident;
    this.fields.forEach(each => each.show?.(incident, !isFirst));
    if (isFirst) {
      this.fillNow();
      this.offerDraft(incident.updateDraft);
    }
  }

  /** A status update can begin with what the incident says; only on request, so that nobody posts it unread. */
  offerDraft(draft) {
    const text = [...this.fields].find(([argument]) => argument.name === "text")?.[1].element;
    if (this.spec.name !== "update" || !draft || !text) {
      return;
    }
    const button = el("button", {type: "button", data: {action: "draft"}, text: "Insert draft", on: {click: () => {
      text.value = [text.value.trim(), draft].filter(Boolean).join("\n").slice(0, text.maxLength);
      text.rows = Math.min(10, text.value.split("\n").length + 1);
      text.focus();
      button.disabled = true;
    }}});
    this.element.prepend(el("div", {class: "buttons"}, button, el("span", {class: "faint", text: "Made of the facts of the incident. It can name people and causes: edit it before you post it to customers."})));
  }

  /** Names of the choices that its fields need. */
  needs() {
    return [...this.fields.values()].map(each => each.choices).filter(Boolean);
  }

  choose(choices) {
    this.fields.forEach(({element, choices: name, put: putChoices}) => {
      if (name && putChoices) {
        putChoices(choices[name]);
      } else if (name) {
        put(element, choices[name].map(choice => [choice, choice]));
      }
    });
  }
}

/** Fills the choices of a form from the policy in force and the open incidents. */
export async function loadChoices(form, incident, say) {
  const needs = form.needs();
  if (needs.length === 0) {
    return;
  }
  try {
    const policy = await get("/api/policy");
    const incidents = needs.includes("incidents") ? (await get("/api/incidents?state=open&limit=500")).incidents.filter(each => each.id !== incident.id) : [];
    const roles = policy.roles.length ? policy.roles : ["commander", "communicator", "scribe"];
    form.choose({...policy, roles, incidents});
  } catch (failure) {
    say(`Cannot load the choices (${plain(failure.message)}). Enter the values by hand.`, "warn");
  }
}
