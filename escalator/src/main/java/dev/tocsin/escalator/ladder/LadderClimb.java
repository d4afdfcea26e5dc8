package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.ladder.LadderDecision.NobodyReached;
import dev.tocsin.escalator.ladder.LadderDecision.Nothing;
import dev.tocsin.escalator.ladder.LadderDecision.StopLadder;
import dev.tocsin.escalator.ladder.LadderDecision.Unlisted;
import dev.tocsin.escalator.timer.Moments;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Escalation;

/**
 * The mind of the escalator: given where an incident's ladder stands and what happened, says what is to be done and where
 * the ladder stands then. It changes nothing and asks no clock.
 */
public final class LadderClimb {

    private final Policies policies;
    private final Audience audience;
    private final Alarm alarm;
    private final RungCall call;
    private final ClimbStart climb;
    private final ExtraCalls extraCalls;
    private final Duration keep;

    /**
     * @param lateAfter
     *            a page that is later than this says so
     * @param keep
     *            how long the row of an incident is kept once it is over
     */
    public LadderClimb(Policies policies, Duration lateAfter, Duration keep) {
        this.policies = policies;
        this.audience = new Audience(policies);
        this.alarm = new Alarm(lateAfter);
        this.call = new RungCall(alarm, lateAfter);
        this.climb = new ClimbStart(policies, call, lateAfter);
        this.extraCalls = new ExtraCalls(policies, lateAfter);
        this.keep = keep;
    }

    /** A snapshot of the incident came in. */
    public Turn onSnapshot(Optional<Escalation> before, Incident incident, Instant now) {
        if (before.filter(row -> row.getIncident().getRevision() >= incident.getRevision()).isPresent()) {
            return new Turn(before.get(), List.of(new Nothing(Silence.OLDER_SNAPSHOT)));
        }
        var known = before.filter(row -> row.getIncident().getRound() == incident.getRound())
                .orElseGet(() -> newRound(before, incident));
        var ascent = new Ascent(known, incident, now);
        before.filter(row -> row.getIncident().getRound() != incident.getRound()).ifPresent(lastRound -> finish(
                lastRound, ascent));
        inState(ascent, known.getIncident());
        extraCalls.make(ascent);
        return ascent.end();
    }

    /**
     * Whether what fell due is a first page that word of a storm may still take back.
     *
     * @param firstLook
     *            when it came up as due
     */
    public boolean mayBeFoldedYet(Escalation row, Backlog backlog, Instant firstLook, Instant now) {
        return HeldBack.mayBeFoldedYet(row, backlog, firstLook, now);
    }

    /** Something that the row waits for fell due; nothing happens when that is not its ladder's. */
    public Turn onDue(Escalation row, Instant now) {
        var step = Moments.hasCome(row.getNextDueAt(), now);
        if (!step && !Moments.hasCome(row.getAlarmAt(), now)) {
            return new Turn(row, List.of());
        }
        if (!isOpen(row.getIncident())) {
            return new Turn(row, List.of(new Nothing(silenceOf(row.getIncident()))));
        }
        var ascent = new Ascent(row, row.getIncident(), now);
        var footing = footing(ascent);
        if (HeldBack.isHeldBack(row.getIncident())) {
            HeldBack.hold(ascent, footing);
        } else {
            goOn(ascent, footing);
        }
        return ascent.end();
    }

    private void goOn(Ascent ascent, Footing footing) {
        if (ascent.isExhausted()) {
            alarm.repeat(ascent, footing);
        } else {
            call.now(ascent, footing);
        }
    }

