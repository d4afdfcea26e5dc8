package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.ENDS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the step correlate about alerts, timers and other services: which incident is it? */
final class CorrelateDecisions {

    private static final String STAGE = "correlate";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "opened", ADVANCES, "The alert opened an incident."),
            kind(STAGE, "joined", WITHHOLDS, "The alert joined an open incident, which already escalates.",
                    "The alert must have another correlation key, or a severity with another ladder, to page on its own."),
            kind(STAGE, "refired", WITHHOLDS, "A known alert of an open incident fires again.",
                    "The incident must be resolved first; an open incident pages by its ladder only."),
            kind(STAGE, "changed", NOTES, "An alert of the incident changed."),
            kind(STAGE, "unchanged", NOTES, "An alert changed, and its incident looks the same."),
            kind(STAGE, "reopened", ADVANCES, "The alert reopened an incident that was resolved a short time ago."),
            kind(STAGE, "waiting", WITHHOLDS, "Fewer alerts fire than the grouping threshold of the policy.",
                    "More alerts must fire within the window, or the threshold of the rule must be lower."),
            kind(STAGE, "waited-in-vain", WITHHOLDS,
                    "The alert was resolved before the grouping threshold was reached.",
                    "The alert must fire longer, or the threshold of the rule must be lower."),
            kind(STAGE, "alert-resolved", NOTES, "An alert of the incident was resolved."),
            kind(STAGE, "quiet", NOTES, "All alerts are resolved; the quiet time runs."),
            kind(STAGE, "resolved", ENDS, "The incident was resolved.",
                    "The incident must still be open when the step is due."),
            kind(STAGE, "timed-out", ENDS, "The incident reached its maximum age and was resolved.",
                    "The policy must allow a longer maximum age, or no maximum age."),
            kind(STAGE, "still-active", NOTES, "The incident is still active; its timer was set again."),
            kind(STAGE, "counted", NOTES, "The counts of the incident were published."),
            kind(STAGE, "counts-known", NOTES, "The published counts are still correct."),
            kind(STAGE, "repeat-after-resolve", WITHHOLDS,
                    "A person resolved the incident, and the alert still fires as before.",
                    "The alert must resolve and fire again, or still fire when the quiet time is over."),
            kind(STAGE, "incident-gone", NOTES, "The incident of the signal no longer exists."),
            kind(STAGE, "reopen-window-over", NOTES,
                    "The incident can no longer be reopened; the next alert opens a new one."),
            kind(STAGE, "aftermath", NOTES, "The incident can no longer be reopened; its follow-ups stay open."),
            kind(STAGE, "aftermath-over", NOTES, "The last follow-up of the incident is done."),
            kind(STAGE, "stale-timer", NOTES, "A timer fell due after the incident had changed."),
            kind(STAGE, "unknown-timer", NOTES, "The kind of timer is unknown to this version."),
            kind(STAGE, "unreadable", NOTES, "The signal is unknown to this version."),
            kind(STAGE, "undelivered", ADVANCES, "A page was not delivered; the ladder is told."),
            kind(STAGE, "page-confirmed", NOTES, "The vendor reported that a page arrived, or was seen."),
            kind(STAGE, "known", NOTES, "The failed delivery was already known."),
            kind(STAGE, "older-round", NOTES, "The failed delivery belongs to an earlier round of the incident."),
            kind(STAGE, "incident-over", NOTES, "The failed delivery belongs to an incident that is over."),
            kind(STAGE, "heard", NOTES,
                    "Open incidents were evaluated again after news of another service, a change or a silence."),
            kind(STAGE, "storm-recognised", NOTES, "Alerts reached the threshold of a storm rule."),
            kind(STAGE, "storm-grew", NOTES, "The storm at least doubled."),
            kind(STAGE, "storm-counted", NOTES, "Alerts were counted for a storm rule."),
            kind(STAGE, "storm-joined", NOTES, "An incident was folded into a storm."),
            kind(STAGE, "storm-left", NOTES, "An incident is no longer folded into a storm."),
            kind(STAGE, "storm-goes-on", NOTES, "The storm continues."),
            kind(STAGE, "storm-calmed", NOTES, "The storm is over."),
            kind(STAGE, "storm-noted", NOTES, "News of a storm changed nothing."));

    private CorrelateDecisions() {}
}
