// Texts for numbers, times and states.

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Untrusted text without characters that hide or reorder the text around them. */
export function plain(text) {
  return String(text ?? "").replace(CONTROLS, "\ufffd");
}

let serverAhead = 0;

/** The console's clock counts, not the phone's. */
export function setServerTime(instant) {
  serverAhead = Date.parse(instant) - Date.now();
}

/** The present, by the console's clock, in ms. */
export function now() {
  return Date.now() + serverAhead;
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

/** The text with the age in place of %. */
export function ageText(instant, words) {
  return (words ?? "%").replace("%", duration(Date.now() + serverAhead - Date.parse(instant)));
}

// A formatter is slow to make, and a board shows many times.
const EXACT = new Intl.DateTimeFormat(undefined, {dateStyle: "medium", timeStyle: "long", hourCycle: "h23"});
const TIME = new Intl.DateTimeFormat(undefined, {timeStyle: "medium", hourCycle: "h23"});
const SHORT = new Intl.DateTimeFormat(undefined, {dateStyle: "short", timeStyle: "medium", hourCycle: "h23"});

export function exact(instant) {
  return EXACT.format(new Date(instant));
}

export function clock(instant) {
  const date = new Date(instant);
  return (date.toDateString() === new Date().toDateString() ? TIME : SHORT).format(date);
}

/** Time to or since an instant: "in 3 min" or "2 min ago". */
export function away(instant) {
  const gap = Date.parse(instant) - Date.now() - serverAhead;
  return gap > 0 ? `in ${duration(gap)}` : `${duration(-gap)} ago`;
}

export function isPast(instant) {
  return Date.parse(instant) <= Date.now() + serverAhead;
}

export function phaseWords(phase) {
  const words = plain(phase).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function stateWords(incident) {
  switch (incident.state) {
    case "OPEN": return incident.acknowledgements?.length ? `acknowledged by ${incident.acknowledgements.length} of ${incident.acknowledgesNeeded}` : !incident.pages ? "informational" : incident.suppressedBy ? "paging suppressed" : "unacknowledged";
    case "ACKNOWLEDGED": return incident.snoozedUntil ? `snoozed by ${plain(incident.acknowledgedBy)} until ${clock(incident.snoozedUntil)}` : `acknowledged by ${plain(incident.acknowledgedBy)}`;
    case "MITIGATED": return `mitigated by ${plain(incident.mitigatedBy)}`;
    case "RESOLVED": return incident.resolvedBy === "source" ? "resolved: all alerts resolved" : `resolved by ${plain(incident.resolvedBy)}`;
    case "CLOSED": return incident.mergedInto ? `merged into ${plain(incident.mergedInto)}` : "closed";
    default: return "state unknown";
  }
}

const FACTS = {
  OPENED: "opened", ALERT_JOINED: "alert joined", ALERT_RESOLVED: "alert resolved", ALERT_REFIRED: "alert fired again", ALERT_CHANGED: "alert changed", QUIET_STARTED: "all alerts resolved",
  QUIET_BROKEN: "auto-resolve cancelled", COMMAND_REFUSED: "command refused", LADDER_STARTED: "escalation started", LADDER_STOPPED: "escalation stopped", LADDER_EXHAUSTED: "escalation exhausted",
  DELIVERY_FAILED: "delivery failed", ALERT_EXPIRED: "alert expired", FLAPPING_STARTED: "flapping started", FLAPPING_ENDED: "flapping ended", SUPPRESSED: "paging suppressed",
  UNSUPPRESSED: "suppression ended", LINKED: "linked to parent", UNLINKED: "unlinked from parent", MERGED: "merged", SPLIT: "split", MOVED: "alerts moved", ROLE_ASSIGNED: "role assigned",
  SNOOZED: "snoozed", SNOOZE_ENDED: "snooze ended", ESCALATED: "escalated", SUSPECT_FOUND: "recent change", CONFIDENTIAL_SET: "confidentiality changed", STORM_DECLARED: "storm declared",
  STORM_ENDED: "storm ended", TIMED_OUT: "timed out", ACKNOWLEDGE_EXPIRED: "acknowledgement expired", ACKNOWLEDGE_VOIDED: "acknowledgement voided",
  MITIGATION_FAILED: "mitigation failed", ASSESSED: "assessed", UPDATE_POSTED: "status update", UPDATE_DUE: "status update due", UPDATE_LAPSED: "status update missed",
  CLOCK_STARTED: "clock started", CLOCK_WARNED: "clock due soon", CLOCK_BREACHED: "clock breached", CLOCK_MET: "clock met", CLOCK_CANCELLED: "clock cancelled", CLOCK_PAUSED: "clock paused",
  CLOCK_RESUMED: "clock resumed", STEP_DONE: "step completed", TASK_ADDED: "follow-up added", TASK_ASSIGNED: "follow-up assigned", TASK_DONE: "follow-up done", TASK_DUE: "follow-up due soon", TASK_OVERDUE: "follow-up overdue",
  TOLD: "notified", DECLARED: "declared", ARRANGED: "response set up", UNACKNOWLEDGED: "unacknowledged", NOBODY_REACHED: "nobody reached", DELIVERY_CONFIRMED: "reached",
};

/** Short text for a timeline entry; kinds of a newer version show their own name. */
export function factWords(kind) {
  return FACTS[kind] ?? kindWords(kind);
}

export function kindWords(kind) {
  return kind.toLowerCase().replaceAll("_", " ");
}

export function outcomeWords(delivery) {
  if (!delivery) {
    return "queued";
  }
  const again = delivery.possibleRepeat ? ", possible repeat" : "";
  switch (delivery.outcome) {
    case "DELIVERED": return `delivered${again}`;
    case "STARTED": return "sending";
    case "RETRY": return `attempt ${delivery.attempt} failed, retry ${delivery.retryAt ? `at ${clock(delivery.retryAt)}` : "soon"}`;
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
