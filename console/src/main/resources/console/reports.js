// Figures over a period, with plots, tables and the incidents behind them.
import {filterQuery, readAddress} from "./address.js";
import {clearPlots, plot} from "./charts.js";
import {el} from "./dom.js";
import {behind, beside, marked, part, seconds, table} from "./figures.js";
import {clock, count, exact, phaseWords, plain} from "./format.js";
import {get} from "./server.js";

const PATIENCE = 130_000;
const PERIODS = [["7d", "Last 7 days"], ["30d", "Last 30 days"], ["90d", "Last 90 days"], ["month", "This month"], ["last-month", "Last month"], ["dates", "Dates \u2026"]];
const MOST_BARS = 10;
let made = null;

function date(day) {
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}

function shifted(days, from = new Date()) {
  return new Date(from.getFullYear(), from.getMonth(), from.getDate() + days);
}

/** Dates of a period in the address: a name, or two dates of which the second is exclusive. */
function datesOf([name, end]) {
  const today = new Date();
  const month = more => date(new Date(today.getFullYear(), today.getMonth() + more, 1));
  switch (name) {
    case "month": return [month(0), date(shifted(1))];
    case "last-month": return [month(-1), month(0)];
    default: {
      const days = /^(\d{1,3})d$/.exec(name ?? "30d");
      return days ? [date(shifted(1 - Number(days[1]))), date(shifted(1))] : [name, end ?? date(shifted(1))];
    }
  }
}

function go(period, filter) {
  location.hash = `#/reports/${period.map(encodeURIComponent).join("/")}${filterQuery(filter)}`;
}

function select(id, title, values, chosen, onChange) {
  const options = values.some(([value]) => value === chosen) ? values : [...values, [chosen, chosen]];
  const list = el("select", {id, "aria-label": title, on: {change: () => onChange(list.value)}}, options.map(([value, text]) => el("option", {value, text: plain(text)})));
  list.value = chosen;
  return list;
}

function form(period, filter, report) {
  const [from, to] = datesOf(period);
  const named = PERIODS.some(([name]) => name === period[0]) ? period[0] : period.length > 1 ? "dates" : "30d";
  const field = (id, title, value, set) => el("label", {class: "inline", for: id}, title, el("input", {id, type: "date", value, on: {change: event => event.target.value && set(event.target.value)}}));
  const last = date(shifted(-1, new Date(`${to}T12:00`)));
  const facet = (key, title, values) => select(`report-${key}`, title, [["", `All ${title}`], ...values.map(value => [value, value])], filter[key], value => go(period, {...filter, [key]: value}));
  return el("form", {class: "filters", role: "search", "aria-label": "Period and filters", on: {submit: event => event.preventDefault()}},
    select("report-period", "Period", PERIODS, named, value => go(value === "dates" ? [from, to] : [value], filter)),
    named === "dates" ? [field("report-from", "From", from, value => go([value, to], filter)), field("report-to", "to", last, value => go([from, date(shifted(1, new Date(`${value}T12:00`)))], filter))] : null,
    facet("severity", "severities", report?.severities ?? []), facet("team", "teams", report?.teams ?? []), facet("service", "services", report?.services ?? []));
}

function tile(number, words, extra) {
  return el("div", {class: "tile"}, el("strong", {text: String(number)}), el("span", {class: "faint", text: words}), extra ?? null);
}

function severityRank(report, id) {
  return Math.min(3, Math.max(0, report.severities.indexOf(id)));
}

function days(report, csv) {
  const {severities} = report;
  if (report.days.every(day => day.pages === 0 && day.opened.length === 0)) {
    return part("By day", "", null, el("p", {class: "faint", text: "No incidents were opened and nobody was paged in this period."}));
  }
  const of = (day, severity) => day.opened.find(each => each.severity === severity)?.count ?? 0;
  return part("By day", `Incidents opened or reopened, and pages. Days of ${report.zone}.`, csv("days"), beside(plot({label: "Incidents and pages by day; the table has the numbers", stacked: true, data: colour => ({labels: report.days.map(day => day.day.slice(5)),
    datasets: [...severities.map(severity => ({label: plain(severity), data: report.days.map(day => of(day, severity)), backgroundColor: colour.severities[severityRank(report, severity)], stack: "opened"})),
      {label: "Pages", data: report.days.map(day => day.pages), type: "line", borderColor: colour.accent, backgroundColor: colour.accent, pointRadius: 1.5, borderWidth: 2, stack: "pages"}]})}),
  el("div", {class: "short"}, table("By day", [["Day", day => day.day, true], ...severities.map(severity => [plain(severity), day => of(day, severity)]), ["Pages", day => day.pages]], report.days.filter(day => day.pages > 0 || day.opened.length > 0)))));
}

