package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the step dedup: is it news? */
final class DedupDecisions {

    private static final String STAGE = "dedup";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "fresh", ADVANCES, "The alert fired for the first time."),
            kind(STAGE, "refired", ADVANCES, "The alert was resolved and fires again."),
            kind(STAGE, "changed", ADVANCES, "The alert still fires, and its content changed."),
            kind(STAGE, "still-firing", ADVANCES, "The alert still fires and has no open incident."),
            kind(STAGE, "resolved", NOTES, "The source resolved the alert."),
            kind(STAGE, "repeat", WITHHOLDS,
                    "The alert repeats an earlier one; nobody is paged twice for the same alert.",
                    "The alert must resolve and fire again, or its incident must stay unacknowledged until the next step of the ladder."),
            kind(STAGE, "repeat-after-resolve", WITHHOLDS,
                    "A person resolved the incident, and the source still reports the alert as firing.",
                    "The alert must resolve and fire again, or still fire when the quiet time is over."),
            kind(STAGE, "late", WITHHOLDS, "The delivery is older than the known state of the alert.",
                    "The source must send its alerts in order; a newer delivery about the alert was already processed."),
            kind(STAGE, "resolved-before-seen", WITHHOLDS, "The alert was resolved before it was seen firing.",
                    "The firing alert must arrive before its resolve."),
            kind(STAGE, "unreadable-status", WITHHOLDS, "The status of the alert is unknown to this version.",
                    "Run the same version of alert-ingest and correlator."),
            kind(STAGE, "flapping", WITHHOLDS, "The alert flaps; its transitions are only counted.",
                    "The alert must be stable for the time that the policy sets for flapping, or the policy must not treat it as flapping."),
            kind(STAGE, "flapping-started", NOTES, "The alert changed state too often and counts as flapping."),
            kind(STAGE, "flapping-ended", NOTES, "The alert is stable again."),
            kind(STAGE, "expired", NOTES,
                    "The source sent nothing about the alert for too long; it counts as resolved."),
            kind(STAGE, "stale-timer", NOTES, "A timer of the alert fell due after the alert had changed."));

    private DedupDecisions() {}
}
