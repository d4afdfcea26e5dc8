package dev.tocsin.escalator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.clock.ClockEvent.Breached;
import dev.tocsin.escalator.clock.ClockEvent.Cancelled;
import dev.tocsin.escalator.clock.ClockEvent.Met;
import dev.tocsin.escalator.clock.ClockEvent.Paused;
import dev.tocsin.escalator.clock.ClockEvent.Resumed;
import dev.tocsin.escalator.clock.ClockEvent.Started;
import dev.tocsin.escalator.timer.Moments;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.schemas.incident.ClockKind;
import dev.tocsin.state.ClockRow;

/** Updates the clocks of an incident from a snapshot, phase by phase. Earlier snapshots may be missing. */
final class ClockUpdater {

    private final Incident incident;
    private final Optional<Incident> before;
    private final TimeLimits limits;
    private final Instant now;
    private final List<ClockEvent> events = new ArrayList<>();

    /**
     * @param before
     *            the snapshot before in the same round; empty when the round is new
     */
    ClockUpdater(Incident incident, Optional<Incident> before, TimeLimits limits, Instant now) {
        this.incident = incident;
        this.before = before;
        this.limits = limits;
        this.now = now;
    }

    /** Events of the clocks judged so far. */
    List<ClockEvent> events() {
        return List.copyOf(events);
    }

    /** The current clock of a phase; empty if it never started. */
    Optional<ClockRow> judge(ClockKind phase, Optional<ClockRow> known) {
        return known.map(row -> Optional.of(onwards(phase, row))).orElseGet(() -> begun(phase, 1))
                .map(row -> row.getEndedAt().isPresent() ? row : counted(phase, row));
    }

    private ClockRow onwards(ClockKind phase, ClockRow row) {
        if (row.getEndedAt().isEmpty()) {
            return running(phase, row);
        }
        if (row.getCancelled()) {
            return isOtherSeverity() ? begun(phase, row.getNumber() + 1).orElse(row) : row;
        }
        if (phase.metAt(incident).isPresent()) {
            return row;
        }
        return switch (phase.unmet()) {
            case RESTARTS_WHEN_RAISED -> isRaised() ? begun(phase, row.getNumber() + 1).orElse(row) : row;
            case RESUMES -> again(phase, row);
            case STAYS -> row;
        };
    }

    /** The mitigation failed: the clock resumes. */
    private ClockRow again(ClockKind phase, ClockRow row) {
        var again = ClockRow.newBuilder(row).setEndedAt(null).build();
        return clock(phase, again).map(clock -> {
            events.add(new Resumed(clock.with(clock.waiting(now))));
            return running(phase, again);
        }).orElse(row);
    }

    private ClockRow running(ClockKind phase, ClockRow row) {
        if (isGivenUp(incident)) {
            return cancelled(phase, row, incident.getMergedInto().isEmpty()
                    ? "the incident is closed"
                    : "merged into incident " + incident.getMergedInto());
        }
        if (!isOtherSeverity() && clock(phase, row).isPresent()) {
            return row;
        }
        return limits.of(phase, severity()).map(deadline -> restarted(phase, row, deadline)).orElseGet(
                () -> cancelled(phase, row, severity() + " has no clock for this phase"));
    }

    /** A raised severity restarts the clock, unless that would move the deadline later. A lowered severity counts from the original start. */
    private ClockRow restarted(ClockKind phase, ClockRow row, Deadline deadline) {
        var other = RunningClock.of(phase, fresh(phase, startOf(phase), row.getNumber() + 1), deadline, incident);
        var current = clock(phase, row);
        if (current.filter(clock -> clock.watch().equals(other.watch()) || (isRaised() && !isSooner(other,
                clock))).isPresent()) {
            return row;
        }
        var waiting = other.with(knowing(row, other)).waiting(now);
        events.add(new Started(other.with(waiting)));
        return waiting;
    }

    /** Carries over warnings and breaches that already apply to the restarted clock. */
    private ClockRow knowing(ClockRow told, RunningClock other) {
        return ClockRow.newBuilder(other.row()).setBreached(told.getBreached() && Moments.hasCome(other.watch().dueAt(),
                now))
                .setWarned(told.getWarned() && Moments.hasCome(other.watch().warnAt(), now)).build();
    }

