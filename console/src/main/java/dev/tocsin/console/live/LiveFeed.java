package dev.tocsin.console.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Tells all who look on live. Keeps the newest events, so that a client that was away for a moment gets what it missed;
 * a client that was away for longer, or since before the console started, is told to reload. Never blocks.
 */
public final class LiveFeed implements AutoCloseable {

    private final String run;
    private final int kept;
    private final int buffer;
    private final int mostClients;
    private final Deque<LiveEvent> newest = new ArrayDeque<>();
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private long number;
    private long cuts;
    private boolean closed;

    /**
     * @param run
     *            what tells this run of the console from others, letters and digits
     * @param kept
     *            how many events a client may have missed
     * @param buffer
     *            how many events may wait for one client
     * @param mostClients
     *            how many clients may look on at a time
     */
    public LiveFeed(String run, int kept, int buffer, int mostClients) {
        if (kept > buffer) {
            throw new IllegalArgumentException("kept events (" + kept + ") must fit the buffer (" + buffer + ")");
        }
        this.run = run;
        this.kept = kept;
        this.buffer = buffer;
        this.mostClients = mostClients;
    }

    /** Sends an event to all; those whose buffer is full are cut. */
    public synchronized void publish(String type, String json) {
        number++;
        var event = here(type, json);
        newest.addLast(event);
        if (newest.size() > kept) {
            newest.removeFirst();
        }
        for (var subscription : List.copyOf(subscriptions)) {
            if (!subscription.offer(event)) {
                subscriptions.remove(subscription);
                cuts++;
            }
        }
    }

    /**
     * Begins to look on.
     *
     * @param lastEventId
     *            what the client saw last, if it was here before
     * @return empty when there are too many clients, or the console stops
     */
    public synchronized Optional<Subscription> join(Optional<String> lastEventId) {
        if (closed || subscriptions.size() >= mostClients) {
            return Optional.empty();
        }
        var subscription = new Subscription(this, buffer);
        first(lastEventId).forEach(subscription::offer);
        subscriptions.add(subscription);
        return Optional.of(subscription);
    }

    /** How many look on. */
    public synchronized int clients() {
        return subscriptions.size();
    }

    /** How many were cut because they were too slow. */
    public synchronized long cuts() {
        return cuts;
    }

    synchronized void leave(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    @Override
    public synchronized void close() {
        closed = true;
        subscriptions.forEach(Subscription::cut);
        subscriptions.clear();
    }

    /** What a client is sent at once: what it missed, or that it must reload, or where the stream is now. */
    private List<LiveEvent> first(Optional<String> lastEventId) {
        if (lastEventId.isEmpty()) {
            return List.of(here("hello", "{}"));
        }
        var seen = numberOf(lastEventId.get());
        if (seen.isEmpty() || seen.getAsLong() < number - newest.size() || seen.getAsLong() > number) {
            return List.of(here("reload", "{\"reason\":\"more events were missed than the console keeps\"}"));
        }
        return newest.stream().skip(newest.size() - (number - seen.getAsLong())).toList();
    }

    private LiveEvent here(String type, String json) {
        return new LiveEvent(run + "-" + number, type, json);
    }

    /** Empty when the id is of another run. */
    private OptionalLong numberOf(String id) {
        if (!id.startsWith(run + "-")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(id.substring(run.length() + 1)));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }
}
