package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.tocsin.event.ClockPause;

/** Pauses of the response clocks: by people, and by the policy while paging is suppressed. */
public final class ClockPauses {

    /** Those that last. */
    static final Predicate<ClockPause> OPEN = pause -> pause.getUntil().isEmpty();

    /** Maximum per round; further pauses are ignored. */
    private static final int KEPT = 50;

    private ClockPauses() {}

    /**
     * Pauses the clocks while paging is suppressed.
     *
     * @param suppressedBy
     *            reason of the suppression; empty if paging is not suppressed
     * @return the pauses as they are then; the same list when nothing changes
     */
    public static List<ClockPause> suppressed(List<ClockPause> pauses, String suppressedBy, Instant now) {
        Predicate<ClockPause> held = OPEN.and(ClockPauses::isOfPolicy);
        var holds = pauses.stream().anyMatch(held);
        if (holds && suppressedBy.isEmpty()) {
            return closed(pauses, held, _ -> now);
        }
        return holds || suppressedBy.isEmpty() || pauses.size() >= KEPT
                ? pauses
                : with(pauses, ClockPause.newBuilder().setFrom(now).setReason(suppressedBy).setBy(
                        TimerTransitions.POLICY).build());
    }

    static boolean isOfPolicy(ClockPause pause) {
        return pause.getBy().equals(TimerTransitions.POLICY);
    }

    static boolean isOfPeople(ClockPause pause) {
        return !isOfPolicy(pause);
    }

    static List<ClockPause> with(List<ClockPause> pauses, ClockPause pause) {
        return Stream.concat(pauses.stream(), Stream.of(pause)).toList();
    }

    /** Some of them are over. */
    static List<ClockPause> closed(List<ClockPause> pauses, Predicate<ClockPause> which,
            Function<ClockPause, Instant> until) {
        return pauses.stream().map(pause -> Optional.of(pause).filter(which)
                .map(open -> ClockPause.newBuilder(open).setUntil(until.apply(open)).build()).orElse(pause)).toList();
    }
}
