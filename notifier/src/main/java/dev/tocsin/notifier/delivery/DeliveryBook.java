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
 * The notifications of one partition that are not finished, and what is to be written about them next. A state machine
 * without clock, network or log: {@link #propose} says what to write, and only {@link #commit} makes it so.
 *
 * <p>
 * Order: of one lane (destination, incident and round) at most one is under way, the oldest first; what a later one of
 * the lane has overtaken is dropped. Between lanes pages go first. Not safe for use by several threads.
 */
public final class DeliveryBook {

    private final RetrySchedule schedule = new RetrySchedule();
    private final Recall recall;
    private final Finished finished;
    private final TreeMap<Long, Entry> unfinished = new TreeMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, Instant> holds = new HashMap<>();
    private final Deque<Entry> undo = new ArrayDeque<>();
    private final List<DeliveryStep> staged = new ArrayList<>();
    private long position;
    private Instant newest;

    /**
     * A book of a partition.
     *
     * @param position
     *            offset of the first notification that it will be given
     * @param since
     *            log time of what came before
     * @param past
     *            last known delivery of each notification from there on, by id
     */
    public DeliveryBook(long position, Instant since, Map<String, Delivery> past, Recall recall) {
        this.position = position;
        this.newest = since;
        this.finished = new Finished(past);
        this.recall = recall;
    }

    /** Takes a notification from the log; one that is finished or already here changes nothing. */
    public void add(long offset, Instant loggedAt, Notification notification) {
        reached(offset + 1, loggedAt);
        if (offsets.containsKey(notification.getId()) || finished.holds(notification.getId())) {
            return;
        }
        put(finished.lastKnown(notification.getId()).map(last -> continued(offset, loggedAt, notification, last))
                .orElseGet(() -> new Entry(offset, loggedAt, notification, new DeliveryStage.Queued(), 0, false)));
        offsets.put(notification.getId(), offset);
    }

    private Entry continued(long offset, Instant loggedAt, Notification notification, Delivery last) {
        var retryAt = last.getRetryAt();
        if (retryAt.isPresent()) {
            return new Entry(offset, loggedAt, notification, new DeliveryStage.Waiting(retryAt.get()), last
                    .getAttempt(),
                    last.getPossibleRepeat(), Overdue.is(notification, retryAt.get()));
        }
        return recall.attempt(notification.getId(), last.getAttempt())
                .map(stage -> new Entry(offset, loggedAt, notification, stage, last.getAttempt(),
                        last.getPossibleRepeat()))
                .orElseGet(() -> new Entry(offset, loggedAt, notification, new DeliveryStage.Queued(), last
                        .getAttempt(),
                        true));
    }

    /** The log was read up to here; also past records that hold no notification. */
    public void reached(long next, Instant loggedAt) {
        position = Math.max(position, next);
        newest = loggedAt.isAfter(newest) ? loggedAt : newest;
    }

    /** All that was in the log when the partition was taken over has been given: the past may be forgotten. */
    public void caughtUp() {
        finished.forgetOldest();
    }

    /** Takes the result of an attempt; false when it is not one of this book's. */
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
     * What is to be written down now. Until {@link #commit} or {@link #rollback} nothing else may be asked of the book but
     * {@link #committable}.
     *
     * @param admit
     *            false when nothing new is to be started
     */
    public List<DeliveryStep> propose(Instant now, Judge judge, boolean admit) {
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

    private void settle(Entry entry, Outcome outcome, Instant now) {
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

    private void postpone(Entry entry, Outcome.RetryAfter failure, Instant until) {
        var later = entry.waiting(until, failure.mayHaveArrived());
        if (failure.asked().isPresent()) {
            holds.merge(entry.notification().getDestination(), until, (a, b) -> a.isAfter(b) ? a : b);
        }
        stage(entry, new DeliveryStep.Postpone(entry.notification(), entry.attempt(), later.possibleRepeat(), until,
                failure.reason(), failure.status(), later.overdue() && !entry.overdue()));
        put(later);
    }

    /** A page that cannot even be tried before it is overdue; others are to be told in the meantime. */
    private void keepWaiting(Entry entry, Instant until, String reason) {
        if (entry.stage() instanceof DeliveryStage.Queued && Overdue.is(entry.notification(), until)) {
            stage(entry, new DeliveryStep.Postpone(entry.notification(), entry.attempt(), entry.possibleRepeat(), until,
                    reason,
                    0, true));
            put(entry.waiting(until, false));
        }
    }

    private void admit(Instant now, Judge judge) {
        holds.values().removeIf(until -> !until.isAfter(now));
        var inFlight = new HashMap<String, Integer>();
        var lanes = new HashMap<Entry.Lane, Entry>();
        var ready = new ArrayList<Entry>();
        for (var entry : unfinished.values()) {
            if (entry.inFlight()) {
                inFlight.merge(entry.notification().getDestination(), 1, Integer::sum);
            }
            var ahead = Optional.ofNullable(lanes.putIfAbsent(entry.lane(), entry));
            if (ahead.isEmpty() && isReady(entry, now)) {
                ready.add(entry);
            } else if (ahead.isPresent() && ahead.get().stage() instanceof DeliveryStage.Waiting(var until)) {
                keepWaiting(entry, until, "it waits behind an earlier page to the same destination, which failed");
            }
        }
        Stream.concat(ready.stream().filter(Urgency::isPage), ready.stream().filter(it -> !Urgency.isPage(it)))
                .forEach(entry -> admit(entry, judge, inFlight));
    }

    private void admit(Entry entry, Judge judge, Map<String, Integer> inFlight) {
        var notification = entry.notification();
        switch (judge.judge(notification, entry.attempt(), entry.possibleRepeat())) {
            case FreshnessVerdict.Drop(var code, var reason) -> finish(entry, dropped(entry, code, reason));
            case FreshnessVerdict.Send() -> {
                var busy = inFlight.getOrDefault(notification.getDestination(), 0);
                var held = Optional.ofNullable(holds.get(notification.getDestination()));
                if (held.isPresent()) {
                    keepWaiting(entry, held.get(), "its receiver asked not to be called before " + held.get());
                } else if (busy < judge.parallel(notification)) {
                    inFlight.merge(notification.getDestination(), 1, Integer::sum);
                    var claimed = entry.claimed();
                    stage(entry, new DeliveryStep.Claim(notification, claimed.attempt(), claimed.possibleRepeat()));
                    put(claimed);
                }
            }
        }
    }

    private static boolean isReady(Entry entry, Instant now) {
        return switch (entry.stage()) {
            case DeliveryStage.Queued() -> true;
            case DeliveryStage.Waiting(var until) -> !until.isAfter(now);
            case DeliveryStage.InFlight(),DeliveryStage.Landed(_) -> false;
        };
    }

    private static DeliveryStep.Finish over(Entry entry, DeliveryOutcome outcome, String code, Outcome result,
            String receipt) {
        return new DeliveryStep.Finish(entry.notification(), entry.attempt(), entry.possibleRepeat(), outcome, code,
                result.reason(), result.status(), receipt);
    }

    private static DeliveryStep.Finish dropped(Entry entry, String code, String reason) {
        return new DeliveryStep.Finish(entry.notification(), entry.attempt(), entry.possibleRepeat(),
                DeliveryOutcome.DROPPED,
                "dropped-" + code, reason, 0, "");
    }

    private void finish(Entry entry, DeliveryStep.Finish step) {
        stage(entry, step);
        unfinished.remove(entry.offset());
    }

    private void stage(Entry before, DeliveryStep step) {
        undo.push(before);
        staged.add(step);
    }

    private void put(Entry entry) {
        unfinished.put(entry.offset(), entry);
    }

    /** What was proposed is written. */
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

    /** What was proposed could not be written and did not happen. */
    public void rollback() {
        undo.forEach(this::put);
        undo.clear();
        staged.clear();
    }

    /** From where a successor has to read: offset and log time of the oldest unfinished one, or of what comes next. */
    public Bookmark committable() {
        return Optional.ofNullable(unfinished.firstEntry())
                .map(oldest -> new Bookmark(oldest.getKey(), oldest.getValue().loggedAt()))
                .orElse(new Bookmark(position, newest));
    }

    /** When something falls due by itself after now; empty when only events matter. */
    public Optional<Instant> nextDue(Instant now) {
        var retries = unfinished.values().stream().map(Entry::stage)
                .flatMap(stage -> stage instanceof DeliveryStage.Waiting(var until)
                        ? Stream.of(until)
                        : Stream.empty());
        return Stream.concat(retries, holds.values().stream()).filter(now::isBefore).min(Instant::compareTo);
    }

    /** How many are unfinished. */
    public int size() {
        return unfinished.size();
    }

    /** How many attempts are under way or landed and not written down. */
    public int inFlight() {
        return (int) unfinished.values().stream().filter(Entry::inFlight).count();
    }

    /** When the oldest unfinished one was decided. */
    public Optional<Instant> oldest() {
        return unfinished.values().stream().map(entry -> entry.notification().getCreatedAt())
                .min(Instant::compareTo);
    }
}