    private void inState(Ascent ascent, Incident before) {
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

    /** When the last page of a step is known to have failed, the step was none: the next one is called at once, once. */
    private void unheard(Ascent ascent) {
        if (!Unheard.isLastHope(ascent) || ascent.isHeld()) {
            return;
        }
        var row = ascent.row();
        var footing = footing(ascent);
        ascent.breakSilence();
        ascent.decide(new NobodyReached(row.getLadder(), ascent.isExhausted() ? 0 : Unheard.lastStep(row), Unheard
                .words(row.getTold().stream().filter(one -> !one.getFailure().isEmpty()).toList())));
        if (ascent.isExhausted()) {
            alarm.unheard(ascent, footing);
        } else if (HeldBack.isHeldBack(ascent.incident())) {
            HeldBack.hold(ascent, footing);
        } else {
            call.atOnce(ascent, footing);
        }
    }

    private void unknown(Ascent ascent, Incident before) {
        if (ascent.row().getClimb() == 0) {
            open(ascent, before);
        } else if (isReleased(ascent)) {
            release(ascent);
        } else {
            note(ascent, new Nothing(Silence.UNKNOWN_STATE));
        }
    }

    private void open(Ascent ascent, Incident before) {
        var incident = ascent.incident();
        var row = ascent.row();
        var worse = incident.getSeverity().getRank() < row.getSeverityRank() && !incident.getLadder().equals(row
                .getLadder());
        row.setSeverityRank(worst(row, incident));
        if (isStopped(row, before)) {
            startAgain(ascent, worse || gotWorse(before, incident), Cause.of(before, incident, footing(
                    ascent).ladder().conduct()
                    .acknowledgeExpires()));
        } else if (row.getClimb() == 0) {
            climb.start(ascent, incident.getRoundStartedAt(), "");
        } else if (worse && (!ascent.isUnderWay() || climb.hasSteps(incident))) {
            if (ascent.isUnderWay()) {
                ascent.decide(new StopLadder(row.getLadder(), "severity raised to " + incident.getSeverity().getId()));
            }
            startAgain(ascent, true, Cause.of(before, incident, Optional.empty()));
        } else if (isReleased(ascent)) {
            release(ascent);
        } else if (ascent.isWaiting() && HeldBack.waitsAnew(row, before, incident, ascent.now())) {
            climb.start(ascent, incident.getRoundStartedAt(), row.getBecause());
        } else {
            note(ascent, whyNothing(ascent));
        }
    }

    private static boolean gotWorse(Incident before, Incident after) {
        return after.getSeverity().getRank() < before.getSeverity().getRank() && !after.getLadder().equals(before
                .getLadder());
    }

    private void startAgain(Ascent ascent, boolean worse, String because) {
        if (worse) {
            climb.startWorse(ascent, ascent.incident().getUpdatedAt(), because);
        } else {
            climb.start(ascent, ascent.incident().getUpdatedAt(), because);
        }
    }

    /** The ladder goes on from where it stood, as of now: rungs that were missed meanwhile are not called after it. */
    private void release(Ascent ascent) {
        ascent.row().setSeverityRank(worst(ascent.row(), ascent.incident()));
        var footing = footing(ascent);
        HeldBack.release(ascent, footing);
        goOn(ascent, footing);
    }

    private static boolean isReleased(Ascent ascent) {
        return ascent.isHeld() && !HeldBack.isHeldBack(ascent.incident());
    }

    private Footing footing(Ascent ascent) {
        return Footing.on(policies.version(ascent.row().getPolicyVersion()), ascent.row().getLadder(), policies)
                .orEverybody();
    }

    private static Nothing whyNothing(Ascent ascent) {
        if (HeldBack.isHeldBack(ascent.incident())) {
            return new Nothing(Silence.HELD_BACK);
        }
        var answers = Answers.soFar(ascent.incident());
        if (ascent.isWaiting()) {
            return answers.areNone()
                    ? new Nothing(Silence.CLIMBING)
                    : new Nothing(Silence.MORE_NEEDED, answers.words() + ": its ladder is climbed on");
        }
        return new Nothing(ascent.row().getTold().isEmpty() ? Silence.NOBODY : Silence.EXHAUSTED);
    }

    private void stop(Ascent ascent, NotificationKind kind, Optional<Instant> forgetAt) {
        var incident = ascent.incident();
        var row = ascent.row();
        var why = Wording.end(kind, incident);
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
                    ? Silence.NEVER_TOLD
                    : silenceOf(incident)));
        }
        Alarm.unlist(ascent);
        Unheard.nobody(row);
        row.setHeldAt(null).setAlarmAt(null).setForgetAt(forgetAt.orElse(null));
        ascent.await(Optional.empty());
    }

    private static void note(Ascent ascent, Nothing nothing) {
        ascent.row().setSeverityRank(worst(ascent.row(), ascent.incident()));
        ascent.decide(nothing);
    }

    /** Its end was compacted away before it was read: what was opened outside is closed all the same. */
    private void finish(Escalation lastRound, Ascent ascent) {
        if (!lastRound.getSaid().contains(NotificationKind.RESOLVED)) {
            ascent.decide(audience.tells(lastRound.getTold(), lastRound.getClimb(), NotificationKind.RESOLVED, lastRound
                    .getIncident(), "round " + lastRound.getIncident().getRound() + " is over"));
        }
        if (lastRound.getListed()) {
            ascent.decide(new Unlisted(lastRound.getLadder()));
        }
    }

    /** A row on which no ladder stands yet. */
    private static Escalation newRound(Optional<Escalation> before, Incident incident) {
        // Reminders of a row that was forgotten may still wait, and must be older: millis grow faster than generations.
        var generation = before.map(Escalation::getGeneration).orElseGet(() -> incident.getUpdatedAt().toEpochMilli());
        return Escalation.newBuilder().setIncident(incident).setLadder(incident.getLadder())
                .setPolicyVersion(incident.getPolicyVersion()).setStartedAt(incident.getRoundStartedAt())
                .setNextRung(1).setRepetition(0).setNextDueAt(null).setGeneration(generation + 1).setClimb(0)
                .setSeverityRank(incident.getSeverity().getRank())
                .setCalledIn(calledInBefore(incident)).build();
    }

    /** Those who were called in before this round were paged then; those of this round are to be, whatever was read of it. */
    private static int calledInBefore(Incident incident) {
        return (int) incident.getCalledIn().stream().filter(entry -> entry.getAt().isBefore(incident
                .getRoundStartedAt())).count();
    }

    private static Silence silenceOf(Incident incident) {
        return switch (incident.getState()) {
            case ACKNOWLEDGED -> Silence.ACKNOWLEDGED;
            case MITIGATED -> Silence.MITIGATED;
            case RESOLVED, CLOSED -> Silence.OVER;
            case OPEN -> Silence.CLIMBING;
            case UNKNOWN -> Silence.UNKNOWN_STATE;
        };
    }

    /** Somebody had it; also when a state that this version does not know came between. */
    private static boolean isStopped(Escalation.Builder row, Incident before) {
        return !isOpen(before) || !row.getSaid().isEmpty();
    }

    /** In a state that this version does not know, somebody may still be needed. */
    private static boolean isOpen(Incident incident) {
        return incident.getState() == IncidentState.OPEN || incident.getState() == IncidentState.UNKNOWN;
    }

    private static int worst(Escalation.Builder row, Incident incident) {
        return Math.min(row.getSeverityRank(), incident.getSeverity().getRank());
    }
}
