package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.DELAYS;
import static dev.tocsin.schemas.decision.DecisionEffect.ENDS;
import static dev.tocsin.schemas.decision.DecisionEffect.FAILS;
import static dev.tocsin.schemas.decision.DecisionEffect.INFORMS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.PAGES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the escalator about the ladder: who is paged now? */
final class LadderDecisions {

    private static final String STAGE = "ladder";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "started", ADVANCES, "The ladder started."),
            kind(STAGE, "scheduled", DELAYS, "The next step of the ladder was scheduled.",
                    "The step must be due earlier, or nobody may acknowledge before it."),
            kind(STAGE, "paged", PAGES, "The step paged its targets."),
            kind(STAGE, "paged-late", PAGES, "The step paged its targets, later than planned."),
            kind(STAGE, "missed", WITHHOLDS,
                    "The page came too late to wake anybody; its recipients were notified without paging.",
                    "The escalator must run when the step is due."),
            kind(STAGE, "told", INFORMS, "Everyone who was paged was notified of a change."),
            kind(STAGE, "exhausted", PAGES,
                    "The ladder is exhausted: everyone was paged, nobody acknowledged, and the alarm was sent."),
            kind(STAGE, "stopped", ENDS, "The ladder stopped.",
                    "The incident must be open and unacknowledged when the step is due."),
            kind(STAGE, "held", WITHHOLDS, "Paging is suppressed by a storm, a parent, a silence or maintenance.",
                    "What suppresses the incident must end while the incident is still open; the ladder resumes then."),
            kind(STAGE, "released", ADVANCES, "Paging is no longer suppressed; the ladder resumed."),
            kind(STAGE, "skipped", WITHHOLDS, "The step was skipped, because its condition is not met.",
                    "The condition ('when') of the step must hold for the incident."),
            kind(STAGE, "spared", WITHHOLDS, "The step skipped people who had acknowledged already.",
                    "A person who acknowledged is not paged again by the same ladder."),
            kind(STAGE, "paged-in-emergency", WITHHOLDS,
                    "The first step was not paged again, because alert-ingest had paged while Kafka was unavailable.",
                    "Kafka must be available when the alert fires, or the alert must not match 'emergency' of the policy."),
            kind(STAGE, "nobody-reached", FAILS, "No page of the step was delivered, so the next step ran at once.",
                    "The channels of the step must deliver; see the reasons of the failed deliveries."),
            kind(STAGE, "listed", WITHHOLDS,
                    "The ladder is exhausted; its incident is in the digest of unacknowledged incidents and sends no alarm of its own.",
                    "The ladder must not use the digest."),
            kind(STAGE, "unlisted", NOTES, "The incident left the digest of unacknowledged incidents."),
            kind(STAGE, "silent-climbing", DELAYS,
                    "The escalation was already in progress; the next step was not due yet.",
                    "The step must be due earlier."),
            kind(STAGE, "silent-more-needed", DELAYS,
                    "The incident is acknowledged, and the ladder needs more acknowledgements.",
                    "The step must be due earlier."),
            kind(STAGE, "silent-exhausted", WITHHOLDS, "The ladder is exhausted, and the alarm was sent.",
                    "The ladder must have more steps, or repeat."),
            kind(STAGE, "silent-nobody", WITHHOLDS,
                    "The ladder of the severity has no steps; the policy pages nobody for the incident.",
                    "The rule must set a severity whose ladder has steps, or the ladder must name somebody."),
            kind(STAGE, "silent-acknowledged", ENDS, "The incident is acknowledged.",
                    "The incident must be unacknowledged when the step is due."),
            kind(STAGE, "silent-mitigated", ENDS, "The incident is mitigated.",
                    "The incident must not be mitigated when the step is due."),
            kind(STAGE, "silent-over", ENDS, "The incident is over, and everyone who was paged was notified.",
                    "The incident must still be open when the step is due."),
            kind(STAGE, "silent-never-told", ENDS, "The incident ended before anyone was paged.",
                    "The incident must last until the first step is due, or the first step must be due earlier."),
            kind(STAGE, "silent-older-snapshot", NOTES, "A newer state of the incident was already processed."),
            kind(STAGE, "silent-log-unread", DELAYS,
                    "The first page waits until the log is read, because a storm may fold the incident.",
                    "The page follows within moments; without a hold in the policy it does not wait."),
            kind(STAGE, "silent-held-back", WITHHOLDS, "Paging is suppressed.",
                    "What suppresses the incident must end while the incident is still open; the ladder resumes then."),
            kind(STAGE, "silent-unknown-state", NOTES,
                    "The state of the incident is unknown to this version; the ladder continues."));

    private LadderDecisions() {}
}
