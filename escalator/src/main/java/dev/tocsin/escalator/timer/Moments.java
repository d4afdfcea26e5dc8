package dev.tocsin.escalator.timer;

import java.time.Instant;
import java.util.Optional;

/** Whether a moment has come. */
public final class Moments {

    private Moments() {}

    /** It is set, and now or earlier. */
    public static boolean hasCome(Optional<Instant> moment, Instant now) {
        return moment.filter(at -> !at.isAfter(now)).isPresent();
    }
}
