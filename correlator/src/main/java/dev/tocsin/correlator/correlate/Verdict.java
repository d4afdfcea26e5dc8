package dev.tocsin.correlator.correlate;

import java.util.List;

import dev.tocsin.state.IncidentRow;

/** What an event does to an incident. */
public sealed interface Verdict {

    /** Code for decisions and metrics. */
    String outcome();

    /** Why, for a person. */
    String reason();

    /** The incident changed: keep its row, publish its snapshot, tell the facts. */
    record Changed(IncidentRow row, List<Fact> facts, String outcome, String reason) implements Verdict {

        public Changed {
            facts = List.copyOf(facts);
        }
    }

    /** The incident is as it was, but there is something to remember and to tell: a command that was refused. */
    record Refused(IncidentRow row, Fact fact, String outcome, String reason) implements Verdict {}

    /** The incident can no longer be reopened: drop its row and its correlation. */
    record Dropped(IncidentRow row, String outcome, String reason) implements Verdict {}

    /** Nothing happens. */
    record Nothing(String outcome, String reason) implements Verdict {}
}
