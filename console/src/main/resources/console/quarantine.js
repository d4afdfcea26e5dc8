// The quarantine: requests that could not be read or verified, and their replays.
import {ago, el} from "./dom.js";
import {count, plain} from "./format.js";
import {confirmAs, personName} from "./person.js";
import {post} from "./server.js";
import {mayAct} from "./session.js";

const WORDS = {requested: ["warn", "Replay requested"], replayed: ["good", "Replayed"], stale: ["warn", "Too old"], refused: ["bad", "Still refused"], missing: ["bad", "No longer stored"]};
const MAY = new Set(["VERIFIED", "UNCHECKED"]);

/** What was said of the last replay, so that it outlives a new drawing of the list. */
let said = null;

/** What changes nothing for a person who knows the name is not asked again. */
async function replay(button, body, again) {
  const asks = body.old || body.again || !personName();
  const author = asks ? await confirmAs("Replay", body.old ? "Its alerts page as new ones, although they are old." : "", "Replay") : personName();
  if (!author) {
    return;
  }
  button.disabled = true;
  try {
    const answer = await post("/api/quarantine/replay", {...body, actor: author});
    said = {tone: answer.requested.length ? "good" : "warn", text: [`${count(answer.requested.length, "replay", "replays")} requested.`, ...answer.skipped.map(skipped => `${skipped.id}: ${skipped.why}`)].join(" ")};
  } catch (failure) {
    said = {tone: "bad", text: `Not requested: ${failure.message}`};
  }
  again();
}

function outcome(replayed) {
  if (!replayed) {
    return null;
  }
  const [tone, word] = WORDS[replayed.state] ?? ["warn", replayed.state];
  return el("p", {}, el("span", {class: "dot", data: {tone}, text: word}), " ", ago(replayed.endedAt ?? replayed.requestedAt, "% ago"),
    el("span", {dir: "auto", text: ` by ${plain(replayed.actor)}. ${plain(replayed.detail)}`}));
}

/** A second press on something that was done, or is old news, says so. */
function buttons(request, again) {
  if (!mayAct()) {
    return null;
  }
  if (!MAY.has(request.authenticity)) {
    return el("p", {class: "faint", text: "Nobody knows who sent this request, so it cannot be replayed."});
  }
  const state = request.replay?.state;
  const [label, more] = state === "stale" ? ["Replay although it is old", {old: true}] : state === "replayed" ? ["Replay again", {again: true, old: true}] : ["Replay", {}];
  const button = el("button", {type: "button", text: label, disabled: state === "requested"});
  button.addEventListener("click", () => replay(button, {ids: [request.id], ...more}, again));
  return el("div", {class: "buttons"}, button);
}

function row(request, again) {
  const done = request.replay?.state;
  return el("li", {}, el("details", {id: `quarantine-${request.id}`},
    el("summary", {},
      el("span", {class: "dot", data: {tone: done === "replayed" ? "good" : request.authenticity === "FORGED" ? "bad" : "warn"}, text: done ? (WORDS[done]?.[1] ?? done) : plain(request.reason)}),
      el("span", {class: "grow", dir: "auto", text: `${plain(request.source)}: ${plain(request.detail)}`}),
      el("span", {class: "faint"}, ago(request.receivedAt, "% ago"))),
    el("p", {class: "faint", text: `${plain(request.reason)}, id ${plain(request.id)}, from ${plain(request.source)} as ${plain(request.format)}, ${request.bytes} bytes, ${request.authenticity.toLowerCase()}`}),
    outcome(request.replay), buttons(request, again),
    el("pre", {dir: "auto", text: plain(request.excerpt)})));
}

/** One button for all of a source that nobody replayed yet. */
function bySource(requests, again) {
  const waiting = new Map();
  requests.filter(request => MAY.has(request.authenticity) && !request.replay).forEach(request => waiting.set(request.source, (waiting.get(request.source) ?? 0) + 1));
  const many = [...waiting].filter(([, number]) => number > 1);
  return many.length === 0 ? null : el("div", {class: "buttons pad"}, many.map(([source, number]) => {
    const button = el("button", {type: "button", text: `Replay ${number} of ${plain(source)}`});
    button.addEventListener("click", () => replay(button, {source}, again));
    return button;
  }));
}

/** The view; open entries stay open when the list changes. */
export function quarantineList(requests, again) {
  const open = new Set([...document.querySelectorAll("details[open][id^=quarantine-]")].map(details => details.id));
  const rows = requests.map(request => row(request, again));
  rows.forEach(each => {
    each.firstChild.open = open.has(each.firstChild.id);
  });
  return [
    el("section", {class: "group wide"},
      el("h1", {class: "view", text: "Quarantine"}),
      el("p", {class: "faint pad", text: "Requests that Tocsin could not read or verify, newest first. After you corrected the policy or upgraded, replay them: they go through the formats and the policy of now. What is older than an hour pages nobody unless you say so."}),
      said ? el("p", {class: `notice ${said.tone}`, role: "status", dir: "auto", text: plain(said.text)}) : null,
      mayAct() ? bySource(requests, again) : null,
      requests.length === 0 ? el("p", {class: "pad", text: "The quarantine is empty."}) : el("ul", {class: "rows"}, rows)),
  ];
}
