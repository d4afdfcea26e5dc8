// What a list says of an incident, and the groups of the board. Knows no elements of the board itself.
import {el} from "./dom.js";
import {clock, count, isOpen, plain} from "./format.js";

export function severityBadge(incident) {
  return el("span", {class: "severity", data: {rank: Math.min(incident.severityRank, 4)}, text: plain(incident.severity)});
}

export function whereWords(incident) {
  return [incident.service, incident.environment, incident.team].filter(Boolean).map(plain).join(" · ");
}

/** Tags such as "flapping" or "snoozed"; null when there are none. */
export function tags(incident) {
  const words = [
    incident.storm ? ["warn", `storm: ${count(incident.alertsTotal, "alert", "alerts")}`] : null,
    incident.confidential ? ["bad", "confidential"] : null,
    incident.flapping ? ["warn", "flapping"] : null,
    incident.suppressedBy && isOpen(incident) ? ["quiet", `suppressed: ${incident.suppressedBy}`] : null,
    incident.snoozedUntil && isOpen(incident) ? ["quiet", `snoozed until ${clock(incident.snoozedUntil)}`] : null,
    incident.suspectCount > 0 ? ["quiet", count(incident.suspectCount, "recent change", "recent changes")] : null,
    incident.commander ? ["quiet", `commander: ${incident.commander}`] : null,
    incident.mergedInto ? ["quiet", "merged"] : null,
  ].filter(Boolean);
  return words.length === 0 ? null : el("span", {class: "tags"}, words.map(([tone, text]) => el("span", {class: "dot", data: {tone}, dir: "auto", text: plain(text)})));
}

function isUnacknowledged(incident) {
  return incident.state === "OPEN" || incident.state === "UNKNOWN";
}

/** Whether the incident pages people and nobody has acknowledged it yet. */
export function needsAcknowledgement(incident) {
  return isUnacknowledged(incident) && incident.pages && !incident.suppressedBy && !incident.mergedInto;
}

/** Whether it takes an acknowledgement. */
export function takesAcknowledgement(incident) {
  return isUnacknowledged(incident) && !incident.mergedInto;
}

const GROUPS = [
  ["unacknowledged", "Unacknowledged", needsAcknowledgement],
  ["acknowledged", "Acknowledged", incident => incident.state === "ACKNOWLEDGED"],
  ["mitigated", "Mitigated", incident => incident.state === "MITIGATED"],
  ["suppressed", "Paging suppressed", incident => isUnacknowledged(incident) && incident.pages],
  ["informational", "Informational: pages nobody", isUnacknowledged],
  ["resolved", "Recently resolved", () => true],
];

/** Names of the groups, in the order of the board. */
export const GROUP_NAMES = GROUPS.map(([key, title]) => [key, title]);

function groupOf(incident) {
  return GROUPS.find(([, , holds]) => holds(incident))[0];
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byUrgency(a, b) {
  return a.severityRank - b.severityRank || compare(b.openedAt, a.openedAt) || compare(a.id, b.id);
}

function byEnd(a, b) {
  return compare(b.updatedAt, a.updatedAt);
}

const texts = new WeakMap();

/** What a search reads of an incident; made once for each snapshot. */
function searchText(incident) {
  let text = texts.get(incident);
  if (text === undefined) {
    text = [incident.id, incident.title, incident.summary, incident.service, incident.environment, incident.team, incident.severity, incident.acknowledgedBy, incident.commander].join("\n").toLowerCase();
    texts.set(incident, text);
  }
  return text;
}

/** Whether two snapshots of an open incident stand at the same place of the board, so that only its line changes. */
export function standsStill(before, after) {
  return isOpen(before) && isOpen(after) && groupOf(before) === groupOf(after)
    && ["severityRank", "severity", "service", "team", "openedAt", "parentId"].every(key => before[key] === after[key]);
}

const HOURS = {"1h": 1, "1d": 24, "7d": 168};

/** Opening time from which a filter shows incidents, in ms; 0 for all. */
export function sinceMillis(filter, now) {
  return HOURS[filter.since] ? now - HOURS[filter.since] * 3_600_000 : 0;
}

/** A test of incidents against a filter. */
export function matcher(filter, now) {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const since = sinceMillis(filter, now);
  return incident => (!filter.severity || incident.severity === filter.severity) && (!filter.service || incident.service === filter.service)
    && (!filter.team || incident.team === filter.team) && (!filter.state || groupOf(incident) === filter.state)
    && (!since || Date.parse(incident.openedAt) >= since) && (words.length === 0 || words.every(word => searchText(incident).includes(word)));
}

/**
 * The lines of the board, one below the other: {type: "group", key, title, count, folded} and {type: "incident", incident, depth, children, folded}.
 * A child lies folded below its parent; where a filter hides the parent, the child stands alone.
 */
export function boardLines(incidents, filter, unfolded, foldedGroups, now) {
  const matches = matcher(filter, now);
  const shown = incidents.filter(matches);
  const ids = new Set(shown.filter(isOpen).map(incident => incident.id));
  const families = new Map();
  const heads = new Map(GROUPS.map(([key]) => [key, []]));
  const isChild = incident => isOpen(incident) && incident.parentId && incident.parentId !== incident.id && ids.has(incident.parentId);
  for (const incident of shown) {
    if (isChild(incident)) {
      families.has(incident.parentId) ? families.get(incident.parentId).push(incident) : families.set(incident.parentId, [incident]);
    } else {
      heads.get(groupOf(incident)).push(incident);
    }
  }
  const lines = [];
  const place = (incident, depth) => {
    const children = depth < 3 ? families.get(incident.id) ?? [] : [];
    const folded = !unfolded.has(incident.id);
    lines.push({type: "incident", incident, depth, children: children.length, folded});
    if (!folded) {
      children.sort(byUrgency).forEach(child => place(child, depth + 1));
    }
  };
  for (const [key, title] of GROUPS) {
    const those = heads.get(key).sort(key === "resolved" ? byEnd : byUrgency);
    if (those.length > 0) {
      const folded = foldedGroups.has(key);
      lines.push({type: "group", key, title, count: those.length, folded, ids: those});
      if (!folded) {
        those.forEach(incident => place(incident, 0));
      }
    }
  }
  return {lines, shown: shown.length};
}
