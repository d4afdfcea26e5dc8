package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.ladder.LadderDecision.Nothing;
import dev.tocsin.escalator.ladder.LadderDecision.ScheduleRung;
import dev.tocsin.escalator.ladder.LadderDecision.StartLadder;
import dev.tocsin.escalator.ladder.LadderDecision.StopLadder;
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
    private final RungCall call;
    private final ExtraCalls extraCalls;
    private final Duration lateAfter;
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
        this.call = new RungCall(lateAfter);
        this.extraCalls = new ExtraCalls(policies);
        this.lateAfter = lateAfter;
        this.keep = keep;
    }

    /** A snapshot of the incident came in. */
    public Turn onSnapshot(Optional<Escalation> before, Incident incident, Instant now) {
        if (before.filter(row -> row.getIncident().getRevision() >= incident.getRevision()).isPresent()) {
            return new Turn(before.get(), List.of(new Nothing(Silence.OLDER_SNAPSHOT)));
        }
        var endOfLastRound = before.filter(row -> row.getIncident().getRound() != incident.getRound())
                .map(this::unfinished).orElse(List.of());
        var row = before.filter(known -> known.getIncident().getRound() == incident.getRound())
                .orElseGet(() -> newRound(before, incident));
        var turn = extraCalls.with(inState(row, incident, now), now);
        var decisions = new ArrayList<>(endOfLastRound);
        decisions.addAll(turn.decisions());
        return new Turn(turn.row(), decisions);
    }

    /** The row's next step fell due. */
    public Turn onDue(Escalation row, Instant now) {
        if (!isOpen(row.getIncident())) {
            return new Turn(row, List.of(new Nothing(silenceOf(row.getIncident()))));
        }
        var footing = Footing.on(policies.version(row.getPolicyVersion()), row.getLadder()).orEverybody();
        return call(row, footing, now);
    }

    private Turn call(Escalation row, Footing footing, Instant now) {
        return HeldBack.isHeldBack(row.getIncident()) ? HeldBack.hold(row, footing, now) : call.now(row, footing, now);
    }

    private Turn inState(Escalation row, Incident incident, Instant now) {
        return switch (incident.getState()) {
            case OPEN -> open(row, incident, now);
            case UNKNOWN -> row.getClimb() == 0
                    ? open(row, incident, now)
                    : noted(row, incident, Silence.UNKNOWN_STATE);
            case ACKNOWLEDGED -> stopped(row, incident, NotificationKind.ACKNOWLEDGED, Optional.empty());
            case MITIGATED -> stopped(row, incident, NotificationKind.MITIGATED, Optional.empty());
            case RESOLVED, CLOSED -> stopped(row, incident, NotificationKind.RESOLVED, Optional.of(row.getForgetAt()
                    .orElse(incident.getUpdatedAt().plus(keep))));
        };
    }

    private Turn open(Escalation row, Incident incident, Instant now) {
        if (!isOpen(row.getIncident())) {
            return started(row, incident, incident.getUpdatedAt(), now, List.of());
        }
        if (row.getClimb() == 0) {
            return started(row, incident, incident.getRoundStartedAt(), now, List.of());
        }
        var worse = incident.getSeverity().getRank() < row.getSeverityRank();
        if (worse && !incident.getLadder().equals(row.getLadder())) {
            return started(row, incident, incident.getUpdatedAt(), now, raised(row, incident));
        }
        if (row.getHeldAt().isPresent() && !HeldBack.isHeldBack(incident)) {
            return released(row, incident, now);
        }
        if (row.getNextDueAt().isPresent() && HeldBack.waitsAnew(row, incident, now)) {
            return started(row, incident, incident.getRoundStartedAt(), now, List.of());
        }
        return noted(row, incident, silenceWhileOpen(row, incident));
    }

    /** The ladder goes on from where it stood, as of now: rungs that were missed meanwhile are not called after it. */
    private Turn released(Escalation row, Incident incident, Instant now) {
        var footing = Footing.on(policies.version(row.getPolicyVersion()), row.getLadder()).orEverybody();
        var released = HeldBack.release(Escalation.newBuilder(row).setIncident(incident).setSeverityRank(worst(row,
                incident)).build(), footing, now);
        var turn = call.now(released.row(), footing, now);
        var decisions = new ArrayList<>(released.decisions());
        decisions.addAll(turn.decisions());
        return new Turn(turn.row(), decisions);
    }

    private static List<LadderDecision> raised(Escalation row, Incident incident) {
        return row.getNextDueAt().isEmpty() && row.getHeldAt().isEmpty()
                ? List.of()
                : List.of(new StopLadder(row.getLadder(), "severity raised to " + incident.getSeverity().getId()));
    }

    private static Silence silenceWhileOpen(Escalation row, Incident incident) {
        if (HeldBack.isHeldBack(incident)) {
            return Silence.HELD_BACK;
        }
        if (row.getNextDueAt().isPresent()) {
            return Silence.CLIMBING;
        }
        return row.getTold().isEmpty() ? Silence.NOBODY : Silence.EXHAUSTED;
    }

    /**
     * Starts the ladder.
     *
     * @param since
     *            what the ladder is measured from, by the log's time
     */
    private Turn started(Escalation row, Incident incident, Instant since, Instant now, List<LadderDecision> first) {
        // The log's time, unless this machine's clock is behind it: a step must not wait for the difference as well.
        var startedAt = HeldBack.start(incident, since, now, lateAfter);
        var footing = Footing.on(policies.version(incident.getPolicyVersion()), incident.getLadder());
        var onGround = Escalation.newBuilder(row).setIncident(incident).setLadder(incident.getLadder())
                .setPolicyVersion(footing.policyVersion()).setStartedAt(startedAt).setNextRung(1).setRepetition(0)
                .setNextDueAt(null).setGeneration(row.getGeneration() + 1).setClimb(row.getClimb() + 1)
                .setSeverityRank(worst(row, incident)).setSaid(List.of()).setForgetAt(null).setHeldAt(null).build();
        var decisions = new ArrayList<>(first);
        if (footing.isEmpty()) {
            decisions.add(new Nothing(Silence.NOBODY));
            return new Turn(onGround, decisions);
        }
        var step = new Schedule(footing.ladder(), startedAt).first();
        var started = Escalation.newBuilder(onGround).setNextDueAt(step.dueAt()).build();
        decisions.add(new StartLadder(incident.getLadder(), why(started, footing)));
        // What is late already is left to the sweep, which knows whether newer snapshots are waiting to be read.
        if (step.dueAt().isAfter(now) || step.dueAt().plus(lateAfter).isBefore(now)) {
            decisions.add(new ScheduleRung(step, false));
            return new Turn(started, decisions);
        }
        var turn = call(started, footing, now);
        decisions.addAll(turn.decisions());
        return new Turn(turn.row(), decisions);
    }

    private Turn stopped(Escalation row, Incident incident, NotificationKind kind, Optional<Instant> forgetAt) {
        var decisions = new ArrayList<LadderDecision>();
        var why = why(kind, incident);
        if (row.getNextDueAt().isPresent() || row.getHeldAt().isPresent()) {
            decisions.add(new StopLadder(row.getLadder(), why));
        }
        var said = new ArrayList<>(row.getSaid());
        if (!said.contains(kind)) {
            said.add(kind);
            decisions.addAll(audience.tells(row, kind, incident, why));
        }
        if (decisions.isEmpty()) {
            decisions.add(new Nothing(row.getTold().isEmpty() && forgetAt.isPresent()
                    ? Silence.NEVER_TOLD
                    : silenceOf(incident)));
        }
        return new Turn(Escalation.newBuilder(row).setIncident(incident).setNextDueAt(null).setHeldAt(null).setSaid(
                said)
                .setForgetAt(forgetAt.orElse(null)).setGeneration(row.getGeneration() + 1).build(), decisions);
    }

    private static Turn noted(Escalation row, Incident incident, Silence silence) {
        return new Turn(Escalation.newBuilder(row).setIncident(incident).setSeverityRank(worst(row, incident)).build(),
                List.of(new Nothing(silence)));
    }

    /** Its end was compacted away before it was read: what was opened outside is closed all the same. */
    private List<LadderDecision> unfinished(Escalation lastRound) {
        return lastRound.getSaid().contains(NotificationKind.RESOLVED)
                ? List.of()
                : audience.tells(lastRound, NotificationKind.RESOLVED, lastRound.getIncident(),
                        "round " + lastRound.getIncident().getRound() + " is over");
    }

    /** A row on which no ladder stands yet. */
    private static Escalation newRound(Optional<Escalation> before, Incident incident) {
        return Escalation.newBuilder().setIncident(incident).setLadder(incident.getLadder())
                .setPolicyVersion(incident.getPolicyVersion()).setStartedAt(incident.getRoundStartedAt())
                .setNextRung(1).setRepetition(0).setNextDueAt(null)
                .setGeneration(before.map(Escalation::getGeneration).orElse(0L) + 1).setClimb(0)
                .setSeverityRank(incident.getSeverity().getRank())
                .setCalledIn(before.map(Escalation::getCalledIn).orElse(0)).build();
    }

    private static String why(Escalation started, Footing footing) {
        var why = new ArrayList<String>();
        why.add(Wording.start(started.getIncident(), started.getClimb()));
        why.addAll(footing.remarks());
        return String.join("; ", why);
    }

    private static String why(NotificationKind kind, Incident incident) {
        return switch (kind) {
            case ACKNOWLEDGED -> "acknowledged by " + incident.getAcknowledgedBy();
            case MITIGATED -> "mitigated by " + incident.getMitigatedBy();
            case RESOLVED -> ended(incident);
            default -> throw new IllegalArgumentException(kind + " stops no ladder");
        };
    }

    private static String ended(Incident incident) {
        if (!incident.getMergedInto().isEmpty()) {
            return "merged into incident " + incident.getMergedInto() + ", which goes on";
        }
        return incident.getResolvedBy().isEmpty() ? "resolved" : "resolved by " + incident.getResolvedBy();
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

    /** In a state that this version does not know, somebody may still be needed. */
    private static boolean isOpen(Incident incident) {
        return incident.getState() == IncidentState.OPEN || incident.getState() == IncidentState.UNKNOWN;
    }

    private static int worst(Escalation row, Incident incident) {
        return Math.min(row.getSeverityRank(), incident.getSeverity().getRank());
    }
}
