package dev.tocsin.escalator.clock;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.event.ClockPause;

/**
 * A pause of a clock.
 *
 * @param until
 *            exclusive; empty while it lasts
 */
public record ClockPauseInterval(Instant from, Optional<Instant> until) {

    public ClockPauseInterval {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }

    /** A pause with an end time ends then without a further event. */
    static ClockPauseInterval of(ClockPause pause) {
        return new ClockPauseInterval(pause.getFrom(), pause.getUntil().or(pause::getEndsAt));
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
    }

    boolean isEmpty() {
        return until.filter(end -> !end.isAfter(from)).isPresent();
    }

    boolean endsBefore(Instant at) {
        return until.filter(end -> end.isBefore(at)).isPresent();
    }
}
