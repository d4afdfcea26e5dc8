// The board: search, filters, selection, and the lines of the incidents by need.
import {filterQuery, FILTER_KEYS, keepFilter} from "./address.js";
import {acknowledgeAll} from "./bulk.js";
import {ago, el} from "./dom.js";
import {count, isOpen, plain, stateWords} from "./format.js";
import {boardLines, GROUP_NAMES, matcher, needsAcknowledgement, severityBadge, standsStill, tags, whereWords} from "./list.js";
import {mayAct} from "./session.js";
import {allQuiet} from "./trust.js";
import {LineWindow} from "./window.js";

const NARROW = 700;
const SINCE = [["", "Any time"], ["1h", "Last hour"], ["1d", "Last day"], ["7d", "Last 7 days"]];

function select(key, title, onChange) {
  return el("select", {"aria-label": title, data: {key}, on: {change: onChange}});
}

function fill(list, values, chosen) {
  const wanted = values.map(([value, text]) => `${value}\t${text}`).join("\n");
  if (list.dataset.filled !== wanted) {
    list.dataset.filled = wanted;
    list.replaceChildren(...values.map(([value, text]) => el("option", {value, text: plain(text)})));
  }
  list.value = chosen;
}

export class Board {
  /** model has the incidents and the state of the page; onFilter is told when the filter changes, onDone when commands were sent. */
  constructor(model, {onFilter, onDone}) {
    Object.assign(this, {model, onFilter, onDone});
    this.filter = Object.fromEntries(FILTER_KEYS.map(key => [key, ""]));
    this.unfolded = new Set();
    this.foldedGroups = new Set();
    this.chosen = new Set();
    this.current = null;
    this.lines = [];
    this.byId = new Map();
    this.search = el("input", {type: "search", placeholder: "Search  ( / )", "aria-label": "Search incidents", autocomplete: "off", spellcheck: "false",
      on: {input: () => this.changeFilter("text", this.search.value)}});
    const changed = event => this.changeFilter(event.target.dataset.key, event.target.value);
    this.selects = new Map([["state", "State"], ["severity", "Severity"], ["service", "Service"], ["team", "Team"], ["since", "Opened"]].map(([key, title]) => [key, select(key, title, changed)]));
    this.clear = el("button", {type: "button", class: "quiet", text: "Clear filters", on: {click: () => this.setFilter({})}});
    this.tally = el("p", {class: "faint tally", role: "status"});
    this.bulk = el("div", {class: "bulk", role: "region", "aria-label": "Selected incidents"});
    this.quiet = el("div");
    this.body = el("ul", {class: "lines", role: "list"});
    this.scroller = el("div", {class: "scroller"}, this.quiet, this.body);
    this.element = el("div", {class: "board"},
      el("form", {class: "filters", role: "search", "aria-label": "Filter incidents", on: {submit: event => event.preventDefault()}}, this.search,
        el("div", {class: "selects"}, [...this.selects.values()]), this.clear, this.tally), mayAct() ? this.bulk : null, this.scroller);
    this.window = new LineWindow(this.scroller, this.body, {key: line => line.type === "group" ? `group ${line.key}` : line.incident.id,
      stamp: line => this.stamp(line), make: line => line.type === "group" ? this.heading(line) : this.row(line)});
    new ResizeObserver(() => {
      this.element.dataset.layout = this.element.clientWidth < NARROW ? "narrow" : "wide";
      this.window.measure();
    }).observe(this.element);
  }

  changeFilter(key, value) {
    this.setFilter({...this.filter, [key]: value});
  }

  /** Another filter, from the person or the address. */
  setFilter(filter) {
    const next = Object.fromEntries(FILTER_KEYS.map(key => [key, filter[key] ?? ""]));
    if (FILTER_KEYS.every(key => next[key] === this.filter[key])) {
      return;
    }
    this.filter = next;
    if (this.search.value !== next.text) {
      this.search.value = next.text;
    }
    keepFilter(next);
    this.scroller.scrollTop = 0;
    this.draw();
    this.onFilter();
  }

  isFiltered() {
    return filterQuery(this.filter) !== "";
  }

