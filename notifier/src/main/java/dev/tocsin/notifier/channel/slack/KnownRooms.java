package dev.tocsin.notifier.channel.slack;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Slack channels that this process created or found, so that a retry does not create another one. Bounded. Thread-safe.
 */
final class KnownRooms {

    private static final int REMEMBERED = 2_000;

    private final Map<String, Known> byIncident = bounded();
    private final Map<String, Integer> numbers = bounded();
    private final Map<String, Set<String>> invited = bounded();

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

    /** Whether a member, or the members of a user group, were invited to a channel, by Slack's ids. */
    synchronized boolean isInvited(String room, String who) {
        return invited.getOrDefault(room, Set.of()).contains(who);
    }

    synchronized void invited(String room, Collection<String> who) {
        invited.computeIfAbsent(room, _ -> new HashSet<>()).addAll(who);
    }

    /** The first number that may be free for a template. */
    synchronized int nextNumber(String template) {
        return numbers.getOrDefault(template, 1);
    }

    synchronized void numbersTaken(String template, int upTo) {
        numbers.merge(template, upTo + 1, Math::max);
    }
}
