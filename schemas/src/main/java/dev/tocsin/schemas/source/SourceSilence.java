package dev.tocsin.schemas.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a source counts as silent: it was often heard of, and has been silent for longer than ever before. */
public final class SourceSilence {

    /** Fewest requests from which the usual interval is known. */
    public static final int ENOUGH = 10;

    /** No silence is worth a word before. */
    public static final Duration SHORTEST = Duration.ofMinutes(10);

    private SourceSilence() {}

    /**
     * Whether it is silent.
     *
     * @param lastAccepted
     *            its last accepted request
     * @param longestGap
     *            longest time between two accepted requests
     * @param accepted
     *            number of accepted requests
     */
    public static boolean isSilent(Optional<Instant> lastAccepted, Duration longestGap, long accepted, Instant now) {
        return accepted >= ENOUGH && lastAccepted.map(last -> Duration.between(last, now)).filter(gap -> gap.compareTo(
                longestGap) > 0 && gap.compareTo(SHORTEST) > 0).isPresent();
    }
}
