package dev.tocsin.escalator.timer;

import java.time.Instant;
import java.util.Optional;

/** Comparisons of optional instants. */
public final class Moments {

    private Moments() {}

    /** Whether the instant is set and not after now. */
    public static boolean hasCome(Optional<Instant> moment, Instant now) {
        return moment.filter(at -> !at.isAfter(now)).isPresent();
    }
}
