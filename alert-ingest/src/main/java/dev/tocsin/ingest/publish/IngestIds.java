package dev.tocsin.ingest.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ingest ids: 48 bits of milliseconds, 80 of chance, as 26 letters and digits that sort by time. */
public final class IngestIds {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_LETTERS = 10;
    private static final int CHANCE_LETTERS = 16;

    private final Clock clock;
    private final RandomGenerator random;

    public IngestIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** When a request with this id came; empty if it is no id. */
    public static Optional<Instant> instant(String id) {
        if (id.length() != TIME_LETTERS + CHANCE_LETTERS) {
            return Optional.empty();
        }
        var millis = 0L;
        for (var i = 0; i < TIME_LETTERS; i++) {
            var digit = new String(ALPHABET).indexOf(id.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            millis = millis << 5 | digit;
        }
        return Optional.of(Instant.ofEpochMilli(millis));
    }

    /** A new one. */
    public String next() {
        var letters = new char[TIME_LETTERS + CHANCE_LETTERS];
        var millis = clock.millis();
        for (var i = TIME_LETTERS - 1; i >= 0; i--) {
            letters[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= 5;
        }
        for (var i = TIME_LETTERS; i < letters.length; i++) {
            letters[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return new String(letters);
    }
}
