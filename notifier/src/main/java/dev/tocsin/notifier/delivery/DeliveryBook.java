package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;

/**
 * The unfinished notifications of one partition. A state machine without clock, network or log: {@link #propose} returns the steps to write, and {@link #commit} applies them.
 *
 * <p>
 * Order: at most one notification of a lane (destination, incident and round) is in flight, oldest first; superseded ones are dropped. Pages of any lane go first. Not thread-safe.
 */
public final class DeliveryBook {

    private final RetrySchedule schedule = new RetrySchedule();
    private final KnownAttempts recall;
    private final FinishedNotifications finished;
    private final TreeMap<Long, PendingNotification> unfinished = new TreeMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, Instant> holds = new HashMap<>();
    private final Deque<PendingNotification> undo = new ArrayDeque<>();
    private final List<DeliveryStep> staged = new ArrayList<>();
    private long position;
    private Instant newest;

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
    public DeliveryBook(long position, Instant since, Map<String, Delivery> past, KnownAttempts recall) {
        this.position = position;
        this.newest = since;
        this.finished = new FinishedNotifications(past);
        this.recall = recall;
    }

    /** Adds a notification from the log, unless it is finished or already present. */
    public void add(long offset, Instant loggedAt, Notification notification) {
        reached(offset + 1, loggedAt);
        if (offsets.containsKey(notification.getId()) || finished.holds(notification.getId())) {
            return;
        }
        put(finished.lastKnown(notification.getId()).map(last -> continued(offset, loggedAt, notification, last))
                .orElseGet(() -> new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Queued(), 0,
                        false)));
        offsets.put(notification.getId(), offset);
    }

    private PendingNotification continued(long offset, Instant loggedAt, Notification notification, Delivery last) {
        var retryAt = last.getRetryAt();
        if (retryAt.isPresent()) {
            return new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Waiting(retryAt.get()),
                    last
                            .getAttempt(),
                    last.getPossibleRepeat(), Overdue.is(notification, retryAt.get()));
        }
        return recall.attempt(notification.getId(), last.getAttempt())
                .map(stage -> new PendingNotification(offset, loggedAt, notification, stage, last.getAttempt(),
                        last.getPossibleRepeat()))
                .orElseGet(() -> new PendingNotification(offset, loggedAt, notification, new DeliveryStage.Queued(),
                        last
                                .getAttempt(),
                        true));
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
        var entry = Optional.ofNullable(offsets.get(notificationId)).map(unfinished::get);
        if (entry.isEmpty() || entry.get().attempt() != attempt
                || !(entry.get().stage() instanceof DeliveryStage.InFlight)) {
            return false;
        }
        put(entry.get().at(new DeliveryStage.Landed(outcome)));
        return true;
    }

    /**
     * The steps to write now. Until {@link #commit} or {@link #rollback}, only {@link #committable} may be called.
     *
     * @param admit
     *            false to start no new attempts
     */
    public List<DeliveryStep> propose(Instant now, FreshnessCheck judge, boolean admit) {
        for (var entry : List.copyOf(unfinished.values())) {
            if (entry.stage() instanceof DeliveryStage.Landed(var outcome)) {
                settle(entry, outcome, now);
            }
        }
        if (admit && !unfinished.isEmpty()) {
            Supersession.overtaken(unfinished.values())
                    .forEach((entry, reason) -> finish(entry, dropped(entry, "superseded", reason)));
            admit(now, judge);
        }
        return List.copyOf(staged);
    }

    private void settle(PendingNotification entry, Outcome outcome, Instant now) {
        switch (outcome) {
            case Outcome.Delivered it ->
                finish(entry, over(entry, DeliveryOutcome.DELIVERED, "delivered", it, it.receipt()));
            case Outcome.Rejected it -> finish(entry, over(entry, DeliveryOutcome.REJECTED, "rejected", it, ""));
            case Outcome.RetryAfter it -> schedule
                    .after(entry.notification().getId(), entry.notification().getKind(), entry.attempt(), it.asked())
                    .map(now::plus).ifPresentOrElse(until -> postpone(entry, it, until),
                            () -> finish(entry, over(entry, DeliveryOutcome.GAVE_UP, "gave-up", it, "")));
        }
    }

    private void postpone(PendingNotification entry, Outcome.RetryAfter failure, Instant until) {
        var later = entry.waiting(until, failure.mayHaveArrived());
        if (failure.asked().isPresent()) {
            holds.merge(entry.notification().getDestination(), until, (a, b) -> a.isAfter(b) ? a : b);
        }
        stage(entry, new DeliveryStep.Postpone(entry.notification(), entry.attempt(), later.possibleRepeat(), until,
                failure.reason(), failure.status(), later.overdue() && !entry.overdue()));
        put(later);
    }

    /** Reports a page as overdue if it cannot be attempted in time. */
    private void keepWaiting(PendingNotification entry, Instant until, String reason) {
        if (entry.stage() instanceof DeliveryStage.Queued && Overdue.is(entry.notification(), until)) {
            stage(entry, new DeliveryStep.Postpone(entry.notification(), entry.attempt(), entry.possibleRepeat(), until,
                    reason,
                    0, true));
            put(entry.waiting(until, false));
        }
    }

    private void admit(Instant now, FreshnessCheck judge) {
        holds.values().removeIf(until -> !until.isAfter(now));
        var inFlight = new HashMap<String, Integer>();
        var lanes = new HashMap<PendingNotification.Lane, PendingNotification>();
        var ready = new ArrayList<PendingNotification>();
        for (var entry : unfinished.values()) {
            if (entry.inFlight()) {
                inFlight.merge(entry.notification().getDestination(), 1, Integer::sum);
            }
            var ahead = Optional.ofNullable(lanes.putIfAbsent(entry.lane(), entry));
            if (ahead.isEmpty() && isReady(entry, now)) {
                ready.add(entry);
            } else if (ahead.isPresent() && ahead.get().stage() instanceof DeliveryStage.Waiting(var until)) {
                keepWaiting(entry, until, "waiting for an earlier page to the same destination, which failed");
            }
        }
        Stream.concat(ready.stream().filter(Urgency::isPage), ready.stream().filter(it -> !Urgency.isPage(it)))
                .forEach(entry -> admit(entry, judge, inFlight));
    }

    private void admit(PendingNotification entry, FreshnessCheck judge, Map<String, Integer> inFlight) {
        var notification = entry.notification();
        switch (judge.judge(notification, entry.attempt(), entry.possibleRepeat())) {
            case FreshnessVerdict.Drop(var code, var reason) -> finish(entry, dropped(entry, code, reason));
            case FreshnessVerdict.Send() -> {
                var busy = inFlight.getOrDefault(notification.getDestination(), 0);
                var held = Optional.ofNullable(holds.get(notification.getDestination()));
                if (held.isPresent()) {
                    keepWaiting(entry, held.get(), "the receiver asked for no requests before " + held.get());
                } else if (busy < judge.parallel(notification)) {
                    inFlight.merge(notification.getDestination(), 1, Integer::sum);
                    var claimed = entry.claimed();
                    stage(entry, new DeliveryStep.Claim(notification, claimed.attempt(), claimed.possibleRepeat()));
                    put(claimed);
                }
            }
        }
    }

    private static boolean isReady(PendingNotification entry, Instant now) {
        return switch (entry.stage()) {
            case DeliveryStage.Queued() -> true;
            case DeliveryStage.Waiting(var until) -> !until.isAfter(now);
            case DeliveryStage.InFlight(),DeliveryStage.Landed(_) -> false;
        };
    }

    private static DeliveryStep.Finish over(PendingNotification entry, DeliveryOutcome outcome, String code,
            Outcome result,
            String receipt) {
        return new DeliveryStep.Finish(entry.notification(), entry.attempt(), entry.possibleRepeat(), outcome, code,
                result.reason(), result.status(), receipt);
    }

    private static DeliveryStep.Finish dropped(PendingNotification entry, String code, String reason) {
        return new DeliveryStep.Finish(entry.notification(), entry.attempt(), entry.possibleRepeat(),
                DeliveryOutcome.DROPPED,
                "dropped-" + code, reason, 0, "");
    }

    private void finish(PendingNotification entry, DeliveryStep.Finish step) {
        stage(entry, step);
        unfinished.remove(entry.offset());
    }

    private void stage(PendingNotification before, DeliveryStep step) {
        undo.push(before);
        staged.add(step);
    }

    private void put(PendingNotification entry) {
        unfinished.put(entry.offset(), entry);
    }

    /** Applies the proposed steps. */
    public void commit() {
        for (var step : staged) {
            if (step instanceof DeliveryStep.Finish) {
                offsets.remove(step.notification().getId());
                finished.add(step.notification().getId());
            }
        }
        undo.clear();
        staged.clear();
    }

    /** Discards the proposed steps. */
    public void rollback() {
        undo.forEach(this::put);
        undo.clear();
        staged.clear();
    }

    /** Where a successor starts to read: offset and log time of the oldest unfinished notification, or of the next record. */
    public Bookmark committable() {
        return Optional.ofNullable(unfinished.firstEntry())
                .map(oldest -> new Bookmark(oldest.getKey(), oldest.getValue().loggedAt()))
                .orElse(new Bookmark(position, newest));
    }

    /** The next due time after now; empty if there is none. */
    public Optional<Instant> nextDue(Instant now) {
        var retries = unfinished.values().stream().map(PendingNotification::stage)
                .flatMap(stage -> stage instanceof DeliveryStage.Waiting(var until)
                        ? Stream.of(until)
                        : Stream.empty());
        return Stream.concat(retries, holds.values().stream()).filter(now::isBefore).min(Instant::compareTo);
    }

    /** How many are unfinished. */
    public int size() {
        return unfinished.size();
    }

    /** Number of attempts in flight or without a written result. */
    public int inFlight() {
        return (int) unfinished.values().stream().filter(PendingNotification::inFlight).count();
    }

    /** Creation time of the oldest unfinished notification. */
    public Optional<Instant> oldest() {
        return unfinished.values().stream().map(entry -> entry.notification().getCreatedAt())
                .min(Instant::compareTo);
    }
}
