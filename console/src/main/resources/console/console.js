// The page: keeps the model, follows the event stream, and renders.
import {readAddress, filterQuery, keepFilter} from "./address.js";
import {Board} from "./board.js";
import {refreshDeadlines} from "./deadline.js";
import {DetailPane} from "./detail.js";
import {refreshAges} from "./dom.js";
import {showExplanation} from "./explain.js";
import {isOpen, plain, setServerTime} from "./format.js";
import {showKeys} from "./keys.js";
import {loadOpen, loadResolved} from "./load.js";
import {setLoggedIn} from "./person.js";
import {follow, get} from "./server.js";
import {mayAct, showSession} from "./session.js";
import {trustLine} from "./trust.js";
import {VIEWS} from "./views.js";

const MOST_RESOLVED = 300;

// What is drawn depends on what the person may do.
await showSession(document.getElementById("who"), document.getElementById("logout")).then(session => setLoggedIn(session.person), () => {});

const model = {view: "incidents", selected: null, incidents: new Map(), touched: new Set(), more: 0, loaded: false, failure: "", status: null, connection: "connecting"};
const list = document.getElementById("list");
const detail = document.getElementById("detail");
const board = new Board(model, {onFilter: () => soon("resolved"), onDone: () => soon("detail")});
const pane = new DetailPane(detail, () => soon("detail"));
const works = {incidents: loadIncidents, resolved: loadOver, detail: loadDetail, status: loadStatus, view: loadView, lines: () => board.window.draw(), draw};
const due = new Set();

let lastTook = 0;

/** Runs each task once, 150 ms later, however often it is requested: an alert storm must not flood the page. After slow work, later. */
function soon(...names) {
  if (due.size === 0 && names.length > 0) {
    setTimeout(() => {
      const now = [...due];
      due.clear();
      const began = performance.now();
      now.forEach(name => works[name]());
      lastTook = performance.now() - began;
    }, Math.max(150, 5 * lastTook));
  }
  names.forEach(name => due.add(name));
}

let loading = 0;

/** Reads all open incidents, page by page; what the stream told meanwhile is newer. */
async function loadIncidents() {
  const mine = ++loading;
  let drawn = 0;
  model.touched.clear();
  try {
    const found = new Set();
    for await (const page of loadOpen()) {
      if (mine !== loading) {
        return;
      }
      page.incidents.forEach(take);
      page.incidents.forEach(incident => found.add(incident.id));
      model.more = page.openNotHeld;
      model.failure = "";
      if (performance.now() - drawn > 1_000) {
        draw();
        drawn = performance.now();
      }
    }
    [...model.incidents.values()].filter(incident => isOpen(incident) && !found.has(incident.id) && !model.touched.has(incident.id)).forEach(incident => model.incidents.delete(incident.id));
    model.loaded = true;
  } catch (failure) {
    model.failure = failure.message;
    setTimeout(() => soon("incidents"), 2_000);
  }
  draw();
  soon("resolved");
}

function take(incident) {
  const known = model.incidents.get(incident.id);
  if (!known || known.revision <= incident.revision) {
    model.incidents.set(incident.id, incident);
  }
}

/** Reads the resolved incidents that the filter shows, and forgets the oldest of the others. */
async function loadOver() {
  try {
    (await loadResolved(board.filter)).forEach(take);
    const over = [...model.incidents.values()].filter(incident => !isOpen(incident)).sort((a, b) => a.updatedAt < b.updatedAt ? -1 : 1);
    over.slice(0, Math.max(0, over.length - MOST_RESOLVED)).forEach(incident => model.incidents.delete(incident.id));
  } catch {
    setTimeout(() => soon("resolved"), 5_000);
  }
  draw();
}

async function loadDetail() {
  const id = model.selected;
  if (!id) {
    return;
  }
  try {
    const file = await get(`/api/incidents/${encodeURIComponent(id)}`);
    if (id === model.selected) {
      pane.show(file);
    }
  } catch (failure) {
    if (id === model.selected && failure.status === 404) {
      pane.showFailure(failure);
    } else {
      setTimeout(() => soon("detail"), 3_000);
    }
  }
}

async function loadStatus() {
  try {
    model.status = await get("/api/status");
    setServerTime(model.status.now);
  } catch {
    model.status = null;
  }
  draw();
}

async function loadView() {
  const view = VIEWS[model.view];
  if (!view) {
    return;
  }
  try {
    const shown = await view({status: model.status, again: () => soon("view")});
    const isShown = shown.length === list.childNodes.length && shown.every((each, place) => each === list.childNodes[place]);
    if (VIEWS[model.view] === view && !isShown) {
      list.replaceChildren(...shown);
    }
  } catch (failure) {
    list.textContent = plain(failure.message);
  }
}

function draw() {
  const needed = board.needed();
  const open = [...model.incidents.values()].filter(isOpen).length;
  document.title = needed > 0 ? `(${needed}) Tocsin` : "Tocsin";
  document.querySelector("nav [data-view=incidents]").textContent = open > 0 ? `Incidents ${open}` : "Incidents";
  document.querySelector("nav [data-view=quarantine]").textContent = model.status?.quarantined ? `Quarantine ${model.status.quarantined}` : "Quarantine";
  document.getElementById("trust").replaceChildren(...[trustLine(model.status, model.connection)].filter(Boolean));
  if (model.view === "incidents") {
    board.draw();
  }
}

