// What people say of an incident: how it stands, what it is, what was done, what is to be done, and that clocks stand still.
import {el} from "./dom.js";
import {isOpen, phaseWords} from "./format.js";

const AUDIENCES = [["inside", "to the team"], ["outside", "to customers"], ["both", "to both"]];
const STATUSES = [["", "no status word"], ["investigating", "investigating"], ["identified", "identified"], ["monitoring", "monitoring"], ["resolved", "resolved"]];
const PROMISES = [["", "next: as the plan says"], ["15m", "next in 15 minutes"], ["30m", "next in 30 minutes"], ["1h", "next in an hour"], ["2h", "next in 2 hours"], ["24h", "next in a day"]];
const PHASES = ["", "respond", "assess", "first-update", "mitigate", "resolve", "review"].map(phase => [phase, phase ? phaseWords(phase) : "all clocks"]);
const LONGEST = 2000;

function select(label, choices) {
  return el("select", {"aria-label": label}, choices.map(([value, words]) => el("option", {value, text: words})));
}

function text(label, maxlength = LONGEST) {
  return el("input", {"aria-label": label, placeholder: label, maxlength});
}

function area(label, maxlength = LONGEST) {
  return el("textarea", {"aria-label": label, placeholder: label, rows: 1, maxlength});
}

/** Folded forms of the desk; live as long as their incident is shown. */
export class Reports {
  /** give(action, body, button) carries an order out and says whether it was; say(text, tone) tells the person. */
  constructor(give, say) {
    this.give = give;
    this.say = say;
    const update = {text: area("How it stands"), audience: select("For whom", AUDIENCES), status: select("Status", STATUSES), next: select("Next update", PROMISES)};
    const assess = {assessment: area("What it is")};
    const mitigate = {action: area("What was done"), next: area("What is to be done next")};
    const resolve = {cause: area("Cause"), fix: area("Fix"), impact: area("What customers felt"), review: text("https://… of the review")};
    const pause = {reason: area("Why clocks stand still"), phase: select("Which clock", PHASES), for: text("for how long, such as 2h", 20)};
    const task = {task: area("What is to be done", 500), owner: text("Whose it is", 100), due: text("by when, such as 2d", 40)};
    const assign = {task: text("Task, such as c1", 100), owner: text("Whose it is", 100), due: text("by when, such as 2d", 40)};
    this.rows = {
      update: this.row("Post update", "update", update, "text"),
      assess: this.row("Say what it is", "assess", assess, "assessment"),
      mitigate: this.row("Mitigated, with account", "mitigate", mitigate),
      failed: this.row("Mitigation failed: page again", "mitigation-failed", {}),
      resolve: this.row("Resolve, with account", "resolve", resolve),
      pause: this.row("Let clocks stand still", "pause-clocks", pause, "reason"),
      resume: this.row("Let clocks run again", "resume-clocks", {}),
      task: this.row("Add task", "task", task, "task"),
      assign: this.row("Give task to", "assign-task", assign, "task", true),
    };
    this.element = el("details", {class: "orders"}, el("summary", {text: "Say how it stands: update, assessment, account, clocks, tasks …"}),
      el("div", {}, Object.values(this.rows)));
  }

  row(label, action, fields, needed, keepEmptyOwner = false) {
    const button = el("button", {type: "button", data: {order: action}, text: label});
    button.addEventListener("click", async () => {
      if (needed && !fields[needed].value.trim()) {
        this.say("Write that first.", "warn");
        fields[needed].focus();
        return;
      }
      const body = {};
      for (const [name, field] of Object.entries(fields)) {
        const value = field.value.trim();
        if (value || (keepEmptyOwner && name === "owner")) {
          body[name] = value;
        }
      }
      if (await this.give({action, label, busy: "Asking …"}, body, button)) {
        Object.values(fields).filter(field => field.tagName !== "SELECT").forEach(field => {
          field.value = "";
        });
      }
    });
    return el("div", {class: "order"}, Object.values(fields), button);
  }

  show(incident) {
    const open = isOpen(incident);
    const paused = incident.clockPauses.some(pause => !pause.until && pause.by !== "policy");
    const shown = {update: incident.state !== "CLOSED", assess: open, mitigate: ["OPEN", "ACKNOWLEDGED", "UNKNOWN"].includes(incident.state), failed: incident.state === "MITIGATED", resolve: open,
      pause: incident.state !== "CLOSED", resume: paused, task: true, assign: incident.tasks.some(task => !task.doneAt)};
    for (const [name, row] of Object.entries(this.rows)) {
      row.hidden = !shown[name];
    }
  }
}
