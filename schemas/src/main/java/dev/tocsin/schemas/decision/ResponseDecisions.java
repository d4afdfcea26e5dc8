package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.ENDS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.PAGES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the step correlate about commands of people. */
final class ResponseDecisions {

    private static final String STAGE = "correlate";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "acknowledged", ENDS, "A person acknowledged the incident, which stops its ladder.",
                    "The incident must be unacknowledged when the step is due."),
            kind(STAGE, "acknowledged-in-part", NOTES,
                    "A person acknowledged; the ladder needs more acknowledgements."),
            kind(STAGE, "acknowledge-prolonged", NOTES, "The acknowledgement was renewed."),
            kind(STAGE, "acknowledge-expired", ADVANCES, "The acknowledgement expired; the ladder starts again."),
            kind(STAGE, "unacknowledged", ADVANCES, "The acknowledgement was withdrawn."),
            kind(STAGE, "snoozed", ENDS, "A person snoozed the incident, which stops its ladder for a while.",
                    "The snooze must end before the step is due."),
            kind(STAGE, "snoozed-in-part", NOTES, "A person snoozed; the ladder needs more acknowledgements."),
            kind(STAGE, "snooze-prolonged", NOTES, "The snooze was prolonged."),
            kind(STAGE, "snooze-ended", ADVANCES, "The snooze is over; the ladder starts again."),
            kind(STAGE, "mitigated", ENDS, "A person marked the incident as mitigated, which stops its ladder.",
                    "The incident must not be mitigated when the step is due."),
            kind(STAGE, "mitigation-failed", ADVANCES, "The mitigation failed; the ladder starts again."),
            kind(STAGE, "closed", ENDS, "The incident was closed after its review.",
                    "The incident must still be open when the step is due."),
            kind(STAGE, "escalated", PAGES, "A person called in somebody else."),
            kind(STAGE, "severity-set", ADVANCES, "A person set the severity, and with it the ladder."),
            kind(STAGE, "confidential-set", NOTES, "The incident was marked as confidential, or released."),
            kind(STAGE, "merged", ENDS, "The incident was merged into another one, which escalates for both.",
                    "The incidents must not be merged; ask who the other incident paged."),
            kind(STAGE, "split", NOTES, "Alerts were split off into an incident of their own."),
            kind(STAGE, "moved", NOTES, "Alerts were moved to another incident."),
            kind(STAGE, "linked", WITHHOLDS, "The incident was linked to a parent, which escalates for it.",
                    "The incident must not have an open parent."),
            kind(STAGE, "role-assigned", NOTES, "A role was assigned."),
            kind(STAGE, "note-added", NOTES, "A note was added."),
            kind(STAGE, "link-added", NOTES, "A link was added."),
            kind(STAGE, "assessed", NOTES, "The impact was assessed."),
            kind(STAGE, "update-posted", NOTES, "A status update was posted."),
            kind(STAGE, "clocks-paused", NOTES, "Response clocks were paused."),
            kind(STAGE, "clocks-resumed", NOTES, "Response clocks were resumed."),
            kind(STAGE, "task-added", NOTES, "A follow-up was added."),
            kind(STAGE, "task-assigned", NOTES, "A follow-up was assigned."),
            kind(STAGE, "step-done", NOTES, "A step of the runbook was completed."),
            kind(STAGE, "task-done", NOTES, "A follow-up was completed."),
            kind(STAGE, "command-refused", NOTES, "A command was refused."),
            kind(STAGE, "unknown-incident", NOTES, "A command named an incident that does not exist; it was refused."),
            kind(STAGE, "command-repeat", NOTES, "A command was repeated and carried out once."));

    private ResponseDecisions() {}
}
