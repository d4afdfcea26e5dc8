package dev.tocsin.correlator.dedup;

import java.time.Instant;

import dev.tocsin.event.Alert;
import dev.tocsin.state.AlertState;

/**
 * The start of an occurrence as reported by its source. Two senders of one alert may report different starts, clocks may be
 * wrong, and some senders write a meaningless start such as the year 1.
 */
public final class StartTimes {

    /** What claims to have begun before this is the zero of a clock (Go: year 1, Unix: 1970), not a time. */
    private static final Instant NO_TIME_BEFORE = Instant.parse("2000-01-01T00:00:00Z");

    private StartTimes() {}

    /**
     * When the occurrence began, for people.
     *
     * @param now
     *            log time at which it was heard of; the answer is never later, and is this where the source gives no time
     */
    public static Instant of(Alert alert, Instant now) {
        var start = alert.getStartsAt();
        return isTime(start) && !start.isAfter(now) ? start : now;
    }

    /** The earliest start known of an occurrence that is heard of for the first time. */
    static Instant first(Alert alert, Instant now) {
        return isTime(alert.getStartsAt()) ? alert.getStartsAt() : now;
    }

    private static boolean isTime(Instant start) {
        return !start.isBefore(NO_TIME_BEFORE);
    }

    /** Whether the delivery counts the occurrence from before any start that is known of it. */
    static boolean isEarlier(AlertState state, Alert alert) {
        return isTime(alert.getStartsAt()) && alert.getStartsAt().isBefore(earliest(state));
    }

    /** Whether the delivery counts the occurrence from after any start that is known of it. */
    static boolean isLater(AlertState state, Alert alert) {
        return alert.getStartsAt().isAfter(state.getStartsAt());
    }

    /** Whether the source counted this one occurrence from more than one moment, so that another start proves nothing. */
    static boolean wander(AlertState state) {
        return !earliest(state).equals(state.getStartsAt());
    }

    /**
     * Whether a firing delivery of what is resolved is of a later occurrence. A known start that lies in the future tells
     * only that it was heard of.
     */
    static boolean isNextOccurrence(AlertState state, Alert alert) {
        return !alert.getStartsAt().equals(state.getStartsAt()) && alert.getStartsAt().isAfter(heardBy(state));
    }

    /**
     * Whether a resolve ends what fires: it counts from the same start or a later one, or it ended after the known start. An
     * end before its own start is none; then a start that was heard of is enough.
     */
    static boolean isEndOf(AlertState state, Alert alert) {
        var start = alert.getStartsAt();
        var end = alert.getEndsAt().filter(at -> !at.isBefore(start));
        return !start.isBefore(state.getStartsAt())
                || end.map(at -> at.isAfter(heardBy(state))).orElseGet(() -> start.equals(earliest(state)));
    }

    /** Earliest start heard of the occurrence. */
    static Instant earliest(AlertState state) {
        return state.getEarliestStartsAt().orElse(state.getStartsAt());
    }

    private static Instant heardBy(AlertState state) {
        return state.getLastSeen().isBefore(state.getStartsAt()) ? state.getLastSeen() : state.getStartsAt();
    }
}
