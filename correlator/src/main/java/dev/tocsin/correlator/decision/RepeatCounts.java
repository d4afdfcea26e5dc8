package dev.tocsin.correlator.decision;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts repeats of an alert since its last recorded decision. Kept in memory for the most recent alerts; informational
 * only.
 */
final class RepeatCounts {

    private static final int ALERTS = 10_000;

    private final Map<String, Integer> unrecorded = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > ALERTS;
        }
    };

    /** One more. */
    void passOver(String identity) {
        unrecorded.merge(identity, 1, Integer::sum);
    }

    /** What to add to the next record about the alert, and begins to count anew. */
    String told(String identity) {
        var count = unrecorded.isEmpty() ? null : unrecorded.remove(identity);
        return count == null ? "" : "; " + count + " identical deliveries before it are not recorded";
    }
}
