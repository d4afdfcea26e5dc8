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
 * Counts the time that there is for something: all time from its start on, or working time where the deadline has a
 * calendar, without that in which it stands still. What it says follows from its three parts alone.
 *
 * @param pauses
 *            in any order; what lies before the start, or twice under pauses, is not counted twice
 */
public record Stopwatch(Instant start, Deadline deadline, List<StoppedTime> pauses) {

    private static final int WHOLE = 100;

    public Stopwatch {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(deadline, "deadline");
        pauses = apart(start, pauses);
    }

    /** How much time there is: working time where there is a calendar. */
    public Duration allowed() {
        return deadline.calendar().map(calendar -> calendar.workingTime(deadline.within())).orElse(deadline.within());
    }

    /** When the time is over; empty when it stands still before that, and nobody knows until when. */
    public Optional<Instant> dueAt() {
        return reaches(allowed());
    }

    /** When a warning is due; empty without one, and when it stands still before that. */
    public Optional<Instant> warnAt() {
        return deadline.warnAtPercent().map(percent -> Duration.ofMillis(allowed().toMillis() * percent / WHOLE))
                .flatMap(this::reaches);
    }

    /** How much time was counted until a moment; never more than passed on the wall. */
    public Duration counted(Instant until) {
        var still = pauses.stream().map(pause -> open(pause.from(), earlier(pause, until))).reduce(Duration.ZERO,
                Duration::plus);
        return open(start, until).minus(still);
    }

    /** For how long it stood still until a moment, by the clock on the wall. */
    public Duration stoodStill(Instant until) {
        return pauses.stream().map(pause -> span(pause.from(), earlier(pause, until))).reduce(Duration.ZERO,
                Duration::plus);
    }

    /** Whether it stands still at a moment. */
    public boolean standsStill(Instant at) {
        return pauses.stream().anyMatch(pause -> pause.covers(at));
    }

    /** As if what makes it stand still without an end were over at a moment. */
    public Stopwatch resumed(Instant at) {
        return new Stopwatch(start, deadline, pauses.stream().map(pause -> pause.until().isPresent()
                ? pause
                : new StoppedTime(pause.from(), Optional.of(at))).toList());
    }

    /** The first moment at which so much was counted. */
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

    /** How much of the time between two moments would count if it never stood still. */
    private Duration open(Instant from, Instant to) {
        return from.isBefore(to)
                ? deadline.calendar().map(calendar -> calendar.between(from, to)).orElseGet(() -> span(from, to))
                : Duration.ZERO;
    }

    private static Duration span(Instant from, Instant to) {
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    private static Instant earlier(StoppedTime pause, Instant at) {
        return pause.until().filter(end -> end.isBefore(at)).orElse(at);
    }

    /** The same time under pauses, from the start on, in order and with counted time between them. */
    private static List<StoppedTime> apart(Instant start, List<StoppedTime> pauses) {
        var sorted = pauses.stream().map(pause -> pause.from().isBefore(start)
                ? new StoppedTime(start, pause.until())
                : pause)
                .filter(pause -> !pause.isEmpty()).sorted(Comparator.comparing(StoppedTime::from)).toList();
        var apart = new ArrayList<StoppedTime>();
        for (var pause : sorted) {
            if (apart.isEmpty() || apart.getLast().endsBefore(pause.from())) {
                apart.add(pause);
            } else {
                var last = apart.removeLast();
                apart.add(new StoppedTime(last.from(), later(last, pause)));
            }
        }
        return List.copyOf(apart);
    }

    private static Optional<Instant> later(StoppedTime one, StoppedTime other) {
        return one.until().flatMap(end -> other.until().map(otherEnd -> end.isAfter(otherEnd) ? end : otherEnd));
    }
}
