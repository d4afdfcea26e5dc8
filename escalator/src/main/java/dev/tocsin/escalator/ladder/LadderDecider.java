package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.contact.ContactTimes;
import dev.tocsin.escalator.decision.ContactReason;
import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.decision.LadderDecision.NobodyReached;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.escalator.decision.LadderDecision.StopLadder;
import dev.tocsin.escalator.decision.LadderDecision.Unlisted;
import dev.tocsin.escalator.decision.NotPagedReason;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.timer.Moments;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Escalation;

/**
 * Decides the next steps of a ladder from its row and an event. Pure: it has no side effects and reads no clock.
 */
public final class LadderDecider {

    private final Policies policies;
    private final PagedAudience audience;
    private final ContactSteps contacts;
    private final ExhaustedLadder alarm;
    private final StepPage call;
    private final LadderStart climb;
    private final RequestedPages extraCalls;
    private final Duration keep;

    /**
     * @param lateAfter
     *            a page that is later than this says so
     * @param keep
     *            how long the row of an incident is kept once it is over
     */
    public LadderDecider(Policies policies, Duration lateAfter, Duration keep) {
        this.policies = policies;
        this.audience = new PagedAudience(policies);
        this.contacts = new ContactSteps(policies, lateAfter);
        this.alarm = new ExhaustedLadder(contacts, lateAfter);
        this.call = new StepPage(alarm, contacts, lateAfter);
        this.climb = new LadderStart(policies, call, lateAfter);
        this.extraCalls = new RequestedPages(policies, call, lateAfter);
        this.keep = keep;
    }

    /** A snapshot of the incident came in. */
    public EscalationResult onSnapshot(Optional<Escalation> before, Incident incident, Instant now) {
        if (before.filter(row -> row.getIncident().getRevision() >= incident.getRevision()).isPresent()) {
            return new EscalationResult(before.get(), List.of(new Nothing(NotPagedReason.OLDER_SNAPSHOT)));
        }
        var known = before.filter(row -> row.getIncident().getRound() == incident.getRound())
                .orElseGet(() -> newRound(before, incident));
        var draft = new EscalationDraft(known, incident, now);
        before.filter(row -> row.getIncident().getRound() != incident.getRound()).ifPresent(lastRound -> finish(
                lastRound, draft));
        applyState(draft, known.getIncident());
        extraCalls.make(draft);
        return draft.end();
    }

    /**
     * Whether the due step is a first page that a storm may still make unnecessary.
     *
     * @param firstLook
     *            when it was first found due
     */
    public boolean mustWaitForStorm(Escalation row, Backlog backlog, Instant firstLook, Instant now) {
        return SuspendedLadder.mustWaitForStorm(row, backlog, firstLook, now);
    }

    /** A timer of the row is due; does nothing unless it belongs to the ladder. */
    public EscalationResult onDue(Escalation row, Instant now) {
        var step = Moments.hasCome(row.getNextDueAt(), now) || Moments.hasCome(row.getAlarmAt(), now);
        if (!step && !Moments.hasCome(ContactTimes.next(row), now)) {
            return new EscalationResult(row, List.of());
        }
        if (!isOpen(row.getIncident())) {
            return new EscalationResult(row, List.of(new Nothing(silenceOf(row.getIncident()))));
        }
        var draft = new EscalationDraft(row, row.getIncident(), now);
        if (step) {
            resumeOrHold(draft, activeLadder(draft));
        }
        if (!SuspendedLadder.isHeldBack(row.getIncident())) {
            contacts.onDue(draft);
        }
        return draft.end();
    }

    private void resumeOrHold(EscalationDraft draft, ActiveLadder activeLadder) {
        if (SuspendedLadder.isHeldBack(draft.incident())) {
            SuspendedLadder.hold(draft, activeLadder);
        } else {
            resume(draft, activeLadder);
        }
    }

    /** What suppressed a step, other than the incident's own state, is over; the step runs now if it still is to. */
    public EscalationResult onReleased(Escalation row, Instant now) {
        if (!isOpen(row.getIncident())) {
            return new EscalationResult(row, List.of());
        }
        var draft = new EscalationDraft(row, row.getIncident(), now);
        if (isReleased(draft)) {
            release(draft);
        }
        return draft.end();
    }

    /** More alerts joined, and those who were paged are to hear of them: the ladder starts again. */
    public EscalationResult onGrown(Escalation row, String because, Instant now) {
        if (row.getIncident().getState() != IncidentState.OPEN || row.getClimb() == 0) {
            return new EscalationResult(row, List.of());
        }
        var draft = new EscalationDraft(row, row.getIncident(), now);
        climb.start(draft, now, because);
        return draft.end();
    }

