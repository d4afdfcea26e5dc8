package dev.tocsin.ingest.publish;

import java.time.Clock;
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
