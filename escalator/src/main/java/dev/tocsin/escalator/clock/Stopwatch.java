package dev.tocsin.escalator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.model.Deadline;

/**
 * Counts time against a deadline: all time since the start, or working time if the deadline has a calendar, minus pauses. A pure function of its three parts.
 *
 * @param pauses
 *            in any order; they may overlap or begin before the start
 */
public record Stopwatch(Instant start, Deadline deadline, List<ClockPauseInterval> pauses) {

    private static final int WHOLE = 100;

    public Stopwatch {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(deadline, "deadline");
        pauses = apart(start, pauses);
    }

    /** The time limit; working time if it has a calendar. */
    public Duration allowed() {
        return deadline.calendar().map(calendar -> calendar.workingTime(deadline.within())).orElse(deadline.within());
    }

    /** The deadline; empty during a pause without an end. */
    public Optional<Instant> dueAt() {
        return reaches(allowed());
    }

    /** When the warning is due; empty without a warning, and during a pause without an end. */
    public Optional<Instant> warnAt() {
        return deadline.warnAtPercent().map(percent -> Duration.ofMillis(allowed().toMillis() * percent / WHOLE))
                .flatMap(this::reaches);
    }

    /** Counted time until a moment; never more than the elapsed time. */
    public Duration counted(Instant until) {
        var still = pauses.stream().map(pause -> open(pause.from(), earlier(pause, until))).reduce(Duration.ZERO,
                Duration::plus);
        return open(start, until).minus(still);
    }

    /** Paused time until a moment, in elapsed time. */
    public Duration stoodStill(Instant until) {
        return pauses.stream().map(pause -> span(pause.from(), earlier(pause, until))).reduce(Duration.ZERO,
                Duration::plus);
    }

    /** Whether the clock is paused at a moment. */
    public boolean standsStill(Instant at) {
        return pauses.stream().anyMatch(pause -> pause.covers(at));
    }

    /** A copy in which open pauses end at a moment. */
    public Stopwatch resumed(Instant at) {
        return new Stopwatch(start, deadline, pauses.stream().map(pause -> pause.until().isPresent()
                ? pause
                : new ClockPauseInterval(pause.from(), Optional.of(at))).toList());
    }

    /** The first moment at which this much time is counted. */
    private Optional<Instant> reaches(Duration amount) {
        var left = amount;
        var from = start;
        for (var pause : pauses) {
            var available = open(from, pause.from());
            if (left.compareTo(available) <= 0) {
                break;
            }
            if (pause.until().isEmpty()) {
                return Optional.empty();
            }
            left = left.minus(available);
            from = pause.until().get();
        }
        return Optional.of(after(from, left));
    }

    private Instant after(Instant from, Duration amount) {
        return deadline.calendar().map(calendar -> calendar.after(from, amount)).orElseGet(() -> from.plus(amount));
    }

    /** Countable time between two moments without pauses. */
    private Duration open(Instant from, Instant to) {
        return from.isBefore(to)
                ? deadline.calendar().map(calendar -> calendar.between(from, to)).orElseGet(() -> span(from, to))
                : Duration.ZERO;
    }

    private static Duration span(Instant from, Instant to) {
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    private static Instant earlier(ClockPauseInterval pause, Instant at) {
        return pause.until().filter(end -> end.isBefore(at)).orElse(at);
    }

    /** Merged pauses after the start, in order and without overlap. */
    private static List<ClockPauseInterval> apart(Instant start, List<ClockPauseInterval> pauses) {
        var sorted = pauses.stream().map(pause -> pause.from().isBefore(start)
                ? new ClockPauseInterval(start, pause.until())
                : pause)
                .filter(pause -> !pause.isEmpty()).sorted(Comparator.comparing(ClockPauseInterval::from)).toList();
        var apart = new ArrayList<ClockPauseInterval>();
        for (var pause : sorted) {
            if (apart.isEmpty() || apart.getLast().endsBefore(pause.from())) {
                apart.add(pause);
            } else {
                var last = apart.removeLast();
                apart.add(new ClockPauseInterval(last.from(), later(last, pause)));
            }
        }
        return List.copyOf(apart);
    }

    private static Optional<Instant> later(ClockPauseInterval one, ClockPauseInterval other) {
        return one.until().flatMap(end -> other.until().map(otherEnd -> end.isAfter(otherEnd) ? end : otherEnd));
    }
}
