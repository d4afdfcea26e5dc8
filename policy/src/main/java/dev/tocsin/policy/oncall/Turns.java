package dev.tocsin.policy.oncall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * When a rotation hands over. Its turns are numbered without end in both directions; each lasts until the next begins. In a
 * gap of daylight saving time a local time is taken as much later as the gap is long; in an overlap the first of the two
 * counts.
 */
public sealed interface Turns {

    /** When a turn begins. */
    Instant start(long turn);

    /** A turn not many turns away from a moment. */
    long near(Instant at);

    /** The turn in which a moment lies. */
    default long at(Instant moment) {
        var turn = near(moment);
        while (start(turn).isAfter(moment)) {
            turn--;
        }
        while (!start(turn + 1).isAfter(moment)) {
            turn++;
        }
        return turn;
    }

    /** When the turn of a moment ends, later than the moment. */
    default Instant next(Instant moment) {
        return start(at(moment) + 1);
    }

    /**
     * By the clock on the wall: what hands over at nine hands over at nine in summer and in winter.
     *
     * @param first
     *            local time of a handover
     * @param length
     *            of a turn: whole days, or hours of which a day is a multiple
     */
    record ByTheClock(ZoneId zone, LocalDateTime first, Duration length) implements Turns {

        public ByTheClock {
            if (!fits(length)) {
                throw new IllegalArgumentException("turns of " + length + " do not keep to the clock on the wall");
            }
        }

        /** Whether turns of this length hand over at the same times of day, day after day. */
        public static boolean fits(Duration length) {
            var day = Duration.ofDays(1).toSeconds();
            var seconds = length.toSeconds();
            return length.isPositive() && length.equals(Duration.ofSeconds(seconds))
                    && (seconds % day == 0 || (seconds % 3600 == 0 && day % seconds == 0));
        }

        @Override
        public Instant start(long turn) {
            return first.plus(length.multipliedBy(turn)).atZone(zone).toInstant();
        }

        @Override
        public long near(Instant at) {
            return Math.floorDiv(ChronoUnit.SECONDS.between(first, LocalDateTime.ofInstant(at, zone)),
                    length.toSeconds());
        }
    }

    /**
     * Exact durations, for lengths of which a day is no multiple: nothing keeps them at a time of day, so a turn has as many
     * hours when the clocks change as ever.
     *
     * @param first
     *            a handover
     * @param length
     *            of a turn, positive
     */
    record Exact(Instant first, Duration length) implements Turns {

        public Exact {
            if (!length.isPositive()) {
                throw new IllegalArgumentException("turns of " + length);
            }
        }

        @Override
        public Instant start(long turn) {
            return first.plus(length.multipliedBy(turn));
        }

        @Override
        public long near(Instant at) {
            return Math.floorDiv(ChronoUnit.SECONDS.between(first, at), length.toSeconds());
        }
    }

    /**
     * Once a month.
     *
     * @param first
     *            local time of a handover, on a day that every month has
     */
    record Monthly(ZoneId zone, LocalDateTime first) implements Turns {

        /** The last day that every month has. */
        public static final int LAST_DAY = 28;

        public Monthly {
            if (first.getDayOfMonth() > LAST_DAY) {
                throw new IllegalArgumentException("not every month has a day " + first.getDayOfMonth());
            }
        }

        @Override
        public Instant start(long turn) {
            return first.plusMonths(turn).atZone(zone).toInstant();
        }

        @Override
        public long near(Instant at) {
            return ChronoUnit.MONTHS.between(first, LocalDateTime.ofInstant(at, zone));
        }
    }

    /**
     * At some moments of every week.
     *
     * @param monday
     *            of the week whose first handover is turn 0
     * @param handovers
     *            at least one, in the order of the week
     */
    record Weekly(ZoneId zone, LocalDate monday, List<Handover> handovers) implements Turns {

        public Weekly {
            handovers = handovers.stream().sorted().distinct().toList();
            if (handovers.isEmpty() || monday.getDayOfWeek() != DayOfWeek.MONDAY) {
                throw new IllegalArgumentException("no handover in the week, or a week that begins on no Monday");
            }
        }

        @Override
        public Instant start(long turn) {
            var handover = handovers.get(Math.floorMod(turn, handovers.size()));
            return monday.plusWeeks(Math.floorDiv(turn, (long) handovers.size()))
                    .plusDays(handover.day().getValue() - 1).atTime(handover.time()).atZone(zone).toInstant();
        }

        @Override
        public long near(Instant at) {
            var weeks = Math.floorDiv(ChronoUnit.DAYS.between(monday, LocalDate.ofInstant(at, zone)), 7L);
            return weeks * handovers.size();
        }
    }

    /** A moment of the week, local. */
    record Handover(DayOfWeek day, LocalTime time) implements Comparable<Handover> {

        public Handover {
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(time, "time");
        }

        @Override
        public int compareTo(Handover other) {
            return Comparator.comparing(Handover::day).thenComparing(Handover::time).compare(this, other);
        }
    }
}