function times(report, csv, known) {
  const phases = [["acknowledge", "Acknowledge"], ["mitigate", "Mitigate"], ["resolve", "Resolve"]];
  const bySeverity = report.times.filter(row => row.by === "severity");
  const name = row => row.by === "all" ? "All" : row.by === "severity" ? row.name : row.name || "no team";
  const open = key => row => behind(row[key].incidents, known, `${name(row)}: ${key}, open and slowest first`, `${row[key].open} open`);
  const columns = [["Group", row => name(row), true], ["Rounds", row => row.responses], ...phases.flatMap(([key, title]) => [[title, row => seconds(row[key].times.medianSeconds)], ["90 %", row => seconds(row[key].times.p90Seconds)], ["Done", row => row[key].times.count], ["Open", open(key), true]])];
  return part("Response times", "Medians, and what nine of ten do not exceed, from the opening or reopening of each round. What is neither done nor open ended without it, such as by its alerts or a merge. A resolve includes the quiet time.", csv("times"),
    bySeverity.length === 0 ? el("p", {class: "faint", text: "No incidents in this period."}) : [
      plot({label: "Median time to acknowledge, mitigate and resolve by severity; the table has the numbers", sideways: true, rows: bySeverity.length * 2, unit: "minutes, median", tick: value => `${Math.round(value)}`, data: colour => ({labels: bySeverity.map(row => plain(row.name)),
        datasets: phases.map(([key, title], place) => ({label: title, data: bySeverity.map(row => (row[key].times.medianSeconds ?? 0) / 60), backgroundColor: [colour.accent, colour.warn, colour.good][place]}))})}),
      ...[["all", "severity"], ["team"]].map(kinds => table(kinds.includes("team") ? "Response times by team" : "Response times by severity", columns, report.times.filter(row => kinds.includes(row.by))))]);
}

function people(report, csv, known) {
  const rows = report.people;
  const most = [...rows].sort((a, b) => b.pages - a.pages).slice(0, MOST_BARS);
  const hours = Array.from({length: 24}, (_, hour) => rows.reduce((sum, row) => sum + row.hours[hour], 0));
  const isNight = hour => hour >= 22 || hour < 6;
  return part("Pages", "One for each step of an escalation that asked somebody. Hours and nights (22:00 to 06:00) are those of the person\u2019s own time zone.", csv("people"), rows.length === 0 ? el("p", {class: "faint", text: "Nobody was paged in this period."}) : [
    beside(plot({label: "Pages by person, by day and at night; the table has the numbers", sideways: true, stacked: true, rows: most.length, unit: "pages", data: colour => ({labels: most.map(row => plain(row.person)),
      datasets: [{label: "By day", data: most.map(row => row.pages - row.atNight), backgroundColor: colour.accent}, {label: "At night", data: most.map(row => row.atNight), backgroundColor: colour.bad}]})}),
    plot({label: `Pages by local hour: ${hours.map((number, hour) => `${hour}:00 ${number}`).join(", ")}`, stacked: true, unit: "pages", data: colour => ({labels: hours.map((_, hour) => String(hour)),
      datasets: [{label: "By day", data: hours.map((number, hour) => isNight(hour) ? 0 : number), backgroundColor: colour.accent}, {label: "At night", data: hours.map((number, hour) => isNight(hour) ? number : 0), backgroundColor: colour.bad}]})})),
    table("Pages by person", [["Person", row => row.person, true], ["Time zone", row => row.zone, true], ["Pages", row => row.pages], ["At night", row => row.atNight], ["Nights", row => row.nights], ["Weekends", row => row.onWeekends], ["Messages", row => row.messages],
      ["Busiest hour", row => `${row.hours.indexOf(Math.max(...row.hours))}:00`], ["Incidents", row => behind(row.incidents, known, `pages of ${row.person}`), true]], rows)]);
}

