// Words for numbers, times and states.

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Text of strangers without characters that turn, hide or reorder what stands around them. */
export function plain(text) {
  return String(text ?? "").replace(CONTROLS, "\ufffd");
}

let serverAhead = 0;

/** The console's clock counts, not the phone's. */
export function setServerTime(instant) {
  serverAhead = Date.parse(instant) - Date.now();
}

export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d`;
}

/** Words with the age in place of %. */
export function ageText(instant, words) {
  return (words ?? "%").replace("%", duration(Date.now() + serverAhead - Date.parse(instant)));
}

export function exact(instant) {
  return new Date(instant).toLocaleString(undefined, {dateStyle: "medium", timeStyle: "long", hourCycle: "h23"});
}

export function clock(instant) {
  const date = new Date(instant);
  const today = date.toDateString() === new Date().toDateString();
  return today ? date.toLocaleTimeString(undefined, {hourCycle: "h23"}) : date.toLocaleString(undefined, {dateStyle: "short", timeStyle: "medium", hourCycle: "h23"});
}

/** How far off a moment is: in 3 min, or 2 min ago. */
export function away(instant) {
  const gap = Date.parse(instant) - Date.now() - serverAhead;
  return gap > 0 ? `in ${duration(gap)}` : `${duration(-gap)} ago`;
}

export function isPast(instant) {
  return Date.parse(instant) <= Date.now() + serverAhead;
}

const PHASES = {respond: "Respond", assess: "Say what it is", "first-update": "First update", mitigate: "Mitigate", resolve: "Resolve", review: "Review"};

export function phaseWords(phase) {
  return PHASES[phase] ?? plain(phase);
}

export function stateWords(incident) {
  switch (incident.state) {
    case "OPEN": return incident.acknowledgements?.length ? `acknowledged by ${incident.acknowledgements.length} of ${incident.acknowledgesNeeded}, not enough` : !incident.pages ? "for information" : incident.suppressedBy ? "not paging now" : "nobody has it";
    case "ACKNOWLEDGED": return incident.snoozedUntil ? `${plain(incident.acknowledgedBy)} snoozed it until ${clock(incident.snoozedUntil)}` : `${plain(incident.acknowledgedBy)} has it`;
    case "MITIGATED": return `mitigated by ${plain(incident.mitigatedBy)}`;
    case "RESOLVED": return incident.resolvedBy === "source" ? "resolved: all alerts are over" : `resolved by ${plain(incident.resolvedBy)}`;
    case "CLOSED": return incident.mergedInto ? `merged into ${plain(incident.mergedInto)}` : "closed";
    default: return "state unknown";
  }
}

const FACTS = {
  OPENED: "opened", ALERT_JOINED: "alert joined", ALERT_RESOLVED: "alert over", ALERT_REFIRED: "alert is back", ALERT_CHANGED: "alert changed", QUIET_STARTED: "all alerts are over",
  QUIET_BROKEN: "not over after all", COMMAND_REFUSED: "refused", LADDER_STARTED: "paging began", LADDER_STOPPED: "paging stopped", LADDER_EXHAUSTED: "nobody answered",
  DELIVERY_FAILED: "could not be delivered", ALERT_EXPIRED: "source went silent", FLAPPING_STARTED: "began to flap", FLAPPING_ENDED: "flaps no more", SUPPRESSED: "paging held back",
  UNSUPPRESSED: "may page again", LINKED: "found to be part of another", UNLINKED: "stands alone again", MERGED: "merged", SPLIT: "split", MOVED: "alerts moved", ROLE_ASSIGNED: "role",
  SNOOZED: "snoozed", SNOOZE_ENDED: "snooze is over", ESCALATED: "called in", SUSPECT_FOUND: "changed shortly before", CONFIDENTIAL_SET: "confidential", STORM_DECLARED: "storm",
  STORM_ENDED: "storm is over", TIMED_OUT: "open for too long", ACKNOWLEDGE_EXPIRED: "nobody was heard of", ACKNOWLEDGE_VOIDED: "must be acknowledged again",
  MITIGATION_FAILED: "mitigation failed", ASSESSED: "what it is", UPDATE_POSTED: "status update", UPDATE_DUE: "status update is due", UPDATE_LAPSED: "status update did not come",
  CLOCK_STARTED: "clock runs", CLOCK_WARNED: "time is short", CLOCK_BREACHED: "too late", CLOCK_MET: "in time", CLOCK_CANCELLED: "clock called off", CLOCK_PAUSED: "clock stands still",
  CLOCK_RESUMED: "clock runs again", TASK_ADDED: "to be done", TASK_ASSIGNED: "task given", TASK_DONE: "task done", TASK_DUE: "task is due soon", TASK_OVERDUE: "task is overdue",
  DECLARED: "declared", ARRANGED: "arranged", UNACKNOWLEDGED: "acknowledge taken back", NOBODY_REACHED: "nobody was reached",
};

/** A fact in a word or two; kinds of a newer version as they are called. */
export function factWords(kind) {
  return FACTS[kind] ?? kindWords(kind);
}

export function kindWords(kind) {
  return kind.toLowerCase().replaceAll("_", " ");
}

export function outcomeWords(delivery) {
  if (!delivery) {
    return "waiting to be sent";
  }
  const again = delivery.possibleRepeat ? ", may have arrived twice" : "";
  switch (delivery.outcome) {
    case "DELIVERED": return `delivered${again}`;
    case "STARTED": return "being sent";
    case "RETRY": return `attempt ${delivery.attempt} failed, next ${delivery.retryAt ? clock(delivery.retryAt) : "soon"}`;
    case "REJECTED": return "rejected by the receiver";
    case "DROPPED": return "not sent";
    case "GAVE_UP": return `gave up after ${delivery.attempt} attempts`;
    default: return kindWords(delivery.outcome);
  }
}

export function outcomeTone(delivery) {
  switch (delivery?.outcome) {
    case "DELIVERED": return "good";
    case "REJECTED":
    case "GAVE_UP": return "bad";
    case "RETRY": return "warn";
    default: return "quiet";
  }
}

export function isOpen(incident) {
  return !["RESOLVED", "CLOSED"].includes(incident.state);
}

export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}
