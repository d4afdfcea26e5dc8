// The commands of an incident: the important ones as buttons, the others behind one menu; those with arguments ask in a dialog.
import {CommandForm, commands, isAccepted, loadChoices} from "./commands.js";
import {dialog} from "./dialog.js";
import {el} from "./dom.js";
import {count, isOpen, plain} from "./format.js";
import {confirmAs, keepName, personName} from "./person.js";
import {command, newCommandId, Refused} from "./server.js";

/** Commands with a button of their own besides the primary ones. */
const FIRST = ["acknowledge", "mitigate", "resolve", "update"];

/** Lives as long as its incident is shown, so that a half-written note is not lost. */
export class CommandPanel {
  constructor(incidentId, onDone) {
    this.incidentId = incidentId;
    this.onDone = onDone;
    this.pending = new Map();
    this.answer = el("p", {class: "answer", role: "status"});
    this.buttons = new Map();
    this.buttonRow = el("div", {class: "buttons"});
    this.menu = el("details", {class: "more"}, el("summary", {text: "More actions"}));
    this.element = el("section", {class: "desk", "aria-label": "Actions"}, this.buttonRow, this.menu, this.answer);
    this.load();
  }

  async load() {
    try {
      const specs = await commands();
      const firsts = specs.filter(spec => spec.primary || FIRST.includes(spec.name)).sort((a, b) => this.rank(a) - this.rank(b));
      const others = specs.filter(spec => !firsts.includes(spec));
      this.buttons = new Map(specs.map(spec => [spec, el("button", {type: "button", data: {action: spec.name}, title: spec.description, text: spec.label, on: {click: () => this.give(spec)}})]));
      this.buttonRow.replaceChildren(...firsts.map(spec => this.buttons.get(spec)));
      this.menu.append(el("div", {class: "buttons"}, others.map(spec => this.buttons.get(spec))));
      if (this.incident) {
        this.show(this.incident);
      }
    } catch (failure) {
      this.say(`Cannot load the commands (${plain(failure.message)}). Reload the page.`, "bad");
    }
  }

  rank(spec) {
    const place = FIRST.indexOf(spec.name);
    return place < 0 ? FIRST.length : place;
  }

  show(incident) {
    this.incident = incident;
    this.form?.show(incident);
    const first = [...this.buttons.keys()].filter(spec => spec.primary).find(spec => isAccepted(spec, incident));
    for (const [spec, button] of this.buttons) {
      button.hidden = !isAccepted(spec, incident);
      button.className = spec === first && isOpen(incident) ? "primary" : "";
    }
    this.menu.hidden = [...this.menu.querySelectorAll("button")].every(button => button.hidden);
  }

  /** Sends a command that needs nothing more than a name; the others ask first. */
  async give(spec) {
    if (spec.arguments.length > 0 || spec.name === "resolve") {
      this.ask(spec);
      return;
    }
    const actor = personName() || await confirmAs(spec.label, spec.description, spec.label);
    if (actor) {
      await this.send(spec, {actor}, this.buttons.get(spec));
    }
  }

  /** The dialog of a command. What is half-written stays until it was sent or the person closed it. */
  ask(spec) {
    const name = el("input", {id: "command-name", autocomplete: "name", maxlength: 120, required: true, value: personName(), placeholder: "shown to other responders"});
    const takesNote = spec.arguments.some(argument => argument.name === "note");
    const note = el("textarea", {id: "command-note", rows: 2, maxlength: 4000});
    const problem = el("p", {class: "answer", role: "alert"});
    const say = (text, tone) => {
      problem.textContent = text;
      problem.dataset.tone = tone;
    };
    this.form = new CommandForm(spec, say);
    const firing = spec.name === "resolve" && this.incident.alertsFiring > 0 ? el("p", {class: "notice warn", text: `${count(this.incident.alertsFiring, "alert is", "alerts are")} still firing.`}) : null;
    const button = el("button", {type: "submit", class: "primary", text: spec.label});
    const element = dialog(spec.label, el("form", {class: "command", on: {submit: async event => {
      event.preventDefault();
      const body = this.form.body();
      if (!body) {
        return;
      }
      keepName(name.value.trim());
      const noted = takesNote || !note.value.trim() ? {} : {note: note.value.trim()};
      if (await this.send(spec, {...body, ...noted, actor: name.value.trim()}, button, say)) {
        element.close();
      }
    }}}, el("p", {class: "faint", text: spec.description}), firing, this.form.element,
    takesNote ? null : el("div", {}, el("label", {for: "command-note", text: "Note (optional)"}), note),
    el("div", {}, el("label", {for: "command-name", text: "Your name"}), name), el("div", {class: "buttons"}, button), problem));
    element.addEventListener("close", () => {
      this.form = null;
    });
    this.form.show(this.incident);
    element.showModal();
    element.querySelector("form").querySelector("input, select, textarea")?.focus();
    loadChoices(this.form, this.incident, say);
  }

  /** Completes a follow-up. */
  async done(task, button) {
    const actor = personName() || await confirmAs("Complete follow-up", plain(task.text), "Done");
    if (actor) {
      await this.send({name: "complete-task", label: "Done"}, {task: task.id, actor}, button);
    }
  }

  /** Completes a step of the runbook. */
  async completeStep(text, button) {
    const actor = personName() || await confirmAs("Complete step", plain(text), "Done");
    if (actor) {
      await this.send({name: "complete-step", label: "Done"}, {step: text, actor}, button);
    }
  }

  /** True when it was sent. A command without an answer is sent again under the same id. */
  async send(spec, body, button, say = (text, tone) => this.say(text, tone)) {
    const asked = `${spec.name} ${JSON.stringify(body)}`;
    const commandId = this.pending.get(asked) ?? newCommandId();
    this.pending.set(asked, commandId);
    button.disabled = true;
    button.textContent = "Sending \u2026";
    let sent = false;
    try {
      const answer = await command(this.incidentId, spec.name, {...body, commandId});
      this.pending.delete(asked);
      sent = true;
      this.say(answer.status === "carried-out" ? `${spec.label}: done.` : "Accepted. The correlator has not answered yet; this page shows its answer.", answer.status === "carried-out" ? "good" : "warn");
    } catch (failure) {
      if (failure instanceof Refused && failure.status < 500) {
        this.pending.delete(asked);
        say(`Refused: ${plain(failure.message).replace(/\.$/, "")}.`, "warn");
      } else {
        say(`No answer (${plain(failure.message)}). Press again: the command runs only once.`, "bad");
      }
    } finally {
      button.disabled = false;
      button.textContent = spec.label;
      this.onDone();
    }
    return sent;
  }

  say(text, tone) {
    this.answer.textContent = text;
    this.answer.dataset.tone = tone;
  }
}
