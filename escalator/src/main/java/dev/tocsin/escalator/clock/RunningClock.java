package dev.tocsin.escalator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.schemas.incident.ClockKind;
import dev.tocsin.state.ClockRow;

/**
 * A clock row with its stopwatch.
 *
 * @param row
 *            what was decided of it so far
 */
record RunningClock(ClockKind phase, ClockRow row, Stopwatch watch) {

    static RunningClock of(ClockKind phase, ClockRow row, Deadline deadline, Incident incident) {
        var pauses = incident.getClockPauses().stream().filter(pause -> pause.getPhase().isEmpty() || pause.getPhase()
                .equals(phase.key())).map(ClockPauseInterval::of).toList();
        return new RunningClock(phase, row, new Stopwatch(row.getStartedAt(), deadline, pauses));
    }

    /** The phase of a row. */
    static Optional<ClockKind> phase(ClockRow row) {
        return ClockKind.of(row.getPhase());
    }

    /** Whether the deadline had passed at a moment. */
    boolean isLate(Instant at) {
        return lateBy(at).isPositive();
    }

    /** Counted time beyond the limit. */
    Duration lateBy(Instant at) {
        var over = watch.counted(at).minus(watch.allowed());
        return over.isPositive() ? over : Duration.ZERO;
    }

    /** Its row, waiting for what is due of it as things stand. */
    ClockRow waiting(Instant now) {
        return ClockRow.newBuilder(row).setPaused(watch.standsStill(now))
                .setWarnAt(row.getWarned() || row.getBreached() ? null : watch.warnAt().orElse(null))
                .setDueAt(row.getBreached() ? null : watch.dueAt().orElse(null)).build();
    }

    RunningClock with(ClockRow other) {
        return new RunningClock(phase, other, watch);
    }

    /** A row that waits for nothing any more. */
    static ClockRow ended(ClockRow row, Instant at) {
        return ClockRow.newBuilder(row).setWarnAt(null).setDueAt(null).setPaused(false).setEndedAt(at).build();
    }
}