  draw() {
    const all = [...this.model.incidents.values()];
    const {lines, shown} = boardLines(all, this.filter, this.unfolded, this.foldedGroups, Date.now());
    this.lines = lines;
    this.byId = new Map(lines.filter(line => line.type === "incident").map(line => [line.incident.id, line]));
    this.chosen = new Set([...this.chosen].filter(id => this.model.incidents.has(id)));
    if (this.current && !this.byId.has(this.current)) {
      this.current = null;
    }
    this.drawFilters(all, shown);
    this.drawBulk();
    const open = all.filter(isOpen);
    const nobodyPaged = this.model.loaded && !this.isFiltered() && !open.some(incident => incident.pages || !["OPEN", "UNKNOWN"].includes(incident.state));
    this.quiet.replaceChildren(...[nobodyPaged ? allQuiet(this.model.status, this.model.connection) : null,
      this.model.loaded ? null : el("p", {class: "faint pad", text: this.model.failure ? plain(this.model.failure) : "Loading \u2026"}),
      this.model.more > 0 ? el("p", {class: "faint pad", text: `${this.model.more} more are open and not held in memory` }) : null].filter(Boolean));
    this.window.show(lines);
  }

  /** Puts a newer snapshot into its line; false when the board must be drawn anew. */
  update(before, incident) {
    const line = this.byId.get(incident.id);
    const matches = matcher(this.filter, Date.now());
    if (!before || !standsStill(before, incident) || matches(before) !== matches(incident)) {
      return false;
    }
    if (line) {
      line.incident = incident;
    }
    return true;
  }

