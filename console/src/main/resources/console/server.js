// Client of the console's API.

import {CSRF_PROBLEM, signedHeaders, whoAmI} from "./session.js";

const LONGEST_SILENCE_MILLIS = 25_000;
const RETRY_MILLIS = 3_000;

export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `the console returned HTTP ${status}`);
    this.status = status;
    this.type = problem?.type ?? "";
  }
}

async function answerOf(response) {
  if (response.status === 401) {
    location.assign("/login");
  }
  const body = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) {
    throw new Refused(response.status, body);
  }
  return body;
}

/** Reads; patience is in ms. */
export async function get(path, patience = 15_000) {
  return answerOf(await fetch(path, {headers: {Accept: "application/json", ...await signedHeaders()}, signal: AbortSignal.timeout(patience)}));
}

/** Sends what changes something; once more if another tab logged in again meanwhile. */
async function send(method, path, body, patience = 30_000) {
  const ask = async () => answerOf(await fetch(path, {
    method,
    headers: {"Content-Type": "application/json", ...await signedHeaders()},
    body: body ? JSON.stringify(body) : undefined,
    signal: AbortSignal.timeout(patience),
  }));
  try {
    return await ask();
  } catch (failure) {
    if (failure.type !== CSRF_PROBLEM) {
      throw failure;
    }
    await whoAmI(true);
    return ask();
  }
}

export async function post(path, body) {
  return send("POST", path, body);
}

export async function remove(path) {
  return send("DELETE", path);
}

/** Sends a command and waits up to five seconds for the result. */
export async function command(incidentId, action, body) {
  return send("POST", `/api/incidents/${encodeURIComponent(incidentId)}/${action}?wait=5s`, body, 20_000);
}

/** An id for a command; sent again after a lost answer, the command is still carried out once. */
export function newCommandId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `c-${Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * Follows the stream. The browser reconnects by itself and says what it saw last; where it gives up, or hears nothing
 * although heartbeats are due, this begins anew.
 */
export function follow(types, onEvent, onState) {
  let source;
  let lastHeard = Date.now();
  let needsReload = false;

  function heard() {
    lastHeard = Date.now();
    if (needsReload) {
      needsReload = false;
      onEvent("reload", {});
    }
    onState("live");
  }

  function connect() {
    source?.close();
    source = new EventSource("/api/stream");
    source.addEventListener("heartbeat", heard);
    for (const type of ["hello", ...types, "reload"]) {
      source.addEventListener(type, event => {
        heard();
        if (type !== "hello") {
          onEvent(type, JSON.parse(event.data));
        }
      });
    }
    source.addEventListener("error", () => {
      needsReload = true;
      onState("reconnecting");
      if (source.readyState === EventSource.CLOSED) {
        begin(RETRY_MILLIS);
      }
    });
  }

  function begin(after) {
    needsReload = true;
    lastHeard = Date.now() + after;
    setTimeout(connect, after);
  }

  setInterval(() => {
    if (Date.now() - lastHeard > LONGEST_SILENCE_MILLIS) {
      onState("reconnecting");
      begin(0);
    }
  }, 5_000);
  connect();
}
