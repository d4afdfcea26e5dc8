package dev.tocsin.property;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Settings of a run, from system properties.
 *
 * @param seed
 *            {@code tocsin.property.seed}, of the first try of each property; random if not set
 * @param percent
 *            {@code tocsin.property.tries}, how many of the tries of each property are made, in percent; all if not set
 */
record Settings(long seed, int percent) {

    static final String SEED = "tocsin.property.seed";
    static final String TRIES = "tocsin.property.tries";
    private static final int FEWEST = 5;

    static Settings of(Function<String, String> properties) {
        return new Settings(number(properties, SEED).orElseGet(() -> ThreadLocalRandom.current().nextLong(1L << 48)),
                number(properties, TRIES).map(Math::toIntExact).orElse(100));
    }

    /** Never fewer than {@value #FEWEST}, or all if there are fewer. */
    int tries(int all) {
        return (int) Math.max(Math.min(all, FEWEST), (long) all * percent / 100);
    }

    private static Optional<Long> number(Function<String, String> properties, String name) {
        return Optional.ofNullable(properties.apply(name)).filter(it -> !it.isBlank()).map(it -> {
            try {
                return Long.valueOf(it.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + " is not a whole number: " + it, e);
            }
        });
    }
}
