package dev.tocsin.notifier.channel.slack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slack channels that this process created or found, so that a retry does not create another one. Bounded. Thread-safe.
 */
final class KnownRooms {

    private static final int REMEMBERED = 2_000;

    private final Map<String, Known> byIncident = bounded();
    private final Map<String, Integer> numbers = bounded();

    /**
     * A room.
     *
     * @param id
     *            Slack's id
     * @param closed
     *            whether the channel is private
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

    /** The first number that may be free for a template. */
    synchronized int nextNumber(String template) {
        return numbers.getOrDefault(template, 1);
    }

    synchronized void numbersTaken(String template, int upTo) {
        numbers.merge(template, upTo + 1, Math::max);
    }
}
