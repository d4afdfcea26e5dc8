// Tables of figures, and the incidents behind a figure.
import {dialog} from "./dialog.js";
import {el} from "./dom.js";
import {clock, count, plain} from "./format.js";

/** The console names that many incidents of a figure. */
const MOST = 100;

/** A text in which backticks mark what is written in a policy or rule. */
export function marked(text) {
  return plain(text).split("`").map((piece, place) => place % 2 === 1 ? el("code", {text: piece}) : piece);
}

/** A duration in seconds, short enough for a table. */
export function seconds(value) {
  if (value === null || value === undefined) {
    return "\u2013";
  }
  if (value < 60) {
    return `${value} s`;
  }
  if (value < 3_600) {
    return `${Math.round(value / 6) / 10} min`;
  }
  return value < 48 * 3_600 ? `${Math.round(value / 360) / 10} h` : `${Math.round(value / 8_640) / 10} d`;
}

function line(id, known) {
  const incident = known.get(id);
  return el("li", {}, el("a", {class: "line other", href: `#/incident/${encodeURIComponent(id)}`, on: {click: event => event.target.closest("dialog").close()}},
    el("span", {class: "severity", data: {rank: incident?.rank ?? 4}, text: plain(incident?.severity ?? "?")}),
    el("span", {class: "grow", dir: "auto", text: plain(incident?.title || id)}),
    el("span", {class: "faint", dir: "auto", text: [incident?.service, incident?.openedAt ? clock(incident.openedAt) : "", incident?.open ? "open" : ""].filter(Boolean).map(plain).join(" \u00b7 ")})));
}

/** A button that lists the incidents behind a figure. */
export function behind(ids, known, of, words = ids.length === MOST ? `${MOST}+ incidents` : count(ids.length, "incident", "incidents")) {
  return ids.length === 0 ? el("span", {class: "faint", text: "none"}) : el("button", {type: "button", class: "behind", text: words, "aria-label": `${words}: ${plain(of)}`, on: {click: () =>
    dialog(plain(of), el("ul", {class: "rows"}, ids.map(id => line(id, known))), ids.length === MOST ? el("p", {class: "faint", text: `The first ${MOST} are listed. rounds.csv has all.`}) : null).showModal()}});
}

/** A table; columns are [title, cell(row), isText]. Cells are texts or elements. */
export function table(caption, columns, rows) {
  return el("div", {class: "scroll-x", tabindex: "0", role: "group", "aria-label": caption}, el("table", {}, el("caption", {class: "unseen", text: caption}),
    el("thead", {}, el("tr", {}, columns.map(([title, , isText]) => el("th", {scope: "col", class: isText ? null : "number", text: title})))),
    el("tbody", {}, rows.map(row => el("tr", {}, columns.map(([, cell, isText], place) => {
      const value = cell(row);
      const kind = place === 0 ? "th" : "td";
      return el(kind, {scope: place === 0 ? "row" : null, class: isText ? "text" : "number", dir: isText ? "auto" : null}, value instanceof Node ? value : plain(String(value)));
    }))))));
}

/** A part of the report: title, what it means, plot, table, CSV. */
export function part(title, words, csv, ...children) {
  return el("section", {class: "report-part"}, el("div", {class: "line"}, el("h2", {class: "grow", text: title}), csv ? el("a", {class: "csv", href: csv, download: "", text: "CSV", "aria-label": `${title} as CSV`}) : null),
    words ? el("p", {class: "faint", text: words}) : null, ...children);
}

/** Side by side where there is room. */
export function beside(...children) {
  return el("div", {class: "beside"}, children);
}
