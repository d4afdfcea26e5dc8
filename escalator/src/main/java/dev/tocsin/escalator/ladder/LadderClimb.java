package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.backlog.Backlog;
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
public final class LadderClimb {

    private final Policies policies;
    private final PagedAudience audience;
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
    public LadderClimb(Policies policies, Duration lateAfter, Duration keep) {
        this.policies = policies;
        this.audience = new PagedAudience(policies);
        this.alarm = new ExhaustedLadder(lateAfter);
        this.call = new StepPage(alarm, lateAfter);
        this.climb = new LadderStart(policies, call, lateAfter);
        this.extraCalls = new RequestedPages(policies, lateAfter);
        this.keep = keep;
    }

    /** A snapshot of the incident came in. */
    public EscalationResult onSnapshot(Optional<Escalation> before, Incident incident, Instant now) {
        if (before.filter(row -> row.getIncident().getRevision() >= incident.getRevision()).isPresent()) {
            return new EscalationResult(before.get(), List.of(new Nothing(NotPagedReason.OLDER_SNAPSHOT)));
        }
        var known = before.filter(row -> row.getIncident().getRound() == incident.getRound())
                .orElseGet(() -> newRound(before, incident));
        var ascent = new EscalationDraft(known, incident, now);
        before.filter(row -> row.getIncident().getRound() != incident.getRound()).ifPresent(lastRound -> finish(
                lastRound, ascent));
        inState(ascent, known.getIncident());
        extraCalls.make(ascent);
        return ascent.end();
    }

    /**
     * Whether the due step is a first page that a storm may still make unnecessary.
     *
     * @param firstLook
     *            when it was first found due
     */
    public boolean mayBeFoldedYet(Escalation row, Backlog backlog, Instant firstLook, Instant now) {
        return SuspendedLadder.mayBeFoldedYet(row, backlog, firstLook, now);
    }

    /** A timer of the row is due; does nothing unless it belongs to the ladder. */
    public EscalationResult onDue(Escalation row, Instant now) {
        var step = Moments.hasCome(row.getNextDueAt(), now);
        if (!step && !Moments.hasCome(row.getAlarmAt(), now)) {
            return new EscalationResult(row, List.of());
        }
        if (!isOpen(row.getIncident())) {
            return new EscalationResult(row, List.of(new Nothing(silenceOf(row.getIncident()))));
        }
        var ascent = new EscalationDraft(row, row.getIncident(), now);
        var footing = footing(ascent);
        if (SuspendedLadder.isHeldBack(row.getIncident())) {
            SuspendedLadder.hold(ascent, footing);
        } else {
            goOn(ascent, footing);
        }
        return ascent.end();
    }

    private void goOn(EscalationDraft ascent, LadderInForce footing) {
        if (ascent.isExhausted()) {
            alarm.repeat(ascent, footing);
        } else {
            call.now(ascent, footing);
        }
    }

    private void inState(EscalationDraft ascent, Incident before) {
        var incident = ascent.incident();
        switch (incident.getState()) {
            case OPEN -> {
                open(ascent, before);
                unheard(ascent);
            }
            case UNKNOWN -> {
                unknown(ascent, before);
                unheard(ascent);
            }
            case ACKNOWLEDGED -> stop(ascent, NotificationKind.ACKNOWLEDGED, Optional.empty());
            case MITIGATED -> stop(ascent, NotificationKind.MITIGATED, Optional.empty());
            case RESOLVED, CLOSED -> stop(ascent, NotificationKind.RESOLVED, Optional.of(Optional.ofNullable(ascent
                    .row().getForgetAt()).orElse(incident.getUpdatedAt().plus(keep))));
        }
    }

    /** If all pages of the last step failed, the next step follows at once, one step only. */
    private void unheard(EscalationDraft ascent) {
        if (!UndeliveredPages.isLastHope(ascent) || ascent.isHeld()) {
            return;
        }
        var row = ascent.row();
        var footing = footing(ascent);
        ascent.breakSilence();
        ascent.decide(new NobodyReached(row.getLadder(), ascent.isExhausted() ? 0 : UndeliveredPages.lastStep(row),
                UndeliveredPages
                        .words(row.getTold().stream().filter(one -> !one.getFailure().isEmpty()).toList())));
        if (ascent.isExhausted()) {
            alarm.unheard(ascent, footing);
        } else if (SuspendedLadder.isHeldBack(ascent.incident())) {
            SuspendedLadder.hold(ascent, footing);
        } else {
            call.atOnce(ascent, footing);
        }
    }

    private void unknown(EscalationDraft ascent, Incident before) {
        if (ascent.row().getClimb() == 0) {
            open(ascent, before);
        } else if (isReleased(ascent)) {
            release(ascent);
        } else {
            note(ascent, new Nothing(NotPagedReason.UNKNOWN_STATE));
        }
    }

