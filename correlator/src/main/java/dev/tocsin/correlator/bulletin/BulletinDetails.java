package dev.tocsin.correlator.bulletin;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Bulletin;

/** Reads details of bulletins; a value that cannot be parsed counts as absent. */
final class BulletinDetails {

    private BulletinDetails() {}

    static String text(Bulletin bulletin, String name) {
        return bulletin.getDetails().getOrDefault(name, "");
    }

    static Optional<Instant> instant(Bulletin bulletin, String name) {
        try {
            return Optional.of(Instant.parse(text(bulletin, name)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static long number(Bulletin bulletin, String name) {
        return number(text(bulletin, name));
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