/** A phone has room for part of the navigation only: scrolls it to the current view. */
function showCurrentView() {
  const nav = document.querySelector("header nav");
  const link = nav.querySelector("[aria-current]");
  nav.scrollLeft = link ? link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2 : 0;
}

function route() {
  const {view, rest, filter} = readAddress();
  const explained = view === "explain" && rest[0] ? rest : null;
  const before = model.view;
  model.view = VIEWS[view] ? view : "incidents";
  model.selected = view === "incident" && rest[0] ? rest[0] : null;
  const isFirst = !document.body.dataset.showing;
  if (model.view === "incidents" && (model.selected || explained) && !filterQuery(filter)) {
    keepFilter(board.filter);
  } else if (model.view === "incidents") {
    board.setFilter(filter);
  }
  document.body.dataset.view = model.view;
  document.body.dataset.showing = model.selected || explained ? "detail" : "list";
  detail.hidden = !model.selected && !explained;
  if (explained) {
    showExplanation(detail, explained[0], explained[1] ?? "");
    detail.focus({preventScroll: true});
  }
  for (const link of document.querySelectorAll("nav [data-view]")) {
    link.dataset.view === model.view ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  showCurrentView();
  if (model.selected && pane.id !== model.selected) {
    pane.open(model.selected);
    detail.focus({preventScroll: true});
  }
  if (!model.selected) {
    pane.id = null;
  }
  if (model.view === "incidents" && (isFirst || before !== model.view)) {
    list.replaceChildren(board.element);
  } else if (before !== model.view) {
    list.replaceChildren();
  }
  draw();
  soon("detail", "view");
}

/** Shows a changed incident: its line only, where it kept its place on the board. */
function incidentChanged(incident) {
  const before = model.incidents.get(incident.id);
  take(incident);
  model.touched.add(incident.id);
  soon(board.update(before, model.incidents.get(incident.id)) ? "lines" : "draw");
}

/** The stream is the same for everybody and tells nothing of a confidential incident; who may read it asks for it. */
async function readAgain(redacted) {
  try {
    incidentChanged((await get(`/api/incidents/${encodeURIComponent(redacted.id)}`)).incident);
  } catch {
    incidentChanged(redacted);
  }
}

function onEvent(type, data) {
  switch (type) {
    case "incident":
      if (data.redacted) {
        readAgain(data);
      } else {
        incidentChanged(data);
      }
      soon(...(data.id === model.selected ? ["detail"] : []));
      break;
    case "forgotten":
      model.incidents.delete(data.id);
      soon("draw");
      break;
    case "timeline":
    case "notification":
      soon("view", ...(data.incidentId === model.selected ? ["detail"] : []));
      break;
    case "silence":
    case "source":
    case "channel-test":
    case "oncall":
      soon("view");
      break;
    case "quarantine":
    case "policy":
      soon("status", "view");
      break;
    default:
      soon("incidents", "detail", "status", "view");
  }
}

function onState(state) {
  if (state === model.connection) {
    return;
  }
  model.connection = state;
  const pill = document.getElementById("connection");
  pill.dataset.state = state;
  pill.textContent = state === "live" ? "Live" : "Reconnecting";
  draw();
  soon("status");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
    return;
  }
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape") {
    leave(typing);
  } else if (typing) {
    return;
  } else if (event.key === "?") {
    showKeys();
  } else if (event.key === "/" && model.view === "incidents") {
    event.preventDefault();
    if (document.body.dataset.showing === "detail" && matchMedia("(max-width: 899px)").matches) {
      location.hash = "#/";
    }
    board.search.focus();
    board.search.select();
  } else if (event.key === "a" && model.view === "incidents" && mayAct()) {
    board.acknowledge();
  } else if (model.view === "incidents" && board.key(event)) {
    event.preventDefault();
  }
}

/** Escape: out of a field, then back to the list, then without a selection. */
function leave(typing) {
  if (typing) {
    typing.blur();
  } else if (document.body.dataset.showing === "detail") {
    location.hash = `#/${filterQuery(board.filter)}`;
  } else if (board.chosen.size > 0) {
    board.choose([...board.chosen], false);
  }
}

/** Messages link to /?incident=<id>. */
function followLink() {
  const wanted = new URLSearchParams(location.search).get("incident");
  if (wanted) {
    history.replaceState(null, "", `/#/incident/${encodeURIComponent(wanted)}`);
  }
}

followLink();
addEventListener("hashchange", route);
addEventListener("keydown", onKey);
addEventListener("focus", () => soon("status"));
setInterval(refreshAges, 5_000);
setInterval(refreshDeadlines, 1_000);
document.getElementById("keys").addEventListener("click", showKeys);
setInterval(() => soon("status"), 10_000);
follow(["incident", "forgotten", "timeline", "notification", "silence", "oncall", "quarantine", "source", "channel-test", "policy"], onEvent, onState);
route();
soon("incidents", "status");