    private void open(EscalationDraft ascent, Incident before) {
        var incident = ascent.incident();
        var row = ascent.row();
        var worse = incident.getSeverity().getRank() < row.getSeverityRank() && !incident.getLadder().equals(row
                .getLadder());
        row.setSeverityRank(worst(row, incident));
        if (isStopped(row, before)) {
            startAgain(ascent, worse || gotWorse(before, incident), RepageReason.of(before, incident, footing(
                    ascent).ladder().conduct()
                    .acknowledgeExpires()));
        } else if (row.getClimb() == 0) {
            climb.start(ascent, incident.getRoundStartedAt(), "");
        } else if (worse && (!ascent.isUnderWay() || climb.hasSteps(incident))) {
            if (ascent.isUnderWay()) {
                ascent.decide(new StopLadder(row.getLadder(), "severity raised to " + incident.getSeverity().getId()));
            }
            startAgain(ascent, true, RepageReason.of(before, incident, Optional.empty()));
        } else if (isReleased(ascent)) {
            release(ascent);
        } else if (ascent.isWaiting() && SuspendedLadder.waitsAnew(row, before, incident, ascent.now())) {
            climb.start(ascent, incident.getRoundStartedAt(), row.getBecause());
        } else {
            note(ascent, whyNothing(ascent));
        }
    }

    private static boolean gotWorse(Incident before, Incident after) {
        return after.getSeverity().getRank() < before.getSeverity().getRank() && !after.getLadder().equals(before
                .getLadder());
    }

    private void startAgain(EscalationDraft ascent, boolean worse, String because) {
        if (worse) {
            climb.startWorse(ascent, ascent.incident().getUpdatedAt(), because);
        } else {
            climb.start(ascent, ascent.incident().getUpdatedAt(), because);
        }
    }

    /** The ladder resumes where it was suspended; steps missed in the meantime are skipped. */
    private void release(EscalationDraft ascent) {
        ascent.row().setSeverityRank(worst(ascent.row(), ascent.incident()));
        var footing = footing(ascent);
        SuspendedLadder.release(ascent, footing);
        goOn(ascent, footing);
    }

    private static boolean isReleased(EscalationDraft ascent) {
        return ascent.isHeld() && !SuspendedLadder.isHeldBack(ascent.incident());
    }

    private LadderInForce footing(EscalationDraft ascent) {
        return LadderInForce.on(policies.version(ascent.row().getPolicyVersion()), ascent.row().getLadder(), policies)
                .orEverybody();
    }

    private static Nothing whyNothing(EscalationDraft ascent) {
        if (SuspendedLadder.isHeldBack(ascent.incident())) {
            return new Nothing(NotPagedReason.HELD_BACK);
        }
        var answers = Acknowledgements.soFar(ascent.incident());
        if (ascent.isWaiting()) {
            return answers.areNone()
                    ? new Nothing(NotPagedReason.CLIMBING)
                    : new Nothing(NotPagedReason.MORE_NEEDED, answers.words() + ": the escalation continues");
        }
        return new Nothing(ascent.row().getTold().isEmpty() ? NotPagedReason.NOBODY : NotPagedReason.EXHAUSTED);
    }

    private void stop(EscalationDraft ascent, NotificationKind kind, Optional<Instant> forgetAt) {
        var incident = ascent.incident();
        var row = ascent.row();
        var why = PageWording.end(kind, incident);
        if (ascent.isUnderWay()) {
            ascent.decide(new StopLadder(row.getLadder(), why));
        }
        if (!row.getSaid().contains(kind)) {
            var said = new ArrayList<>(row.getSaid());
            said.add(kind);
            row.setSaid(said);
            ascent.decide(audience.tells(row.getTold(), row.getClimb(), kind, incident, why));
        }
        if (ascent.isSilent()) {
            ascent.decide(new Nothing(row.getTold().isEmpty() && forgetAt.isPresent()
                    ? NotPagedReason.NEVER_TOLD
                    : silenceOf(incident)));
        }
        ExhaustedLadder.unlist(ascent);
        UndeliveredPages.nobody(row);
        row.setHeldAt(null).setAlarmAt(null).setForgetAt(forgetAt.orElse(null));
        ascent.await(Optional.empty());
    }

    private static void note(EscalationDraft ascent, Nothing nothing) {
        ascent.row().setSeverityRank(worst(ascent.row(), ascent.incident()));
        ascent.decide(nothing);
    }

    /** The end of the last round was compacted away before it was read: notifies its recipients now. */
    private void finish(Escalation lastRound, EscalationDraft ascent) {
        if (!lastRound.getSaid().contains(NotificationKind.RESOLVED)) {
            ascent.decide(audience.tells(lastRound.getTold(), lastRound.getClimb(), NotificationKind.RESOLVED, lastRound
                    .getIncident(), "round " + lastRound.getIncident().getRound() + " ended"));
        }
        if (lastRound.getListed()) {
            ascent.decide(new Unlisted(lastRound.getLadder()));
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
