package dev.tocsin.notifier.channel.slack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rooms that this process opened or found: what failed after a room was there goes on in it instead of opening another. A
 * bounded memory. Safe for use by several threads.
 */
final class RoomsKnown {

    private static final int REMEMBERED = 2_000;

    private final Map<String, Known> byIncident = bounded();
    private final Map<String, Integer> numbers = bounded();

    /**
     * A room.
     *
     * @param id
     *            as Slack knows it
     * @param closed
     *            whether only those who are in it can read it
     */
    record Known(String id, boolean closed) {}

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    synchronized Optional<Known> room(String destination, String incidentId) {
        return Optional.ofNullable(byIncident.get(destination + '\n' + incidentId));
    }

    synchronized void opened(String destination, String incidentId, Known room) {
        byIncident.put(destination + '\n' + incidentId, room);
    }

    /** The number from which on names of a template may be free. */
    synchronized int nextNumber(String template) {
        return numbers.getOrDefault(template, 1);
    }

    synchronized void numbersTaken(String template, int upTo) {
        numbers.merge(template, upTo + 1, Math::max);
    }
}
