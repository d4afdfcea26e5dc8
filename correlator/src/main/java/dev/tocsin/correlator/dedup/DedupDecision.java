package dev.tocsin.correlator.dedup;

import java.util.Optional;

import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.state.AlertState;

/** Classifies one delivery of an alert against the known state of that alert. */
public sealed interface DedupDecision {

    /** Code for decisions and metrics. */
    String outcome();

    /** Reason, for people. */
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

    /** The alert still fires, and its content changed: values, texts, labels or start. */
    record Changed(AlertState next, String reason) implements DedupDecision {
        @Override
        public String outcome() {
            return "changed";
        }
    }

    /**
     * The alert never stopped firing, but has no active incident: its incident was resolved too long ago, or the alert was
     * suppressed.
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

    /** The alert still fires after a person resolved its incident; no effect yet. */
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

    /** A resolve of an unknown alert: recorded, so that a late firing delivery opens no incident. */
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

    /** Unknown status, written by a newer ingest. */
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
