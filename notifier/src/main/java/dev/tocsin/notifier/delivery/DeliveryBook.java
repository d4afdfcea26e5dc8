package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.breaker.BreakerChange;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.breaker.BreakerStatus;
import dev.tocsin.notifier.throttle.MessageWindow;

/**
 * The unfinished notifications of one partition, in a queue for each destination. A state machine without clock, network or log: {@link #propose} returns the steps to write, and {@link #commit} applies them. Not thread-safe.
 */
public final class DeliveryBook {

    /** Destinations that are remembered although nothing waits for them. */
    private static final int REMEMBERED = 2_000;

    private final KnownAttempts recall;
    private final BreakerRules rules;
    private final FinishedNotifications finished;
    private final Map<String, MessageWindow> windows;
    private final Map<String, DestinationQueue> queues = new LinkedHashMap<>();
    private final TreeMap<Long, Entry> unfinished = new TreeMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private long position;
    private Instant newest;

    /** Where an unfinished notification is. */
    private record Entry(DestinationQueue queue, Instant loggedAt) {}

    /**
     * A book for a partition.
     *
     * @param position
     *            offset of the first notification to come
     * @param since
     *            log time of the preceding record
     * @param past
     *            last known delivery of each later notification, by id
     */
    public DeliveryBook(long position, Instant since, Map<String, Delivery> past, KnownAttempts recall,
            BreakerRules rules) {
        this.position = position;
        this.newest = since;
        this.finished = new FinishedNotifications(past);
        this.windows = MessageWindow.of(past.values());
        this.recall = recall;
        this.rules = rules;
    }

    /** Adds a notification from the log, unless it is finished or already present. */
    public void add(long offset, Instant loggedAt, Notification notification) {
        reached(offset + 1, loggedAt);
        if (offsets.containsKey(notification.getId()) || finished.holds(notification.getId())) {
            return;
        }
        var queue = queues.computeIfAbsent(notification.getDestination(), it -> new DestinationQueue(it,
                rules, Optional.ofNullable(windows.remove(it)).orElseGet(MessageWindow::new)));
        queue.put(finished.lastKnown(notification.getId()).map(last -> continued(offset, loggedAt, notification, last))
                .orElseGet(() -> new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Queued(), 0,
                        false)));
        unfinished.put(offset, new Entry(queue, loggedAt));
        offsets.put(notification.getId(), offset);
    }

    private PendingNotification continued(long offset, Instant loggedAt, Notification notification, Delivery last) {
        if (last.getHeldBack() && last.getAttempt() == 0) {
            return new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Queued(), 0, false)
                    .heldBack();
        }
        var retryAt = last.getRetryAt();
        if (retryAt.isPresent()) {
            return new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Waiting(retryAt.get()),
                    last
                            .getAttempt(),
                    last.getPossibleRepeat(), Overdue.is(notification, retryAt.get()));
        }
        return recall.attempt(notification.getId(), last.getAttempt())
                .map(stage -> new PendingNotification(offset, loggedAt, notification, stage, last.getAttempt(),
                        last.getPossibleRepeat(), false, last.getHeldBack()))
                .orElseGet(() -> new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Queued(),
                        last.getAttempt(), true, false, last.getHeldBack()));
    }

    /** Advances the position, also past records without a notification. */
    public void reached(long next, Instant loggedAt) {
        position = Math.max(position, next);
        newest = loggedAt.isAfter(newest) ? loggedAt : newest;
    }

    /** The log is read up to the takeover: past deliveries can be dropped. */
    public void caughtUp() {
        finished.forgetOldest();
    }

    /** Takes the result of an attempt; false if the attempt is unknown. */
    public boolean land(String notificationId, int attempt, Outcome outcome) {
        var offset = Optional.ofNullable(offsets.get(notificationId));
        return offset.flatMap(it -> Optional.ofNullable(unfinished.get(it)))
                .filter(entry -> entry.queue().land(offset.get(), attempt, outcome)).isPresent();
    }

    /**
     * The steps to write now. Until {@link #commit} or {@link #rollback}, only {@link #committable} may be called.
     *
     * @param admit
     *            false to start no new attempts
     */
    public List<DeliveryStep> propose(Instant now, FreshnessCheck judge, boolean admit) {
        if (queues.size() > REMEMBERED) {
            queues.values().removeIf(queue -> queue.isForgettable(now));
        }
        var steps = new ArrayList<DeliveryStep>();
        for (var queue : queues.values()) {
            steps.addAll(queue.propose(now, judge, admit));
        }
        finishedBy(steps).forEach(unfinished::remove);
        return List.copyOf(steps);
    }

    private List<Long> finishedBy(List<DeliveryStep> steps) {
        return steps.stream().filter(DeliveryStep.Finish.class::isInstance)
                .flatMap(step -> Optional.ofNullable(offsets.get(step.notification().getId())).stream()).toList();
    }

    /** Changes of breakers that go with the proposed steps. */
    public List<BreakerChange> breakerChanges() {
        return queues.values().stream().flatMap(queue -> queue.breakerChanges().stream()).toList();
    }

    /** Applies the proposed steps. */
    public void commit() {
        for (var queue : queues.values()) {
            for (var step : queue.commit()) {
                if (step instanceof DeliveryStep.Finish) {
                    offsets.remove(step.notification().getId());
                    finished.add(step.notification().getId());
                }
            }
        }
    }

    /** Discards the proposed steps. */
    public void rollback() {
        for (var queue : queues.values()) {
            queue.rollback().forEach(entry -> unfinished.put(entry.offset(), new Entry(queue, entry.loggedAt())));
        }
    }

    /** Where a successor starts to read: offset and log time of the oldest unfinished notification, or of the next record. */
    public Bookmark committable() {
        return Optional.ofNullable(unfinished.firstEntry())
                .map(oldest -> new Bookmark(oldest.getKey(), oldest.getValue().loggedAt()))
                .orElse(new Bookmark(position, newest));
    }

    /** The next due time after now; empty if there is none. */
    public Optional<Instant> nextDue(Instant now) {
        return queues.values().stream().map(DestinationQueue::due).filter(due -> due.isAfter(now) && due
                .isBefore(Instant.MAX)).min(Instant::compareTo);
    }

    /** How many are unfinished. */
    public int size() {
        return unfinished.size();
    }

    /**
     * How many are unfinished, counting each destination up to a limit: one that hangs must not use up the room of the others.
     *
     * @param most
     *            how many of one destination count
     */
    public int weight(int most) {
        return queues.values().stream().mapToInt(queue -> Math.min(queue.size(), most)).sum();
    }

    /** Number of attempts in flight or without a written result. */
    public int inFlight() {
        return queues.values().stream().mapToInt(DestinationQueue::inFlight).sum();
    }

    /** Creation time of the oldest unfinished notification. */
    public Optional<Instant> oldest() {
        return queues.values().stream().flatMap(queue -> queue.oldest().stream()).min(Instant::compareTo);
    }

    /** The breakers of all destinations that are remembered. */
    public List<BreakerStatus> breakers(Instant now) {
        return queues.values().stream().map(queue -> queue.breaker(now)).toList();
    }

    /**
     * Closes the breaker of a destination with the next steps; false if the destination is unknown.
     *
     * @param by
     *            who asked for it
     */
    public boolean reset(String destination, String by) {
        var queue = Optional.ofNullable(queues.get(destination));
        queue.ifPresent(it -> it.reset(by));
        return queue.isPresent();
    }
}
