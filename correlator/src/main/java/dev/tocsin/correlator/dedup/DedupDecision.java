package dev.tocsin.correlator.dedup;

import java.util.Optional;

import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.state.AlertState;

/** What one delivery of an alert is, compared with what is known of that alert. */
public sealed interface DedupDecision {

    /** Code for decisions and metrics. */
    String outcome();

    /** Why, for a person. */
    String reason();

    /** The alert fires, and was not known. */
    record Fresh(AlertState next) implements DedupDecision {
        @Override
        public String outcome() {
            return "fresh";
        }

        @Override
        public String reason() {
            return "first time this alert fires";
        }
    }

    /** The alert was resolved and fires again. */
    record Refired(AlertState next, String reason) implements DedupDecision {
        @Override
        public String outcome() {
            return "refired";
        }
    }

    /** The alert holds as before, but its source says something else of it now: other values, texts, labels, or a start. */
    record Changed(AlertState next, String reason) implements DedupDecision {
        @Override
        public String outcome() {
            return "changed";
        }
    }

    /**
     * The alert never stopped firing, but no incident runs for it: a person resolved its incident, and by now that is no
     * longer believed, or it was held back until now.
     */
    record StillFiring(AlertState next, AppliedAlert.Before before, String reason) implements DedupDecision {
        @Override
        public String outcome() {
            return "still-firing";
        }
    }

    /** The alert was firing and is resolved. */
    record Resolved(AlertState next) implements DedupDecision {
        @Override
        public String outcome() {
            return "resolved";
        }

        @Override
        public String reason() {
            return "the source resolved the alert";
        }
    }

    /**
     * The alert is as it was.
     *
     * @param noted
     *            its row with the repeat in it; empty when one was noted a moment ago
     */
    record Repeat(Optional<AlertState> noted, String reason) implements DedupDecision {
        @Override
        public String outcome() {
            return "repeat";
        }
    }

    /** It still fires though a person resolved its incident a while ago; nothing happens yet. */
    record RepeatAfterResolve(AlertState noted, String reason) implements DedupDecision {
        @Override
        public String outcome() {
            return "repeat-after-resolve";
        }
    }

    /** The delivery is older than what is known. */
    record Late(String reason) implements DedupDecision {
        @Override
        public String outcome() {
            return "late";
        }
    }

    /** A resolve of an alert that is not known: remembered, so that its fire, if it is only late, opens nothing. */
    record ResolvedBeforeSeen(AlertState next) implements DedupDecision {
        @Override
        public String outcome() {
            return "resolved-before-seen";
        }

        @Override
        public String reason() {
            return "resolved before it was seen firing; a late firing delivery will not open an incident";
        }
    }

    /** It is neither firing nor resolved: written by a newer ingest. */
    record Unreadable() implements DedupDecision {
        @Override
        public String outcome() {
            return "unreadable-status";
        }

        @Override
        public String reason() {
            return "unknown alert status; ignored";
        }
    }
}
