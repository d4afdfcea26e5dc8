// The numbers that senders gave with the alerts of an incident, as small plots. They are read from the log when they are asked for.
import {plot} from "./charts.js";
import {el} from "./dom.js";
import {table} from "./figures.js";
import {clock, plain} from "./format.js";
import {get} from "./server.js";

function shown(number) {
  return Number(number.toPrecision(4)).toString();
}

function one(series) {
  const {points} = series;
  const words = `${plain(series.alert)}: ${plain(series.value)}`;
  return el("li", {}, el("div", {class: "line"}, el("strong", {class: "grow", dir: "auto", text: words}), el("span", {class: "faint", text: `last ${shown(points.at(-1).number)}`})),
    points.length < 2 ? null : plot({label: `${words} over time; the table has the numbers`, type: "line", small: true, tick: shown, data: colour => ({labels: points.map(point => clock(point.at)),
      datasets: [{label: plain(series.value), data: points.map(point => point.number), borderColor: colour.accent, borderWidth: 2, stepped: "before", pointRadius: 3, pointBackgroundColor: points.map(point => point.firing ? colour.bad : colour.good), pointBorderColor: points.map(point => point.firing ? colour.bad : colour.good)}]})}),
    el("details", {}, el("summary", {class: "faint", text: "Numbers"}), table(words, [["Time", point => clock(point.at), true], ["Value", point => shown(point.number)], ["Alert", point => point.firing ? "firing" : "resolved", true]], [...points].reverse())));
}

/** A part of the incident's page that reads when it is opened. */
export function valuesPart(incidentId) {
  const body = el("div", {role: "status"});
  const whole = el("details", {class: "values", on: {toggle: async () => {
    if (!whole.open || body.dataset.read) {
      return;
    }
    body.dataset.read = "true";
    body.textContent = "Reading the log \u2026";
    try {
      const {series, seriesLeftOut, complete} = await get(`/api/incidents/${encodeURIComponent(incidentId)}/values`);
      body.replaceChildren(...[series.length === 0 ? el("p", {class: "faint", text: "The senders of these alerts give no numbers."}) : el("ul", {class: "rows"}, series.map(one)),
        seriesLeftOut > 0 ? el("p", {class: "faint", text: `and ${seriesLeftOut} more`}) : null, complete ? null : el("p", {class: "notice warn", text: "Part of the log could not be read."})].filter(Boolean));
    } catch (failure) {
      delete body.dataset.read;
      body.replaceChildren(el("p", {class: "notice bad", text: plain(failure.message)}));
    }
  }}}, el("summary", {text: "Values over time"}), body);
  return whole;
}
