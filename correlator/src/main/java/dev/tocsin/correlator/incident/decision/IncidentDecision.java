package dev.tocsin.correlator.incident.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.state.IncidentRow;

/** The result of applying an event to an incident. */
public sealed interface IncidentDecision {

    /** Code for decisions and metrics. */
    String outcome();

    /** Reason, for people. */
    String reason();

    /** The incident changed: keep its row, publish its snapshot, tell the facts. */
    record Changed(IncidentRow row, List<TimelineFact> facts, String outcome, String reason)
            implements
                IncidentDecision {

        public Changed {
            facts = List.copyOf(facts);
        }
    }

    /** Only its counts changed: keep those, tell the facts; a snapshot is due within a second. */
    record Counted(IncidentRow row, List<TimelineFact> facts, String outcome, String reason)
            implements
                IncidentDecision {

        public Counted {
            facts = List.copyOf(facts);
        }
    }

    /** Only the row changes, with optional facts, such as a refused command. */
    record Noted(IncidentRow row, List<TimelineFact> facts, String outcome, String reason) implements IncidentDecision {

        public Noted {
            facts = List.copyOf(facts);
        }
    }

    /**
     * Alerts go from one incident to another.
     *
     * @param from
     *            the incident they leave
     * @param to
     *            the one they go to
     * @param moved
     *            identities of those that are known by name
     */
    record Regrouped(Part from, Part to, Set<String> moved, String outcome, String reason) implements IncidentDecision {

        public Regrouped {
            moved = Set.copyOf(moved);
        }

        /** Whether all went, so that whatever leads to the one leads to the other now. */
        public boolean merged() {
            return from.row().getIncident().getMergedInto().equals(to.row().getIncident().getId());
        }
    }

    /** One of two incidents that changed together. */
    record Part(Optional<IncidentRow> before, IncidentRow row, List<TimelineFact> facts) {

        public Part {
            facts = List.copyOf(facts);
        }
    }

    /** The incident can no longer be reopened: alerts do not find it any more, but commands do. */
    record Retired(IncidentRow row, String outcome, String reason) implements IncidentDecision {}

    /** The incident can no longer be reopened and has no open work: drop its row and correlation key. */
    record Dropped(IncidentRow row, String outcome, String reason) implements IncidentDecision {}

    /** A command on an unknown incident: record the refusal. */
    record Missing(TimelineFact fact, String outcome, String reason) implements IncidentDecision {}

    /** Nothing happens. */
    record Nothing(String outcome, String reason) implements IncidentDecision {}
}
