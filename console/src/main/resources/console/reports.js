// Forms for status updates, assessment, mitigation, resolution, response clocks and follow-ups.
import {el} from "./dom.js";
import {isOpen, phaseWords} from "./format.js";

const AUDIENCES = [["inside", "to the team"], ["outside", "to customers"], ["both", "to the team and customers"]];
const STATUSES = [["", "no status"], ["investigating", "investigating"], ["identified", "identified"], ["monitoring", "monitoring"], ["resolved", "resolved"]];
const PROMISES = [["", "next update: as planned"], ["15m", "next update in 15 minutes"], ["30m", "next update in 30 minutes"], ["1h", "next update in 1 hour"], ["2h", "next update in 2 hours"], ["24h", "next update in 1 day"]];
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

/** Folded forms of the command panel; live as long as their incident is shown. */
export class ResponseForms {
  /** give(action, body, button) sends a command and returns whether it was sent; say(text, tone) shows a message. */
  constructor(give, say) {
    this.give = give;
    this.say = say;
    const update = {text: area("Status update"), audience: select("Audience", AUDIENCES), status: select("Status", STATUSES), next: select("Next update", PROMISES)};
    const assess = {assessment: area("Assessment: cause, scope, impact")};
    const mitigate = {action: area("Mitigation: action taken"), next: area("Next steps")};
    const resolve = {cause: area("Cause"), fix: area("Fix"), impact: area("Customer impact"), review: text("Review URL (https://…)")};
    const pause = {reason: area("Reason for the pause"), phase: select("Response clock", PHASES), for: text("duration, such as 2h", 20)};
    const task = {task: area("Follow-up", 500), owner: text("Owner", 100), due: text("due, such as 2d", 40)};
    const assign = {task: text("Follow-up ID, such as c1", 100), owner: text("Owner", 100), due: text("due, such as 2d", 40)};
    this.rows = {
      update: this.row("Post update", "update", update, "text"),
      assess: this.row("Assess", "assess", assess, "assessment"),
      mitigate: this.row("Mitigate with details", "mitigate", mitigate),
      failed: this.row("Mitigation failed: reopen and page", "mitigation-failed", {}),
      resolve: this.row("Resolve with details", "resolve", resolve),
      pause: this.row("Pause clocks", "pause-clocks", pause, "reason"),
      resume: this.row("Resume clocks", "resume-clocks", {}),
      task: this.row("Add follow-up", "task", task, "task"),
      assign: this.row("Assign follow-up", "assign-task", assign, "task", true),
    };
    this.element = el("details", {class: "orders"}, el("summary", {text: "Status update, assessment, mitigation, resolution, clocks, follow-ups …"}),
      el("div", {}, Object.values(this.rows)));
  }

  row(label, action, fields, needed, keepEmptyOwner = false) {
    const button = el("button", {type: "button", data: {order: action}, text: label});
    button.addEventListener("click", async () => {
      if (needed && !fields[needed].value.trim()) {
        this.say("Fill in this field first.", "warn");
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
      if (await this.give({action, label, busy: "Sending …"}, body, button)) {
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
