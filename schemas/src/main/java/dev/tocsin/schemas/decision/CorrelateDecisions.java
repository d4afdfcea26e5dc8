package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.ENDS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.of;

import java.util.List;

/** Decisions of the step correlate about alerts, timers and other services: which incident is it? */
final class CorrelateDecisions {

    private static final String STAGE = "correlate";

    static final List<DecisionKind> ALL = List.of(
            of(STAGE, "opened", ADVANCES, "The alert opened an incident."),
            of(STAGE, "joined", WITHHOLDS, "The alert joined an open incident, which already escalates.",
                    "The alert must have another correlation key, or a severity with another ladder, to page on its own."),
            of(STAGE, "refired", WITHHOLDS, "A known alert of an open incident fires again.",
                    "The incident must be resolved first; an open incident pages by its ladder only."),
            of(STAGE, "changed", NOTES, "An alert of the incident changed."),
            of(STAGE, "unchanged", NOTES, "An alert changed, and its incident looks the same."),
            of(STAGE, "reopened", ADVANCES, "The alert reopened an incident that was resolved a short time ago."),
            of(STAGE, "waiting", WITHHOLDS, "Fewer alerts fire than the grouping threshold of the policy.",
                    "More alerts must fire within the window, or the threshold of the rule must be lower."),
            of(STAGE, "waited-in-vain", WITHHOLDS, "The alert was resolved before the grouping threshold was reached.",
                    "The alert must fire longer, or the threshold of the rule must be lower."),
            of(STAGE, "alert-resolved", NOTES, "An alert of the incident was resolved."),
            of(STAGE, "quiet", NOTES, "All alerts are resolved; the quiet time runs."),
            of(STAGE, "resolved", ENDS, "The incident was resolved.",
                    "The incident must still be open when the step is due."),
            of(STAGE, "timed-out", ENDS, "The incident reached its maximum age and was resolved.",
                    "The policy must allow a longer maximum age, or no maximum age."),
            of(STAGE, "still-active", NOTES, "The incident is still active; its timer was set again."),
            of(STAGE, "counted", NOTES, "The counts of the incident were published."),
            of(STAGE, "counts-known", NOTES, "The published counts are still correct."),
            of(STAGE, "repeat-after-resolve", WITHHOLDS,
                    "A person resolved the incident, and the alert still fires as before.",
                    "The alert must resolve and fire again, or still fire when the quiet time is over."),
            of(STAGE, "incident-gone", NOTES, "The incident of the signal no longer exists."),
            of(STAGE, "reopen-window-over", NOTES,
                    "The incident can no longer be reopened; the next alert opens a new one."),
            of(STAGE, "aftermath", NOTES, "The incident can no longer be reopened; its follow-ups stay open."),
            of(STAGE, "aftermath-over", NOTES, "The last follow-up of the incident is done."),
            of(STAGE, "stale-timer", NOTES, "A timer fell due after the incident had changed."),
            of(STAGE, "unknown-timer", NOTES, "The kind of timer is unknown to this version."),
            of(STAGE, "unreadable", NOTES, "The signal is unknown to this version."),
            of(STAGE, "undelivered", ADVANCES, "A page was not delivered; the ladder is told."),
            of(STAGE, "page-confirmed", NOTES, "The vendor reported that a page arrived, or was seen."),
            of(STAGE, "known", NOTES, "The failed delivery was already known."),
            of(STAGE, "older-round", NOTES, "The failed delivery belongs to an earlier round of the incident."),
            of(STAGE, "incident-over", NOTES, "The failed delivery belongs to an incident that is over."),
            of(STAGE, "heard", NOTES,
                    "Open incidents were evaluated again after news of another service, a change or a silence."),
            of(STAGE, "storm-recognised", NOTES, "Alerts reached the threshold of a storm rule."),
            of(STAGE, "storm-grew", NOTES, "The storm at least doubled."),
            of(STAGE, "storm-counted", NOTES, "Alerts were counted for a storm rule."),
            of(STAGE, "storm-joined", NOTES, "An incident was folded into a storm."),
            of(STAGE, "storm-left", NOTES, "An incident is no longer folded into a storm."),
            of(STAGE, "storm-goes-on", NOTES, "The storm continues."),
            of(STAGE, "storm-calmed", NOTES, "The storm is over."),
            of(STAGE, "storm-noted", NOTES, "News of a storm changed nothing."));

    private CorrelateDecisions() {}
}
