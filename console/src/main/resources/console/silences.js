// Silences and maintenance windows: list, create, end.
import {ago, el} from "./dom.js";
import {clock, count, plain} from "./format.js";
import {severityBadge} from "./list.js";
import {post, remove} from "./server.js";
import {mayAct} from "./session.js";

const NAME = "tocsin.name";
const LENGTHS = [["30m", "30 minutes"], ["1h", "1 hour"], ["2h", "2 hours"], ["4h", "4 hours"], ["8h", "8 hours"], ["1d", "1 day"], ["3d", "3 days"], ["7d", "7 days"]];

function field(label, input) {
  return el("div", {}, el("label", {for: input.id, text: label}), input);
}

/** Incidents as links; ends are what stands at the end of a line. */
function hiddenList(incidents, ends = () => []) {
  return incidents.length === 0 ? null : el("ul", {class: "rows"}, incidents.map(incident => el("li", {class: "line"}, severityBadge(incident),
    el("a", {class: "grow", dir: "auto", href: `#/incident/${encodeURIComponent(incident.id)}`, text: plain(incident.title)}),
    el("span", {class: "faint", dir: "auto", text: plain(incident.service)}), ends(incident))));
}

/** What it would have hidden. */
function lately(past) {
  const since = past.complete ? "In the last week" : `Since ${clock(past.from)}`;
  return [el("p", {text: past.firings === 0 ? `${since} it would have hidden no alerts.`
    : `${since} it would have hidden ${count(past.firings, "firing", "firings")} of ${count(past.alerts, "alert", "alerts")}. For ${past.unseen} of ${count(past.touched, "incident", "incidents")} with these alerts nobody would have been paged (${count(past.pages, "page was", "pages were")} sent):`}),
  hiddenList(past.incidents, incident => [el("span", {class: "dot", data: {tone: incident.unseen ? "warn" : "quiet"}, text: incident.unseen ? "nobody paged" : "partly hidden"}), el("span", {class: "faint"}, ago(incident.openedAt, "% ago"))]),
  past.complete ? null : el("p", {class: "faint", text: "Older records could not be read in time, so these figures are too low."})].filter(Boolean);
}

/** Lives as long as the page, so that a half-written silence is not lost when the list changes. */
class Form {
  constructor(onDone) {
    this.onDone = onDone;
    this.kind = el("select", {id: "s-kind"}, el("option", {value: "silence", text: "Silence"}), el("option", {value: "maintenance", text: "Maintenance"}));
    this.condition = el("input", {id: "s-condition", maxlength: 2000, placeholder: "alertname=\"BackupSlow\"", spellcheck: "false"});
    this.services = el("input", {id: "s-services", maxlength: 500, placeholder: "orders-db, payments"});
    this.length = el("select", {id: "s-length"}, LENGTHS.map(([value, text]) => el("option", {value, text})));
    this.starts = el("input", {id: "s-starts", type: "datetime-local"});
    this.reason = el("input", {id: "s-reason", maxlength: 200});
    this.author = el("input", {id: "s-author", autocomplete: "name", maxlength: 120, value: localStorage.getItem(NAME) ?? ""});
    this.answer = el("div", {class: "answer", role: "status"});
    this.button = el("button", {type: "submit", class: "primary", text: "Create"});
    this.look = el("button", {type: "button", text: "Preview", on: {click: () => this.preview()}});
    this.element = el("details", {class: "desk"}, el("summary", {text: "New silence or maintenance"}),
      el("form", {on: {submit: event => this.send(event)}},
        el("div", {class: "fields"}, field("Kind", this.kind), field("Condition (matchers or CEL, as in a policy)", this.condition),
          field("Services, comma-separated (empty: all)", this.services), field("Duration", this.length), field("Start (empty: now)", this.starts),
          field("Reason", this.reason), field("Your name", this.author)),
        el("div", {class: "buttons"}, this.button, this.look), this.answer));
  }

  say(tone, ...texts) {
    this.answer.dataset.tone = tone;
    this.answer.replaceChildren(...texts.map(text => el("p", {dir: "auto", text: plain(text)})));
  }

  /** What the silence is, besides its reason and author. */
  body() {
    const services = this.services.value.split(",").map(each => each.trim()).filter(Boolean);
    return {kind: this.kind.value, condition: this.condition.value.trim(), services, for: this.length.value, ...(this.starts.value ? {startsAt: new Date(this.starts.value).toISOString()} : {})};
  }

