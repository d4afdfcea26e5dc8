package dev.tocsin.runtime;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Health of a service.
 *
 * @param live
 *            false when only a restart can help
 * @param ready
 *            true if the service works
 * @param details
 *            details for people, by name
 */
public record Health(boolean live, boolean ready, Map<String, String> details) {

    public Health {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** The service works. */
    public static Health up() {
        return new Health(true, true, Map.of());
    }

    /** The service does not work now, but recovers without a restart. */
    public static Health notReady(String reason) {
        return new Health(true, false, Map.of("reason", reason));
    }

    /** The service needs a restart. */
    public static Health dead(String reason) {
        return new Health(false, false, Map.of("reason", reason));
    }

    /** The same with one more detail. */
    public Health with(String name, String value) {
        var more = new TreeMap<>(details);
        more.put(name, value);
        return new Health(live, ready, more);
    }

    /** The worse of both, with the details of both. */
    public Health and(Health other) {
        var both = new TreeMap<>(details);
        both.putAll(other.details);
        return new Health(live && other.live, ready && other.ready, both);
    }
}
