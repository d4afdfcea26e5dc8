package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.ENDS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the correlator about heartbeats: did the call come in time? */
final class HeartbeatDecisions {

    private static final String STAGE = "heartbeat";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "missed", ADVANCES, "The heartbeat did not come in time; an alert fires."),
            kind(STAGE, "failed", ADVANCES, "The heartbeat reported a failure; an alert fires."),
            kind(STAGE, "back", ENDS, "The heartbeat came again; its alert is resolved.",
                    "The heartbeat must still be missing when the step is due."),
            kind(STAGE, "removed", ENDS, "The policy no longer declares the heartbeat; its alert is resolved.",
                    "The policy must declare the heartbeat."),
            kind(STAGE, "unknown-heartbeat", WITHHOLDS, "The policy does not declare the heartbeat for this service.",
                    "The policy must declare the heartbeat with this service."),
            kind(STAGE, "first-beat", NOTES, "The heartbeat came for the first time."),
            kind(STAGE, "beat", NOTES, "The heartbeat came in time."),
            kind(STAGE, "started", NOTES, "The heartbeat reported the start of a run."),
            kind(STAGE, "stale-timer", NOTES, "The heartbeat came after its timer was set, or was removed."));

    private HeartbeatDecisions() {}
}