  drawFilters(all, shown) {
    const values = key => {
      const known = new Map(this.filter[key] ? [[this.filter[key], 99]] : []);
      all.forEach(incident => incident[key] && known.set(incident[key], key === "severity" ? incident.severityRank : 0));
      return [...known].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => [value, value]);
    };
    fill(this.selects.get("state"), [["", "All states"], ...GROUP_NAMES], this.filter.state);
    fill(this.selects.get("severity"), [["", "All severities"], ...values("severity")], this.filter.severity);
    fill(this.selects.get("service"), [["", "All services"], ...values("service")], this.filter.service);
    fill(this.selects.get("team"), [["", "All teams"], ...values("team")], this.filter.team);
    fill(this.selects.get("since"), SINCE, this.filter.since);
    this.clear.hidden = !this.isFiltered();
    this.tally.textContent = this.isFiltered() ? `${shown} of ${all.length}` : "";
  }

  drawBulk() {
    this.bulk.hidden = this.chosen.size === 0;
    if (this.chosen.size > 0) {
      this.bulk.replaceChildren(el("strong", {text: `${this.chosen.size} selected`}),
        el("button", {type: "button", class: "primary", text: "Acknowledge", on: {click: () => this.acknowledge()}}),
        el("button", {type: "button", text: "Clear selection", on: {click: () => this.choose([...this.chosen], false)}}));
    }
  }

  stamp(line) {
    return line.type === "group" ? `${line.count} ${line.folded}` : [line.depth, line.children, line.folded, this.chosen.has(line.incident.id), line.incident.id === this.model.selected,
      line.incident.id === this.current].join(" ");
  }

  heading(line) {
    const fold = () => {
      this.foldedGroups.has(line.key) ? this.foldedGroups.delete(line.key) : this.foldedGroups.add(line.key);
      this.draw();
    };
    return el("li", {class: "heading"}, el("h2", {},
      el("button", {type: "button", class: "fold", "aria-expanded": String(!line.folded), data: {part: "fold"}, on: {click: fold}}, line.title, " ", el("span", {class: "count", text: line.count}))),
    line.key === "unacknowledged" && mayAct() ? el("button", {type: "button", class: "quiet", data: {part: "all"}, text: "Select all", on: {click: () => this.choose(line.ids.map(incident => incident.id), true)}}) : null);
  }

  row(line) {
    const {incident} = line;
    const pages = String(incident.pages && !incident.suppressedBy);
    const box = !mayAct() ? null : el("input", {type: "checkbox", "aria-label": `Select ${plain(incident.title)}`, data: {part: "box"}, on: {click: event => this.tick(incident.id, event)}});
    if (box) {
      box.checked = this.chosen.has(incident.id);
    }
    const fold = line.children === 0 ? null : el("button", {type: "button", class: "fold", data: {part: "fold"}, "aria-expanded": String(!line.folded),
      "aria-label": `${count(line.children, "child incident", "child incidents")}`, text: line.children, on: {click: () => this.fold(incident.id)}});
    return el("li", {class: "row", data: {state: incident.state, pages, depth: Math.min(line.depth, 3), ...(incident.id === this.current ? {current: true} : {})}},
      box, severityBadge(incident),
      el("a", {class: "title", dir: "auto", data: {part: "title"}, href: `#/incident/${encodeURIComponent(incident.id)}${filterQuery(this.filter)}`,
        "aria-current": incident.id === this.model.selected ? "true" : null, title: plain(incident.title), text: plain(incident.title)}),
      fold, el("span", {class: "where", dir: "auto", text: whereWords(incident)}), tags(incident) ?? el("span", {class: "tags"}),
      el("span", {class: "who", data: {state: incident.state, pages}, dir: "auto", text: stateWords(incident)}),
      el("span", {class: "faint alerts", text: isOpen(incident) ? count(incident.alertsFiring, "alert", "alerts") : ""}),
      el("span", {class: "age"}, isOpen(incident) ? ago(incident.roundStartedAt) : ago(incident.resolvedAt ?? incident.updatedAt, "% ago")));
  }

  fold(id) {
    this.unfolded.has(id) ? this.unfolded.delete(id) : this.unfolded.add(id);
    this.draw();
  }

  /** With Shift, everything from the last ticked one on. */
  tick(id, event) {
    const ids = this.incidentIds();
    const from = ids.indexOf(this.lastTicked);
    const to = ids.indexOf(id);
    this.choose(event.shiftKey && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id], event.target.checked);
    this.lastTicked = id;
  }

  choose(ids, isChosen) {
    ids.forEach(id => isChosen ? this.chosen.add(id) : this.chosen.delete(id));
    this.drawBulk();
    this.window.draw();
  }

  incidentIds() {
    return this.lines.filter(line => line.type === "incident").map(line => line.incident.id);
  }

  /** Moves the cursor by lines. */
  move(step) {
    const ids = this.incidentIds();
    const from = ids.indexOf(this.current ?? this.model.selected);
    this.current = ids[Math.min(ids.length - 1, Math.max(0, from + step))] ?? null;
    if (this.current) {
      this.window.reveal(this.lines.findIndex(line => line.incident?.id === this.current));
      this.window.element(this.current)?.querySelector("a")?.focus({preventScroll: true});
    }
  }

  /** Acknowledges the selected incidents, else the one under the cursor or on the page. */
  async acknowledge() {
    const ids = this.chosen.size > 0 ? [...this.chosen] : [this.current ?? this.model.selected].filter(Boolean);
    const done = await acknowledgeAll(ids.map(id => this.model.incidents.get(id)).filter(Boolean));
    if (done) {
      this.choose(done, false);
      this.onDone();
    }
  }

  /** A key that the board knows; true when it took it. */
  key(event) {
    const focusedId = document.activeElement?.closest?.("[data-line]")?.dataset.line;
    if (focusedId && this.model.incidents.has(focusedId)) {
      this.current = focusedId;
    }
    switch (event.key) {
      case "j": this.move(1); break;
      case "k": this.move(-1); break;
      case "x": if (this.current && mayAct()) { this.choose([this.current], !this.chosen.has(this.current)); this.lastTicked = this.current; } break;
      case "f": if (this.current) { this.fold(this.current); } break;
      case "o":
      case "Enter": if (!this.current || event.target.closest("button, input, a")) { return false; } location.hash = `#/incident/${encodeURIComponent(this.current)}${filterQuery(this.filter)}`; break;
      default: return false;
    }
    return true;
  }

  /** Number of incidents that page people unacknowledged. */
  needed() {
    return [...this.model.incidents.values()].filter(needsAcknowledgement).length;
  }
}
