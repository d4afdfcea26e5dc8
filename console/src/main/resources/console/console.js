// The page: keeps the model, follows the event stream, and renders.
import {refreshAges} from "./dom.js";
import {DetailPane} from "./detail.js";
import {showExplanation} from "./explain.js";
import {isOpen, plain, setServerTime} from "./format.js";
import {quarantineList, inboxList} from "./inbox.js";
import {incidentList, needsAcknowledgement} from "./list.js";
import {pastBoard} from "./past.js";
import {follow, get} from "./server.js";
import {silenceList} from "./silences.js";
import {trustLine} from "./trust.js";

const RESOLVED_ON_PAGE = 50;
const model = {view: "incidents", selected: null, incidents: new Map(), more: 0, loaded: false, failure: "", status: null, connection: "connecting"};
const list = document.getElementById("list");
const detail = document.getElementById("detail");
const pane = new DetailPane(detail, () => soon("detail"));
const works = {incidents: loadIncidents, detail: loadDetail, status: loadStatus, view: loadView, draw};
const due = new Set();

/** Runs each task once, 150 ms later, however often it is requested: an alert storm must not flood the page. */
function soon(...names) {
  if (due.size === 0) {
    setTimeout(() => {
      const now = [...due];
      due.clear();
      now.forEach(name => works[name]());
    }, 150);
  }
  names.forEach(name => due.add(name));
}

async function loadIncidents() {
  try {
    const [open, all] = await Promise.all([get("/api/incidents?state=open&limit=500"), get(`/api/incidents?state=all&limit=${RESOLVED_ON_PAGE}`)]);
    model.incidents = new Map([...all.incidents, ...open.incidents].map(incident => [incident.id, incident]));
    model.more = open.total - open.incidents.length;
    model.loaded = true;
    model.failure = "";
  } catch (failure) {
    model.failure = failure.message;
    setTimeout(() => soon("incidents"), 2_000);
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
  try {
    if (model.view === "inbox") {
      list.replaceChildren(...inboxList((await get("/api/inbox")).notifications));
    } else if (model.view === "silences") {
      list.replaceChildren(...silenceList((await get("/api/silences")).silences, () => soon("view")));
    } else if (model.view === "quarantine") {
      list.replaceChildren(...quarantineList((await get("/api/quarantine")).requests));
    }
  } catch (failure) {
    model.failure = failure.message;
  }
}

function draw() {
  const unacknowledged = [...model.incidents.values()].filter(needsAcknowledgement).length;
  const open = [...model.incidents.values()].filter(isOpen).length;
  document.title = unacknowledged > 0 ? `(${unacknowledged}) Tocsin` : "Tocsin";
  document.querySelector("[data-view=incidents]").textContent = open > 0 ? `Incidents ${open}` : "Incidents";
  document.querySelector("[data-view=quarantine]").textContent = model.status?.quarantined ? `Quarantine ${model.status.quarantined}` : "Quarantine";
  document.getElementById("trust").replaceChildren(...[trustLine(model.status, model.connection)].filter(Boolean));
  if (model.view !== "incidents") {
    return;
  }
  const unfolded = new Set([...list.querySelectorAll("details.children[open]")].map(each => each.dataset.id));
  const focused = document.activeElement?.closest?.(".incident")?.dataset.id;
  list.replaceChildren(...incidentList(model));
  list.querySelectorAll("details.children").forEach(each => each.open ||= unfolded.has(each.dataset.id));
  if (focused) {
    list.querySelector(`.incident[data-id="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
  }
}

function route() {
  const [, view, id] = /^#\/(incident|inbox|silences|quarantine|past|explain)?\/?(.*)$/.exec(location.hash) ?? [];
  model.view = ["inbox", "silences", "quarantine", "past"].includes(view) ? view : "incidents";
  model.selected = view === "incident" && id ? decodeURIComponent(id) : null;
  const explained = view === "explain" && id ? id.split("/").map(decodeURIComponent) : null;
  document.body.dataset.showing = model.selected || explained ? "detail" : "list";
  detail.hidden = !model.selected && !explained;
  if (explained) {
    showExplanation(detail, explained[0], explained[1] ?? "");
    detail.focus({preventScroll: true});
  }
  for (const link of document.querySelectorAll("[data-view]")) {
    link.toggleAttribute("aria-current", link.dataset.view === model.view);
  }
  if (model.selected && pane.id !== model.selected) {
    pane.open(model.selected);
    detail.focus({preventScroll: true});
  }
  if (!model.selected) {
    pane.id = null;
  }
  if (model.view === "past") {
    list.replaceChildren(...pastBoard());
  }
  draw();
  soon("detail", "view");
}

function onEvent(type, data) {
  switch (type) {
    case "incident":
      model.incidents.set(data.id, data);
      soon("draw", ...(data.redacted ? ["incidents"] : []), ...(data.id === model.selected ? ["detail"] : []));
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
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const links = [...list.querySelectorAll(".incident")];
  const at = links.findIndex(link => link === document.activeElement);
  if (event.key === "j" || event.key === "k") {
    links[Math.min(links.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))]?.focus();
  } else if (event.key === "Escape" && model.selected) {
    location.hash = "#/";
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
setInterval(() => soon("status"), 10_000);
follow(["incident", "forgotten", "timeline", "notification", "silence", "quarantine", "policy"], onEvent, onState);
route();
soon("incidents", "status");