    private boolean isSooner(RunningClock one, RunningClock other) {
        return one.watch().resumed(now).dueAt().orElse(Instant.MAX).isBefore(other.watch().resumed(now).dueAt().orElse(
                Instant.MAX));
    }

    private ClockRow cancelled(ClockKind phase, ClockRow row, String why) {
        var ended = ClockRow.newBuilder(RunningClock.ended(row, now)).setCancelled(true).build();
        clock(phase, row).or(() -> Optional.of(RunningClock.of(phase, row, Deadline.of(Duration.ZERO),
                incident))).ifPresent(clock -> events.add(new Cancelled(clock.with(ended), why)));
        return ended;
    }

    /** Starts a clock while its phase lasts; for an unknown round also afterwards, to record that it was met. */
    private Optional<ClockRow> begun(ClockKind phase, int number) {
        var isDone = phase.metAt(incident).isPresent() && (before.isPresent() || phase.startsAtResolve());
        var begins = !phase.startsAtResolve() || incident.getState() == IncidentState.RESOLVED;
        if (isDone || !begins || isGivenUp(incident)) {
            return Optional.empty();
        }
        return limits.of(phase, severity()).map(deadline -> {
            var clock = RunningClock.of(phase, fresh(phase, startOf(phase), number), deadline, incident);
            var waiting = clock.waiting(now);
            events.add(new Started(clock.with(waiting)));
            return waiting;
        });
    }

    private ClockRow fresh(ClockKind phase, Instant start, int number) {
        return ClockRow.newBuilder().setPhase(phase.key()).setSeverity(severity()).setStartedAt(start).setNumber(number)
                .build();
    }

    private Instant startOf(ClockKind phase) {
        if (phase.startsAtResolve()) {
            return incident.getResolvedAt().orElse(incident.getUpdatedAt());
        }
        if (isRaised()) {
            return incident.getSeverityRaisedAt().orElse(incident.getUpdatedAt());
        }
        return (before.isEmpty() ? incident.getSeverityRaisedAt() : Optional.<Instant>empty()).orElse(incident
                .getRoundStartedAt());
    }

    /** Updates a running clock: met, paused or resumed. */
    private ClockRow counted(ClockKind phase, ClockRow row) {
        var clock = clock(phase, row).orElseThrow();
        var end = phase.metAt(incident);
        if (end.isPresent()) {
            return met(clock, end.get().isBefore(row.getStartedAt()) ? row.getStartedAt() : end.get());
        }
        var waiting = clock.waiting(now);
        if (waiting.getPaused() != row.getPaused()) {
            events.add(waiting.getPaused() ? new Paused(clock.with(waiting)) : new Resumed(clock.with(waiting)));
        }
        return waiting;
    }

    private ClockRow met(RunningClock clock, Instant at) {
        var late = clock.isLate(at);
        var ended = ClockRow.newBuilder(RunningClock.ended(clock.row(), at)).setBreached(clock.row().getBreached()
                || late).build();
        if (late && !clock.row().getBreached()) {
            events.add(new Breached(clock.with(ended), true));
        }
        events.add(new Met(clock.with(ended), at));
        return ended;
    }

    private Optional<RunningClock> clock(ClockKind phase, ClockRow row) {
        return limits.of(phase, row.getSeverity()).map(deadline -> RunningClock.of(phase, row, deadline, incident));
    }

    /** Whether its clocks are of no use although they are not met: another incident replaced it. */
    private static boolean isGivenUp(Incident incident) {
        return incident.getState() == IncidentState.CLOSED && (!incident.getMergedInto().isEmpty() || incident
                .getResolvedAt().isEmpty());
    }

    private String severity() {
        return incident.getSeverity().getId();
    }

    private boolean isOtherSeverity() {
        return before.filter(it -> !it.getSeverity().getId().equals(severity())).isPresent();
    }

    private boolean isRaised() {
        return before.filter(it -> incident.getSeverity().getRank() < it.getSeverity().getRank()).isPresent();
    }
}
