// Who is on call now and next.
import {el} from "./dom.js";
import {away, clock, plain} from "./format.js";

const WORDS = {LAYER: "", OVERRIDE: "override", SWAP: "swap", GAP: "gap"};

function names(people) {
  return people.length === 0 ? "nobody" : people.map(plain).join(", ");
}

function card(schedule) {
  const next = schedule.shifts.find(shift => shift.from !== schedule.shifts[0]?.from);
  return el("li", {class: "oncall"},
    el("div", {class: "line"}, el("strong", {class: "grow", dir: "auto", text: plain(schedule.name)}), el("span", {class: "faint", text: schedule.zone ?? ""})),
    el("p", {class: "now", dir: "auto"}, el("span", {class: "dot", data: {tone: schedule.by.startsWith("gap") ? "bad" : "good"}, text: "now"}), " ", el("strong", {text: names(schedule.now)}), el("span", {class: "faint", text: ` ${plain(schedule.by)}`})),
    next ? el("p", {dir: "auto"}, el("span", {class: "dot", text: "next"}), " ", names(next.people), el("span", {class: "faint", text: ` ${away(next.from)}, ${clock(next.from)}`})) : null,
    schedule.shifts.length > 1 ? el("details", {}, el("summary", {text: "Next 14 days"}),
      el("ol", {class: "timeline"}, schedule.shifts.map(shift => el("li", {}, el("time", {datetime: shift.from, text: clock(shift.from)}),
        el("p", {dir: "auto"}, names(shift.people), WORDS[shift.why] ? el("span", {class: "dot", data: {tone: shift.why === "GAP" ? "bad" : "warn"}, text: WORDS[shift.why]}) : null))))) : null);
}

function change(row) {
  return el("li", {},
    el("div", {class: "line"}, el("strong", {class: "grow", dir: "auto", text: `${plain(row.schedule)}: ${row.people.map(plain).join(row.kind === "swap" ? " and " : ", ")}`}),
      el("span", {class: "dot", data: {tone: row.state === "active" ? "warn" : "idle"}, text: `${row.kind}, ${row.state}`})),
    el("p", {dir: "auto", text: `${clock(row.from)} to ${clock(row.until)}: ${plain(row.reason)}`}),
    el("p", {class: "faint", dir: "auto", text: `${row.id}, by ${plain(row.author)}${row.undoneBy ? `, undone by ${plain(row.undoneBy)}` : ""}`}));
}

/** The view. */
export function onCallList({schedules, changes, policyVersion}) {
  return [el("section", {class: "group wide"}, el("h1", {class: "view", text: "On-call"}),
    schedules.length === 0 ? el("p", {class: "pad", text: "The policy in force has no schedules. Ladders page the people that they name."}) : el("ul", {class: "rows"}, schedules.map(card)),
    el("p", {class: "faint pad", text: `From policy version ${policyVersion}, with overrides and swaps set at run time. Set them with: tocsin oncall override, swap and undo.`})),
    changes.length === 0 ? null : el("section", {class: "group wide"}, el("h2", {class: "view", text: "Overrides and swaps"}), el("ul", {class: "rows"}, changes.map(change)))].filter(Boolean);
}