    private void resume(EscalationDraft draft, ActiveLadder activeLadder) {
        if (draft.isExhausted()) {
            alarm.repeat(draft, activeLadder);
        } else {
            call.now(draft, activeLadder);
        }
    }

    private void applyState(EscalationDraft draft, Incident before) {
        var incident = draft.incident();
        switch (incident.getState()) {
            case OPEN -> {
                open(draft, before);
                onUndelivered(draft);
                contacts.onSnapshot(draft, before);
            }
            case UNKNOWN -> {
                unknown(draft, before);
                onUndelivered(draft);
                contacts.onSnapshot(draft, before);
            }
            case ACKNOWLEDGED -> stop(draft, NotificationKind.ACKNOWLEDGED, Optional.empty());
            case MITIGATED -> stop(draft, NotificationKind.MITIGATED, Optional.empty());
            case RESOLVED, CLOSED -> stop(draft, NotificationKind.RESOLVED, Optional.of(Optional.ofNullable(draft
                    .row().getForgetAt()).orElse(incident.getUpdatedAt().plus(keep))));
        }
    }

    /** If all pages of the last step failed, the next step follows at once, one step only. */
    private void onUndelivered(EscalationDraft draft) {
        if (!UndeliveredPages.isLastPageFailed(draft) || draft.isHeld()) {
            return;
        }
        var row = draft.row();
        var activeLadder = activeLadder(draft);
        draft.dropSilence();
        draft.decide(new NobodyReached(row.getLadder(), draft.isExhausted() ? 0 : UndeliveredPages.lastStep(row),
                UndeliveredPages
                        .words(row.getTold().stream().filter(one -> !one.getFailure().isEmpty()).toList())));
        if (draft.isExhausted()) {
            alarm.onUndelivered(draft, activeLadder);
        } else if (SuspendedLadder.isHeldBack(draft.incident())) {
            SuspendedLadder.hold(draft, activeLadder);
        } else {
            call.atOnce(draft, activeLadder);
        }
    }

    private void unknown(EscalationDraft draft, Incident before) {
        if (draft.row().getClimb() == 0) {
            open(draft, before);
        } else if (isReleased(draft)) {
            release(draft);
        } else {
            note(draft, new Nothing(NotPagedReason.UNKNOWN_STATE));
        }
    }

    private void open(EscalationDraft draft, Incident before) {
        var incident = draft.incident();
        var row = draft.row();
        var worse = incident.getSeverity().getRank() < row.getSeverityRank() && !incident.getLadder().equals(row
                .getLadder());
        row.setSeverityRank(worst(row, incident));
        if (isStopped(row, before)) {
            startAgain(draft, worse || gotWorse(before, incident), RepageReason.of(before, incident, activeLadder(
                    draft).ladder().conduct()
                    .acknowledgeExpires()));
        } else if (row.getClimb() == 0) {
            climb.start(draft, incident.getRoundStartedAt(), "");
        } else if (worse && (!draft.isUnderWay() || climb.hasSteps(incident))) {
            if (draft.isUnderWay()) {
                draft.decide(new StopLadder(row.getLadder(), "severity raised to " + incident.getSeverity().getId()));
            }
            startAgain(draft, true, RepageReason.of(before, incident, Optional.empty()));
        } else if (isReleased(draft)) {
            release(draft);
        } else if (draft.isWaiting() && SuspendedLadder.waitsAnew(row, before, incident, draft.now())) {
            climb.start(draft, incident.getRoundStartedAt(), row.getBecause());
        } else {
            note(draft, whyNothing(draft));
        }
    }

    private static boolean gotWorse(Incident before, Incident after) {
        return after.getSeverity().getRank() < before.getSeverity().getRank() && !after.getLadder().equals(before
                .getLadder());
    }

    private void startAgain(EscalationDraft draft, boolean worse, String because) {
        if (worse) {
            climb.startWorse(draft, draft.incident().getUpdatedAt(), because);
        } else {
            climb.start(draft, draft.incident().getUpdatedAt(), because);
        }
    }

    /** The ladder resumes where it was suspended; steps missed in the meantime are skipped. */
    private void release(EscalationDraft draft) {
        draft.row().setSeverityRank(worst(draft.row(), draft.incident()));
        var activeLadder = activeLadder(draft);
        SuspendedLadder.release(draft, activeLadder);
        resume(draft, activeLadder);
    }

    private static boolean isReleased(EscalationDraft draft) {
        return draft.isHeld() && !SuspendedLadder.isHeldBack(draft.incident());
    }

    private ActiveLadder activeLadder(EscalationDraft draft) {
        return ActiveLadder.on(policies.version(draft.row().getPolicyVersion()), draft.row().getLadder(), policies)
                .orEverybody();
    }

