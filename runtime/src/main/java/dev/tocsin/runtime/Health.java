package dev.tocsin.runtime;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a service is.
 *
 * @param live
 *            false when only a restart can help
 * @param ready
 *            true when it does its work
 * @param details
 *            what a person wants to know, by name
 */
public record Health(boolean live, boolean ready, Map<String, String> details) {

    public Health {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** It does its work. */
    public static Health up() {
        return new Health(true, true, Map.of());
    }

    /** It does not do its work now, and will without a restart. */
    public static Health notReady(String reason) {
        return new Health(true, false, Map.of("reason", reason));
    }

    /** It will not work again without a restart. */
    public static Health dead(String reason) {
        return new Health(false, false, Map.of("reason", reason));
    }

    /** The same with one more detail. */
    public Health with(String name, String value) {
        var more = new TreeMap<>(details);
        more.put(name, value);
        return new Health(live, ready, more);
    }

    /** Both together: as bad as the worse of the two, with the details of both. */
    public Health and(Health other) {
        var both = new TreeMap<>(details);
        both.putAll(other.details);
        return new Health(live && other.live, ready && other.ready, both);
    }
}
