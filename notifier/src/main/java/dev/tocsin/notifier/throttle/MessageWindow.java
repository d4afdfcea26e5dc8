package dev.tocsin.notifier.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.policy.model.Throttle;

/** When a destination got its latest messages; as many as a throttle can count. Not thread-safe. */
public final class MessageWindow {

    private final Deque<Instant> delivered = new ArrayDeque<>();

    /** The windows of all destinations of these deliveries, so that a successor counts on. */
    public static Map<String, MessageWindow> of(Collection<Delivery> past) {
        var windows = new HashMap<String, MessageWindow>();
        past.stream().filter(it -> it.getOutcome() == DeliveryOutcome.DELIVERED)
                .sorted((a, b) -> a.getAt().compareTo(b.getAt()))
                .forEach(it -> windows.computeIfAbsent(it.getDestination(), _ -> new MessageWindow()).add(it.getAt()));
        return windows;
    }

    /** A message was delivered. */
    public void add(Instant at) {
        delivered.addLast(at);
        if (delivered.size() > Throttle.MOST) {
            delivered.removeFirst();
        }
    }

    /** How many messages were delivered within a time. */
    public int count(Instant now, Duration within) {
        return (int) delivered.stream().filter(at -> at.plus(within).isAfter(now)).count();
    }

    /**
     * When there is room for one more message; empty if that depends on attempts in flight.
     *
     * @param others
     *            messages that count besides those delivered, such as attempts in flight
     */
    public Optional<Instant> roomAt(Instant now, Throttle throttle, int others) {
        var inside = delivered.stream().map(at -> at.plus(throttle.within())).filter(until -> until.isAfter(now))
                .sorted()
                .toList();
        var toLeave = inside.size() + others - throttle.messages() + 1;
        return toLeave < 1 || toLeave > inside.size() ? Optional.empty() : Optional.of(inside.get(toLeave - 1));
    }

    /** Whether no throttle counts any of its messages. */
    public boolean isQuiet(Instant now) {
        return delivered.isEmpty() || !delivered.getLast().plus(Throttle.LONGEST).isAfter(now);
    }
}
