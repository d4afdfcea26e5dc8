package dev.tocsin.policy.condition;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers that alerts of a format carry, where the format fixes their names. Other formats, such as that of Grafana and
 * Alertmanager, carry whatever their rules say.
 */
final class CarriedValues {

    private static final Map<String, Set<String>> BY_FORMAT = Map.of("cloudwatch", Set.of("threshold", "value"),
            "sentry", Set.of("threshold"), "tocsin", Set.of());

    private CarriedValues() {}

    /** What alerts of a format, or of the source of the same name, carry; empty when that is not known. */
    static Optional<Set<String>> of(String format) {
        return Optional.ofNullable(BY_FORMAT.get(format));
    }
}