    private static Nothing whyNothing(EscalationDraft draft) {
        if (SuspendedLadder.isHeldBack(draft.incident())) {
            return new Nothing(NotPagedReason.HELD_BACK);
        }
        var answers = Acknowledgements.soFar(draft.incident());
        if (draft.isWaiting()) {
            return answers.isEmpty()
                    ? new Nothing(NotPagedReason.CLIMBING)
                    : new Nothing(NotPagedReason.MORE_NEEDED, answers.words() + ": the escalation continues");
        }
        return new Nothing(draft.row().getTold().isEmpty() ? NotPagedReason.NOBODY : NotPagedReason.EXHAUSTED);
    }

    private void stop(EscalationDraft draft, NotificationKind kind, Optional<Instant> forgetAt) {
        var incident = draft.incident();
        var row = draft.row();
        var why = PageWording.end(kind, incident);
        if (draft.isUnderWay()) {
            draft.decide(new StopLadder(row.getLadder(), why));
        }
        if (!row.getSaid().contains(kind)) {
            var said = new ArrayList<>(row.getSaid());
            said.add(kind);
            row.setSaid(said);
            draft.decide(audience.tells(row.getTold(), row.getClimb(), kind, incident, why));
        }
        if (draft.isSilent()) {
            draft.decide(new Nothing(row.getTold().isEmpty() && forgetAt.isPresent()
                    ? NotPagedReason.NEVER_TOLD
                    : silenceOf(incident)));
        }
        ContactSteps.stop(draft, ContactReason.STOPPED);
        ExhaustedLadder.unlist(draft);
        UndeliveredPages.nobody(row);
        row.setHeldAt(null).setAlarmAt(null).setForgetAt(forgetAt.orElse(null));
        draft.await(Optional.empty());
    }

    private static void note(EscalationDraft draft, Nothing nothing) {
        draft.row().setSeverityRank(worst(draft.row(), draft.incident()));
        draft.decide(nothing);
    }

    /** The end of the last round was compacted away before it was read: notifies its recipients now. */
    private void finish(Escalation lastRound, EscalationDraft draft) {
        if (!lastRound.getSaid().contains(NotificationKind.RESOLVED)) {
            draft.decide(audience.tells(lastRound.getTold(), lastRound.getClimb(), NotificationKind.RESOLVED, lastRound
                    .getIncident(), "round " + lastRound.getIncident().getRound() + " ended"));
        }
        if (lastRound.getListed()) {
            draft.decide(new Unlisted(lastRound.getLadder()));
        }
    }

    /** A row without a started ladder. */
    private static Escalation newRound(Optional<Escalation> before, Incident incident) {
        // Timers of a deleted row may still exist and need an older generation: milliseconds grow faster than generations.
        var generation = before.map(Escalation::getGeneration).orElseGet(() -> incident.getUpdatedAt().toEpochMilli());
        return Escalation.newBuilder().setIncident(incident).setLadder(incident.getLadder())
                .setPolicyVersion(incident.getPolicyVersion()).setStartedAt(incident.getRoundStartedAt())
                .setNextRung(1).setRepetition(0).setNextDueAt(null).setGeneration(generation + 1).setClimb(0)
                .setSeverityRank(incident.getSeverity().getRank())
                .setCalledIn(calledInBefore(incident)).build();
    }

    /** Number of requested pages that belong to earlier rounds. */
    private static int calledInBefore(Incident incident) {
        return (int) incident.getCalledIn().stream().filter(entry -> entry.getAt().isBefore(incident
                .getRoundStartedAt())).count();
    }

    private static NotPagedReason silenceOf(Incident incident) {
        return switch (incident.getState()) {
            case ACKNOWLEDGED -> NotPagedReason.ACKNOWLEDGED;
            case MITIGATED -> NotPagedReason.MITIGATED;
            case RESOLVED, CLOSED -> NotPagedReason.OVER;
            case OPEN -> NotPagedReason.CLIMBING;
            case UNKNOWN -> NotPagedReason.UNKNOWN_STATE;
        };
    }

    /** Whether the ladder was stopped, also if an unknown state came in between. */
    private static boolean isStopped(Escalation.Builder row, Incident before) {
        return !isOpen(before) || !row.getSaid().isEmpty();
    }

    /** An unknown state counts as open, because a responder may still be needed. */
    private static boolean isOpen(Incident incident) {
        return incident.getState() == IncidentState.OPEN || incident.getState() == IncidentState.UNKNOWN;
    }

    private static int worst(Escalation.Builder row, Incident incident) {
        return Math.min(row.getSeverityRank(), incident.getSeverity().getRank());
    }
}
