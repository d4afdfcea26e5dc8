package dev.tocsin.standalone.start;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Whether the system clock can be right. By a wrong one, escalation steps wait for years or are due at once. */
public sealed interface ClockCheck {

    /** Nothing speaks against it. */
    record Plausible() implements ClockCheck {}

    /** It may be right, but a person should look: the folder was in use at a later time. */
    record Doubtful(String sentence) implements ClockCheck {}

    /** It cannot be right. */
    record Wrong(String sentence) implements ClockCheck {}

    /** Longer than a change of time zone or of daylight saving, if somebody keeps the clock by local time. */
    Duration TOLERATED = Duration.ofHours(26);

    /**
     * Judges a time.
     *
     * @param builtAt
     *            when this program was built
     * @param lastUsed
     *            when the data folder was last in use
     */
    static ClockCheck of(Instant now, Instant builtAt, Optional<Instant> lastUsed) {
        var shown = now.truncatedTo(ChronoUnit.SECONDS);
        if (now.isBefore(builtAt.minus(TOLERATED))) {
            return new Wrong("the system clock shows " + shown + ", which is before the build time of this tocsin ("
                    + builtAt
                    + "): set the clock, then restart");
        }
        return lastUsed.filter(used -> used.isAfter(now.plus(TOLERATED))).<ClockCheck>map(used -> new Doubtful(
                "the system clock shows " + shown + ", but this data folder was last used at " + used.truncatedTo(
                        ChronoUnit.SECONDS) + ": set the clock and restart, unless the clock was wrong then"))
                .orElseGet(
                        Plausible::new);
    }
}