  /** Says what it would hide now, without creating it; then what it would have hidden in the last week, which takes longer to read. */
  async preview() {
    const body = {...this.body(), reason: this.reason.value.trim() || "preview"};
    const asked = this.asked = {};
    this.look.disabled = true;
    try {
      this.sayNow(await post("/api/silences/preview", body));
      const waiting = el("p", {class: "faint", text: "Reading the last week\u2026"});
      this.answer.append(waiting);
      const {past} = await post("/api/silences/preview?past=7d", body);
      if (this.asked === asked) {
        waiting.replaceWith(...lately(past));
      }
    } catch (failure) {
      if (this.asked === asked) {
        this.say("bad", failure.message);
      }
    } finally {
      this.look.disabled = false;
    }
  }

  sayNow(seen) {
    this.say(seen.warnings.length ? "bad" : "good", ...seen.warnings, seen.hides === 0 ? `It would hide no alerts of the ${seen.lookedAt} open incidents that were looked at.`
      : `It would hide ${count(seen.hidesAlerts, "alert", "alerts")} of ${seen.hides} of ${count(seen.lookedAt, "open incident", "open incidents")}:`);
    this.answer.append(...[hiddenList(seen.incidents),
      seen.notLookedAt > 0 ? el("p", {text: `${count(seen.notLookedAt, "open incident was", "open incidents were")} not looked at: their alerts are not in memory.`}) : null].filter(Boolean));
  }

  async send(event) {
    event.preventDefault();
    this.asked = null;
    const author = this.author.value.trim();
    if (!author || !this.reason.value.trim()) {
      this.say("warn", "Enter your name and a reason first: other responders see them.");
      return;
    }
    localStorage.setItem(NAME, author);
    this.button.disabled = true;
    try {
      const answer = await post("/api/silences", {...this.body(), author, reason: this.reason.value.trim()});
      this.say(answer.warnings.length ? "bad" : "good", `Created. Ends at ${clock(answer.silence.endsAt)}.`, ...answer.warnings,
        answer.hides > 0 ? `It matches alerts of ${answer.hides} open incident${answer.hides === 1 ? "" : "s"} now.` : "It matches no alerts of open incidents now.");
      this.condition.value = this.services.value = this.reason.value = "";
    } catch (failure) {
      this.say("bad", `Not created: ${failure.message}`);
    } finally {
      this.button.disabled = false;
      this.onDone();
    }
  }
}

function until(silence) {
  return silence.state === "expired" ? ["ended ", ago(silence.endsAt, "% ago")]
    : silence.endsAt ? [`until ${clock(silence.endsAt)}`] : ["until the policy changes"];
}

function row(silence, onDone, say) {
  const button = el("button", {type: "button", text: "End"});
  button.addEventListener("click", async () => {
    if (!button.dataset.confirming) {
      button.dataset.confirming = "asked";
      button.textContent = "End it now?";
      return;
    }
    button.disabled = true;
    try {
      await remove(`/api/silences/${encodeURIComponent(silence.id)}`);
      say("good", "Silence ended.");
    } catch (failure) {
      say("bad", `Not ended: ${failure.message}`);
    }
    onDone();
  });
  return el("li", {class: "silence", data: {state: silence.state}},
    el("div", {class: "line"},
      el("span", {class: "dot", data: {tone: silence.state === "active" ? "warn" : "quiet"}, text: silence.state}),
      el("strong", {class: "grow", dir: "auto", text: plain(silence.reason)}),
      el("span", {class: "faint"}, ...until(silence)),
      mayAct() && silence.origin === "console" && silence.state !== "expired" ? button : null),
    el("p", {dir: "auto"}, `${plain(silence.kind)}: `, el("code", {text: plain([silence.what, silence.services.length ? `services ${silence.services.join(", ")}` : ""].filter(Boolean).join("; ")) || "defined in the policy"})),
    el("p", {class: "faint", dir: "auto", text: [`by ${silence.author}`, silence.origin === "policy" ? "from the policy" : "", silence.startsAt && silence.state === "pending" ? `from ${clock(silence.startsAt)}` : "", ...silence.windows]
      .filter(Boolean).map(plain).join(" · ")}));
}

let form;

export function silenceList(silences, onDone) {
  form ??= new Form(onDone);
  const say = (tone, text) => {
    form.element.open = true;
    form.say(tone, text);
  };
  const groups = [["Active", "active"], ["Pending", "pending"], ["Expired", "expired"]];
  return [
    el("section", {class: "group wide"}, el("h1", {class: "view", text: "Silences and maintenance"}), mayAct() ? form.element : null),
    ...groups.map(([title, state]) => {
      const those = silences.filter(each => each.state === state);
      return those.length === 0 && state !== "active" ? null : el("section", {class: "group wide"},
        el("h2", {}, title, " ", el("span", {class: "count", text: those.length})),
        those.length === 0 ? el("p", {class: "pad", text: "No active silences or maintenance windows."}) : el("ul", {class: "rows"}, those.map(each => row(each, onDone, say))));
    }),
  ].filter(Boolean);
}