function clocks(report, csv, known) {
  const rows = report.clocks;
  const label = row => `${phaseWords(row.phase)} ${plain(row.severity)}`;
  return rows.length === 0 ? null : part("Response clocks", "Clocks that started in the period. Missed: the deadline passed first.", csv("clocks"), beside(plot({label: "Clocks kept and missed; the table has the numbers", sideways: true, stacked: true, rows: rows.length, unit: "clocks", data: colour => ({labels: rows.map(label),
    datasets: [{label: "Kept", data: rows.map(row => row.kept), backgroundColor: colour.good}, {label: "Missed", data: rows.map(row => row.missed), backgroundColor: colour.bad}, {label: "Running", data: rows.map(row => row.running), backgroundColor: colour.night}]})}),
  table("Response clocks", [["Clock", row => phaseWords(row.phase), true], ["Severity", row => row.severity, true], ["Kept", row => row.kept], ["Missed", row => row.missed], ["Running", row => row.running], ["Cancelled", row => row.cancelled], ["Missed by", row => behind(row.incidents, known, `${label(row)}, missed`), true]], rows)));
}

function noise(report, csv, known) {
  const rules = report.rules.slice(0, MOST_BARS);
  const alert = [["Alert", row => row.alert, true], ["Service", row => row.service, true]];
  const which = row => behind(row.incidents, known, `${row.alert ?? row.rule} ${row.service ?? ""}`);
  return [
    rules.length === 0 ? null : part("Noisiest rules", "Pages of their incidents, and in how many rounds a person did something.", csv("rules"), beside(plot({label: "Pages by rule; the table has the numbers", sideways: true, rows: rules.length, unit: "pages", data: colour => ({labels: rules.map(row => plain(row.rule || "no rule")),
      datasets: [{label: "Pages", data: rules.map(row => row.pages), backgroundColor: colour.accent}, {label: "Rounds acted on", data: rules.map(row => row.actedOn), backgroundColor: colour.good}]})}),
    table("Noisiest rules", [["Rule", row => row.rule || "no rule", true], ["Rounds", row => row.responses], ["Pages", row => row.pages], ["Acted on", row => row.actedOn], ["Incidents", which, true]], report.rules.slice(0, 30)))),
    report.alerts.length === 0 ? null : part("Noisiest alerts", "How often they began to fire.", csv("alerts"), table("Noisiest alerts", [...alert, ["Firings", row => row.firings], ["Different", row => row.identities], ["Rounds", row => row.responses], ["Pages", row => row.pages], ["Incidents", which, true]], report.alerts.slice(0, 20))),
    report.flappers.length === 0 ? null : part("Flapping alerts", report.flappers.length > MOST_BARS ? `They fire and cease again and again. The first ${MOST_BARS} of ${report.flappers.length}.` : "They fire and cease again and again.", csv("flappers"), el("ul", {class: "rows"}, report.flappers.slice(0, MOST_BARS).map(row => el("li", {}, el("div", {class: "line"}, el("strong", {class: "grow", dir: "auto", text: `${plain(row.alert)} \u00b7 ${plain(row.service)}`}),
      el("span", {class: "faint", text: [count(row.firings, "firing", "firings"), row.flaps ? `flapped ${count(row.flaps, "time", "times")}` : "", row.reopenings ? `reopened ${count(row.reopenings, "time", "times")}` : ""].filter(Boolean).join(", ")}), which(row)),
    el("p", {class: "faint", text: `Fires for ${seconds(row.firing.medianSeconds)}, pauses for ${seconds(row.pause.medianSeconds)} (medians)`}),
    el("ul", {class: "advice"}, row.advice.map(each => el("li", {}, marked(each.sentence)))))))),
    report.debt.length === 0 ? null : part("Alert debt", "Always resolved within five minutes, and nobody ever acted on it. Delete these alerts, or make them wait longer before they fire.", csv("debt"),
      table("Alert debt", [...alert, ["Rounds", row => row.responses], ["Pages", row => row.pages], ["Longest", row => seconds(row.longestSeconds)], ["Incidents", which, true]], report.debt)),
  ];
}

