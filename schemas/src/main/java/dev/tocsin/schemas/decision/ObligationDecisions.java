package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.INFORMS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.PAGES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.of;

import java.util.List;

/** Decisions of the escalator besides the ladder: plans, clocks, updates, follow-ups. */
final class ObligationDecisions {

    private static final String STAGE = "ladder";

    static final List<DecisionKind> ALL = List.of(
            of(STAGE, "told-page", PAGES, "A person was paged outside the steps of the ladder."),
            of(STAGE, "told-acknowledged", INFORMS, "The acknowledgement was announced."),
            of(STAGE, "told-mitigated", INFORMS, "The mitigation was announced."),
            of(STAGE, "told-resolved", INFORMS, "The end of the incident was announced."),
            of(STAGE, "told-ladder-exhausted", PAGES, "The alarm was sent: nobody acknowledged."),
            of(STAGE, "told-page-missed", INFORMS, "Somebody was notified of a page that came too late."),
            of(STAGE, "told-declared", INFORMS, "The incident was announced."),
            of(STAGE, "told-severity-changed", INFORMS, "The new severity was announced."),
            of(STAGE, "told-updated", INFORMS, "A status update was sent."),
            of(STAGE, "told-reopened", INFORMS, "The reopening was announced."),
            of(STAGE, "told-closed", INFORMS, "The closing was announced."),
            of(STAGE, "told-room", INFORMS, "An incident channel was requested."),
            of(STAGE, "told-war-room", INFORMS, "A conference call was requested."),
            of(STAGE, "told-ticket", INFORMS, "A ticket was requested."),
            of(STAGE, "told-status-page", INFORMS, "An update of the status page was requested."),
            of(STAGE, "told-update-due", INFORMS, "Somebody was reminded of a status update."),
            of(STAGE, "told-update-lapsed", INFORMS, "Somebody was told that a status update is overdue."),
            of(STAGE, "told-clock-warning", INFORMS, "Somebody was warned of a response deadline."),
            of(STAGE, "told-clock-breached", INFORMS, "Somebody was told of a missed response deadline."),
            of(STAGE, "told-task-due", INFORMS, "Somebody was reminded of a follow-up."),
            of(STAGE, "told-task-overdue", INFORMS, "Somebody was told of an overdue follow-up."),
            of(STAGE, "declared", NOTES, "The incident was declared."),
            of(STAGE, "arranged", NOTES, "What the plan arranges was requested."),
            of(STAGE, "update-due", NOTES, "A status update was due."),
            of(STAGE, "update-lapsed", NOTES, "A status update was overdue."),
            of(STAGE, "clock-started", NOTES, "A response clock started."),
            of(STAGE, "clock-warned", NOTES, "A response deadline is near."),
            of(STAGE, "clock-breached", NOTES, "A response deadline was missed."),
            of(STAGE, "clock-met", NOTES, "A response deadline was met."),
            of(STAGE, "clock-cancelled", NOTES, "A response clock no longer applies."),
            of(STAGE, "clock-paused", NOTES, "A response clock was paused."),
            of(STAGE, "clock-resumed", NOTES, "A response clock resumed."),
            of(STAGE, "task-due", NOTES, "A follow-up was due."),
            of(STAGE, "task-overdue", NOTES, "A follow-up was overdue."),
            of(STAGE, "silent-confidential", WITHHOLDS,
                    "The incident is confidential, and the channel is not cleared for its contents.",
                    "The channel must be cleared in the policy ('cleared: true'), or the person needs an address on a cleared channel."),
            of(STAGE, "silent-nothing-to-arrange", NOTES, "The severity has no plan."),
            of(STAGE, "silent-never-declared", NOTES, "The incident was never declared, so nobody is told of its end."),
            of(STAGE, "silent-clock-paused", NOTES, "A response clock is paused."),
            of(STAGE, "silent-clock-lost", NOTES, "The policy no longer sets a time for this response clock."),
            of(STAGE, "silent-clock-not-told", WITHHOLDS, "No paged recipient has a channel that sends clock messages.",
                    "The channel must tell clock messages ('tells')."),
            of(STAGE, "silent-status-page-unjudged", NOTES,
                    "The status page stays unchanged, because its condition cannot be evaluated."),
            of(STAGE, "silent-update-held-back", WITHHOLDS, "The reminder of a status update is held back.",
                    "What suppresses the incident must end before the reminder is due."));

    private ObligationDecisions() {}
}
