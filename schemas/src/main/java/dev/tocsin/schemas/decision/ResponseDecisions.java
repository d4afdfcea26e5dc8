package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.ENDS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.PAGES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.of;

import java.util.List;

/** Decisions of the step correlate about commands of people. */
final class ResponseDecisions {

    private static final String STAGE = "correlate";

    static final List<DecisionKind> ALL = List.of(
            of(STAGE, "acknowledged", ENDS, "A person acknowledged the incident, which stops its ladder.",
                    "The incident must be unacknowledged when the step is due."),
            of(STAGE, "acknowledged-in-part", NOTES, "A person acknowledged; the ladder needs more acknowledgements."),
            of(STAGE, "acknowledge-prolonged", NOTES, "The acknowledgement was renewed."),
            of(STAGE, "acknowledge-expired", ADVANCES, "The acknowledgement expired; the ladder starts again."),
            of(STAGE, "unacknowledged", ADVANCES, "The acknowledgement was withdrawn."),
            of(STAGE, "snoozed", ENDS, "A person snoozed the incident, which stops its ladder for a while.",
                    "The snooze must end before the step is due."),
            of(STAGE, "snoozed-in-part", NOTES, "A person snoozed; the ladder needs more acknowledgements."),
            of(STAGE, "snooze-prolonged", NOTES, "The snooze was prolonged."),
            of(STAGE, "snooze-ended", ADVANCES, "The snooze is over; the ladder starts again."),
            of(STAGE, "mitigated", ENDS, "A person marked the incident as mitigated, which stops its ladder.",
                    "The incident must not be mitigated when the step is due."),
            of(STAGE, "mitigation-failed", ADVANCES, "The mitigation failed; the ladder starts again."),
            of(STAGE, "closed", ENDS, "The incident was closed after its review.",
                    "The incident must still be open when the step is due."),
            of(STAGE, "escalated", PAGES, "A person called in somebody else."),
            of(STAGE, "severity-set", ADVANCES, "A person set the severity, and with it the ladder."),
            of(STAGE, "confidential-set", NOTES, "The incident was marked as confidential, or released."),
            of(STAGE, "merged", ENDS, "The incident was merged into another one, which escalates for both.",
                    "The incidents must not be merged; ask who the other incident paged."),
            of(STAGE, "split", NOTES, "Alerts were split off into an incident of their own."),
            of(STAGE, "moved", NOTES, "Alerts were moved to another incident."),
            of(STAGE, "linked", WITHHOLDS, "The incident was linked to a parent, which escalates for it.",
                    "The incident must not have an open parent."),
            of(STAGE, "role-assigned", NOTES, "A role was assigned."),
            of(STAGE, "note-added", NOTES, "A note was added."),
            of(STAGE, "link-added", NOTES, "A link was added."),
            of(STAGE, "assessed", NOTES, "The impact was assessed."),
            of(STAGE, "update-posted", NOTES, "A status update was posted."),
            of(STAGE, "clocks-paused", NOTES, "Response clocks were paused."),
            of(STAGE, "clocks-resumed", NOTES, "Response clocks were resumed."),
            of(STAGE, "task-added", NOTES, "A follow-up was added."),
            of(STAGE, "task-assigned", NOTES, "A follow-up was assigned."),
            of(STAGE, "task-done", NOTES, "A follow-up was completed."),
            of(STAGE, "command-refused", NOTES, "A command was refused."),
            of(STAGE, "unknown-incident", NOTES, "A command named an incident that does not exist; it was refused."),
            of(STAGE, "command-repeat", NOTES, "A command was repeated and carried out once."));

    private ResponseDecisions() {}
}