function repeats(report, csv, known) {
  return report.repeats.length === 0 ? null : part("The same trouble again", "Rounds of a service with the same symptom, or of the same rule where it names none.", csv("repeats"), table("Repeats", [["Service", row => row.service, true], ["Symptom", row => row.symptom || `rule ${row.rule}`, true], ["Times", row => row.times],
    ["Usual gap", row => seconds(row.medianGapSeconds)], ["Last", row => clock(row.last), true], ["Incidents", row => behind(row.incidents, known, `${row.symptom || row.rule} of ${row.service}`), true]], report.repeats.slice(0, 30)));
}

/** What the figures are of, also on paper. */
function subject(report, filter) {
  const narrowed = ["severity", "team", "service"].filter(key => filter[key]).map(key => `${key} ${filter[key]}`);
  return el("p", {class: "faint", dir: "auto", text: [`${exact(report.from)} to ${exact(report.to)}`, ...narrowed].map(plain).join(", ")});
}

function whole(report, query, filter) {
  const csv = name => `/api/reports/${name}.csv?${query}`;
  const known = new Map(report.incidents.map(incident => [incident.id, {...incident, rank: severityRank(report, incident.severity) + 1}]));
  const {totals} = report;
  return [
    subject(report, filter),
    report.complete ? null : el("div", {class: "notice warn", role: "status"}, report.notes.map(note => el("p", {text: plain(note)}))),
    el("div", {class: "tiles"}, tile(totals.opened, "opened"), tile(totals.reopened, "reopened"), tile(totals.open, "still open"), tile(totals.carriedIn, "open before", totals.carriedIn > 0 ? behind(totals.carriedInIncidents, known, "open at the begin of the period") : null),
      tile(totals.pages, "pages"), tile(totals.pagesAtNight, "at night")),
    days(report, csv), times(report, csv, known), people(report, csv, known), clocks(report, csv, known), ...noise(report, csv, known), repeats(report, csv, known),
    el("p", {class: "faint", text: [`What happened until ${exact(report.factsUntil)} counts.`, report.completeSince ? `The log is complete since ${exact(report.completeSince)}.` : "Nothing was deleted from the log yet.",
      totals.confidential > 0 ? `${count(totals.confidential, "confidential incident counts", "confidential incidents count")}, but their alerts, rules and symptoms are left out.` : ""].filter(Boolean).join(" ")}),
    el("p", {}, el("a", {class: "csv", href: csv("rounds"), download: "", text: "Every round as CSV"})),
  ].flat().filter(Boolean);
}

/** The view; it is computed once for an address, because that reads the log. */
export function reportsView() {
  const {rest, filter} = readAddress();
  const period = rest.length > 0 ? rest : ["30d"];
  const address = JSON.stringify([period, filter]);
  if (made?.address === address) {
    return made.elements;
  }
  const [from, to] = datesOf(period);
  const query = new URLSearchParams({from, to});
  ["severity", "team", "service"].filter(key => filter[key]).forEach(key => query.set(key, filter[key]));
  const body = el("div", {class: "report", "aria-busy": "true"}, el("p", {class: "faint pad", role: "status", text: "Reading the log \u2026"}));
  const head = el("div", {}, form(period, filter, made?.report));
  const again = el("button", {type: "button", class: "quiet", text: "Compute again", on: {click: () => show()}});
  const mine = {address, report: made?.report, elements: [el("section", {class: "group wide reports"}, el("div", {class: "line"}, el("h1", {class: "view grow", text: "Reports"}), again, el("button", {type: "button", class: "quiet", text: "Print", on: {click: () => print()}})), head, body, el("div", {class: "paper", "aria-hidden": "true"}))]};
  made = mine;
  async function show() {
    body.setAttribute("aria-busy", "true");
    try {
      const report = await get(`/api/reports?${query}`, PATIENCE);
      if (made !== mine) {
        return;
      }
      mine.report = report;
      clearPlots();
      head.replaceChildren(form(period, filter, report));
      body.replaceChildren(...whole(report, query, filter));
    } catch (failure) {
      body.replaceChildren(el("p", {class: "notice bad", text: plain(failure.message)}));
    }
    body.setAttribute("aria-busy", "false");
  }
  show();
  return mine.elements;
}
