// Acknowledges many incidents, a few at a time, and says what came of it.
import {count, plain} from "./format.js";
import {takesAcknowledgement} from "./list.js";
import {confirmAs, personName} from "./person.js";
import {command, newCommandId} from "./server.js";
import {tell} from "./toast.js";

const AT_ONCE = 4;

/** Gives the ids that need no further selection, or null when the person turned back. */
export async function acknowledgeAll(incidents) {
  const those = incidents.filter(takesAcknowledgement);
  if (those.length === 0) {
    tell(incidents.length === 0 ? "Select an incident first: j and k move, x selects." : "Nothing to acknowledge: someone has these already.", "warn");
    return null;
  }
  const name = those.length === 1 && personName() ? personName()
    : await confirmAs(those.length === 1 ? "Acknowledge" : `Acknowledge ${those.length} incidents?`, those.length === 1 ? plain(those[0].title) : "The escalation of each of them stops.", "Acknowledge");
  if (!name) {
    return null;
  }
  const left = [...those];
  const done = incidents.filter(incident => !takesAcknowledgement(incident)).map(incident => incident.id);
  const failures = [];
  let sent = 0;
  const work = async () => {
    for (let incident = left.shift(); incident; incident = left.shift()) {
      try {
        await command(incident.id, "acknowledge", {actor: name, commandId: newCommandId()});
        done.push(incident.id);
      } catch (failure) {
        failures.push(`${plain(incident.title)}: ${plain(failure.message)}`);
      }
      tell(`Acknowledging: ${++sent} of ${those.length}`, "quiet");
    }
  };
  await Promise.all(Array.from({length: Math.min(AT_ONCE, those.length)}, work));
  tell(failures.length === 0 ? (those.length === 1 ? `Acknowledged: ${plain(those[0].title)}` : `${those.length} incidents acknowledged.`)
    : `${count(failures.length, "incident", "incidents")} not acknowledged, still selected. ${failures.slice(0, 3).join("; ")}`, failures.length === 0 ? "good" : "bad");
  return done;
}
