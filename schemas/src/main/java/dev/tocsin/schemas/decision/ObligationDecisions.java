package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.INFORMS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.PAGES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the escalator besides the ladder: plans, clocks, updates, follow-ups. */
final class ObligationDecisions {

    private static final String STAGE = "ladder";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "told-page", PAGES, "A person was paged outside the steps of the ladder."),
            kind(STAGE, "told-acknowledged", INFORMS, "The acknowledgement was announced."),
            kind(STAGE, "told-mitigated", INFORMS, "The mitigation was announced."),
            kind(STAGE, "told-resolved", INFORMS, "The end of the incident was announced."),
            kind(STAGE, "told-ladder-exhausted", PAGES, "The alarm was sent: nobody acknowledged."),
            kind(STAGE, "told-page-missed", INFORMS, "Somebody was notified of a page that came too late."),
            kind(STAGE, "told-declared", INFORMS, "The incident was announced."),
            kind(STAGE, "told-severity-changed", INFORMS, "The new severity was announced."),
            kind(STAGE, "told-updated", INFORMS, "A status update was sent."),
            kind(STAGE, "told-reopened", INFORMS, "The reopening was announced."),
            kind(STAGE, "told-closed", INFORMS, "The closing was announced."),
            kind(STAGE, "told-room", INFORMS, "An incident channel was requested."),
            kind(STAGE, "told-war-room", INFORMS, "A conference call was requested."),
            kind(STAGE, "told-ticket", INFORMS, "A ticket was requested."),
            kind(STAGE, "told-status-page", INFORMS, "An update of the status page was requested."),
            kind(STAGE, "told-update-due", INFORMS, "Somebody was reminded of a status update."),
            kind(STAGE, "told-update-lapsed", INFORMS, "Somebody was told that a status update is overdue."),
            kind(STAGE, "told-clock-warning", INFORMS, "Somebody was warned of a response deadline."),
            kind(STAGE, "told-clock-breached", INFORMS, "Somebody was told of a missed response deadline."),
            kind(STAGE, "told-task-due", INFORMS, "Somebody was reminded of a follow-up."),
            kind(STAGE, "told-task-overdue", INFORMS, "Somebody was told of an overdue follow-up."),
            kind(STAGE, "declared", NOTES, "The incident was declared."),
            kind(STAGE, "arranged", NOTES, "What the plan arranges was requested."),
            kind(STAGE, "update-due", NOTES, "A status update was due."),
            kind(STAGE, "update-lapsed", NOTES, "A status update was overdue."),
            kind(STAGE, "clock-started", NOTES, "A response clock started."),
            kind(STAGE, "clock-warned", NOTES, "A response deadline is near."),
            kind(STAGE, "clock-breached", NOTES, "A response deadline was missed."),
            kind(STAGE, "clock-met", NOTES, "A response deadline was met."),
            kind(STAGE, "clock-cancelled", NOTES, "A response clock no longer applies."),
            kind(STAGE, "clock-paused", NOTES, "A response clock was paused."),
            kind(STAGE, "clock-resumed", NOTES, "A response clock resumed."),
            kind(STAGE, "task-due", NOTES, "A follow-up was due."),
            kind(STAGE, "task-overdue", NOTES, "A follow-up was overdue."),
            kind(STAGE, "silent-confidential", WITHHOLDS,
                    "The incident is confidential, and the channel is not cleared for its contents.",
                    "The channel must be cleared in the policy ('cleared: true'), or the person needs an address on a cleared channel."),
            kind(STAGE, "silent-nothing-to-arrange", NOTES, "The severity has no plan."),
            kind(STAGE, "silent-never-declared", NOTES,
                    "The incident was never declared, so nobody is told of its end."),
            kind(STAGE, "silent-clock-paused", NOTES, "A response clock is paused."),
            kind(STAGE, "silent-clock-lost", NOTES, "The policy no longer sets a time for this response clock."),
            kind(STAGE, "silent-clock-not-told", WITHHOLDS,
                    "No paged recipient has a channel that sends clock messages.",
                    "The channel must tell clock messages ('tells')."),
            kind(STAGE, "silent-status-page-unjudged", NOTES,
                    "The status page stays unchanged, because its condition cannot be evaluated."),
            kind(STAGE, "silent-update-held-back", WITHHOLDS, "The reminder of a status update is held back.",
                    "What suppresses the incident must end before the reminder is due."));

    private ObligationDecisions() {}
}
