package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.breaker.BreakerChange;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.breaker.BreakerStatus;
import dev.tocsin.notifier.throttle.MessageWindow;
import dev.tocsin.policy.model.Throttle;

/**
 * The unfinished notifications to one destination. It is looked at only when something happened to it or fell due, so a
 * destination that hangs costs the others nothing, however much waits for it. Not thread-safe.
 *
 * <p>
 * Order: at most one notification of a lane (incident and round) is in flight, oldest first; superseded ones are dropped. Pages of
 * any lane go first. What the throttle holds back stands in no lane, and a digest tells it when there is room.
 */
final class DestinationQueue {

    /** What may start but does not find room is judged again after this time: it may be outdated meanwhile. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final String destination;
    private final RetrySchedule schedule = new RetrySchedule();
    private final DestinationGates gates;
    private final DestinationThrottle throttle;
    private final TreeMap<Long, PendingNotification> unfinished = new TreeMap<>();
    private final Deque<PendingNotification> undo = new ArrayDeque<>();
    private final List<DeliveryStep> staged = new ArrayList<>();
    private boolean changed;
    private int inFlight;
    private Instant due = Instant.MAX;
    private Instant proposedAt = Instant.MIN;
    private boolean holding;

    DestinationQueue(String destination, BreakerRules rules, MessageWindow window) {
        this.destination = destination;
        this.gates = new DestinationGates(destination, rules);
        this.throttle = new DestinationThrottle(window);
    }

    /** Adds an entry, or replaces the one at its offset. */
    void put(PendingNotification entry) {
        unfinished.put(entry.offset(), entry);
        changed = true;
    }

    /** Takes the result of an attempt; false if no such attempt is in flight. */
    boolean land(long offset, int attempt, Outcome outcome) {
        var entry = Optional.ofNullable(unfinished.get(offset))
                .filter(it -> it.attempt() == attempt && it.stage() instanceof DeliveryStage.InFlight);
        entry.ifPresent(it -> put(it.at(new DeliveryStage.Landed(outcome))));
        return entry.isPresent();
    }

    /** Closes the breaker with the next steps. */
    void reset(String by) {
        gates.reset(by);
        changed = true;
    }

    /**
     * The steps to write now; empty if nothing happened and nothing is due.
     *
     * @param admit
     *            false to start no new attempts
     */
    List<DeliveryStep> propose(Instant now, FreshnessCheck judge, boolean admit) {
        if (!changed && due.isAfter(now)) {
            return List.of();
        }
        changed = !admit;
        due = Instant.MAX;
        proposedAt = now;
        throttle.keepOnly(unfinished.keySet());
        gates.keepOnly(unfinished.values().stream().map(entry -> entry.notification().getPolicyVersion()).collect(
                Collectors.toSet()));
        gates.applyReset(now);
        for (var entry : List.copyOf(unfinished.values())) {
            if (entry.stage() instanceof DeliveryStage.Landed(var outcome)) {
                var gate = gate(entry, judge);
                gate.landed(outcome, now);
                settle(entry, outcome, gate, now);
            }
        }
        if (admit && !unfinished.isEmpty()) {
            Supersession.overtaken(unfinished.values())
                    .forEach((entry, reason) -> finish(entry, Endings.dropped(entry, "superseded", reason)));
            admit(now, judge);
        }
        unfinished.values().forEach(entry -> {
            if (entry.stage() instanceof DeliveryStage.Waiting(var until) && until.isAfter(now)) {
                lookAt(until);
            }
        });
        return List.copyOf(staged);
    }

    private void settle(PendingNotification entry, Outcome outcome, DestinationGate gate, Instant now) {
        switch (outcome) {
            case Outcome.Delivered it -> {
                var told = toldBy(entry);
                finish(entry, throttle.isCarrier(entry)
                        ? Endings.asDigest(entry, it, told.size() + 1)
                        : Endings.over(entry, DeliveryOutcome.DELIVERED, "delivered", it, it.receipt()));
                told.forEach(other -> finish(other, Endings.inDigest(other, entry)));
            }
            case Outcome.Rejected it -> fail(entry, DeliveryOutcome.REJECTED, "rejected", it);
            case Outcome.RetryAfter it -> postpone(entry, it, gate, now);
        }
    }

    /** A digest fails for all that it was to tell. */
    private void fail(PendingNotification entry, DeliveryOutcome outcome, String code, Outcome result) {
        var told = toldBy(entry);
        finish(entry, Endings.over(entry, outcome, code, result, ""));
        told.forEach(other -> finish(other, Endings.over(other, outcome, code, result, "")));
    }

    /** The others of its digest that are not finished meanwhile. */
    private List<PendingNotification> toldBy(PendingNotification carrier) {
        return throttle.toldBy(carrier).stream().flatMap(offset -> Optional.ofNullable(unfinished.get(offset)).stream())
                .filter(it -> !it.inFlight()).toList();
    }

    /** After a failed attempt, also one that the breaker refused. */
    private void postpone(PendingNotification entry, Outcome.RetryAfter failure, DestinationGate gate, Instant now) {
        var wait = schedule.after(entry.notification().getId(), entry.notification().getKind(), entry.attempt(), failure
                .asked());
        if (wait.isEmpty()) {
            fail(entry, DeliveryOutcome.GAVE_UP, "gave-up", failure);
            return;
        }
        var until = gate.notBefore(now.plus(wait.get()), now);
        if (failure.asked().isPresent()) {
            gate.hold(until);
        }
        var later = entry.waiting(until, failure.mayHaveArrived(), gate.refusal(now).isPresent());
        stage(entry, new DeliveryStep.Postpone(entry.notification(), entry.attempt(), later.possibleRepeat(), until,
                failure.reason(), failure.status(), later.overdue() && !entry.overdue()));
        put(later);
    }

    /** Reports a page as overdue that waits behind others and cannot be attempted in time. */
    private void keepWaiting(PendingNotification entry, Instant until, String reason, boolean refused) {
        var later = entry.waiting(until, false, refused);
        if (!entry.inFlight() && later.overdue() && !entry.overdue()) {
            stage(entry, new DeliveryStep.Postpone(entry.notification(), entry.attempt(), entry.possibleRepeat(), until,
                    reason, 0, true));
            put(later);
        }
    }

    private void admit(Instant now, FreshnessCheck judge) {
        var lanes = new HashMap<PendingNotification.Lane, PendingNotification>();
        var ready = new ArrayList<PendingNotification>();
        var held = new ArrayList<PendingNotification>();
        for (var entry : List.copyOf(unfinished.values())) {
            if (entry.held() && !entry.inFlight() && gate(entry, judge).refusal(now).isEmpty()) {
                held.add(entry);
                continue;
            }
            var ahead = Optional.ofNullable(lanes.putIfAbsent(entry.lane(), entry));
            if (ahead.isEmpty() && isReady(entry, now)) {
                ready.add(entry);
            } else {
                standBy(entry, ahead, gate(entry, judge), now);
            }
        }
        inFlight = inFlight();
        holding = !held.isEmpty() && !tell(held, judge, now);
        Stream.concat(ready.stream().filter(Urgency::isPage), ready.stream().filter(it -> !Urgency.isPage(it)))
                .forEach(entry -> admit(entry, judge, now));
    }

    private void standBy(PendingNotification entry, Optional<PendingNotification> ahead, DestinationGate gate,
            Instant now) {
        var refusal = gate.refusal(now);
        if (refusal.isPresent()) {
            var until = entry.stage() instanceof DeliveryStage.Waiting(var own) ? own : refusal.get().until();
            keepWaiting(entry, until, refusal.get().reason(), true);
        } else if (entry.stage() instanceof DeliveryStage.Queued && ahead.isPresent()
                && ahead.get().stage() instanceof DeliveryStage.Waiting(var until)) {
            keepWaiting(entry, until, "waiting for an earlier page to the same destination, which failed", false);
        }
    }

    private void admit(PendingNotification entry, FreshnessCheck judge, Instant now) {
        var notification = entry.notification();
        var gate = gate(entry, judge);
        switch (judge.judge(notification, entry.attempt(), entry.possibleRepeat())) {
            case FreshnessVerdict.Drop(var code, var reason) -> finish(entry, Endings.dropped(entry, code, reason));
            case FreshnessVerdict.Send() -> {
                switch (gate.passage(now, inFlight, judge.parallel(notification))) {
                    case DestinationGate.Passage.Free() -> sendOrHold(entry, judge, now);
                    case DestinationGate.Passage.Full() -> lookAt(now.plus(LOOK_AGAIN));
                    case DestinationGate.Passage.Held(var until, var reason) -> {
                        lookAt(until.isBefore(now.plus(LOOK_AGAIN)) ? until : now.plus(LOOK_AGAIN));
                        if (entry.stage() instanceof DeliveryStage.Queued) {
                            keepWaiting(entry, until, reason, false);
                        }
                    }
                    case DestinationGate.Passage.Refused(_, var reason) ->
                        refuse(entry, reason, gate, now);
                }
            }
        }
    }

    /** What was tried before goes on: it has its place. */
    private void sendOrHold(PendingNotification entry, FreshnessCheck judge, Instant now) {
        var limit = judge.throttle(entry.notification()).filter(_ -> entry.attempt() == 0);
        var room = limit.flatMap(it -> roomAt(it, now));
        if (limit.isEmpty() || (room.isEmpty() && !holding)) {
            claim(entry, entry.notification());
            return;
        }
        var until = room.orElse(now.plus(LOOK_AGAIN));
        holding = true;
        stage(entry, new DeliveryStep.Hold(entry.notification(), entry.attempt(), entry.possibleRepeat(), until,
                DestinationThrottle.reason(limit.get(), until)));
        put(entry.heldBack());
        lookAt(until);
    }

    private void claim(PendingNotification entry, Notification message) {
        inFlight++;
        var claimed = entry.claimed();
        stage(entry, new DeliveryStep.Claim(entry.notification(), claimed.attempt(), claimed.possibleRepeat(),
                message));
        put(claimed);
    }

    private Optional<Instant> roomAt(Throttle limit, Instant now) {
        return throttle.roomAt(now, limit, inFlight + DestinationThrottle.deliveries(staged));
    }

    /** Sends what is held back, in one message, if there is room; false if it waits on. */
    private boolean tell(List<PendingNotification> held, FreshnessCheck judge, Instant now) {
        if (throttle.isTelling(unfinished.values())) {
            return false;
        }
        var failed = held.stream().filter(it -> !isReady(it, now)).toList();
        if (!failed.isEmpty()) {
            held.forEach(it -> standBy(it, Optional.of(failed.getFirst()), gate(it, judge), now));
            return false;
        }
        var worth = held.stream().filter(it -> isWorthTelling(it, judge)).toList();
        if (worth.isEmpty()) {
            return true;
        }
        var carrier = DestinationThrottle.carrier(worth);
        var room = judge.throttle(carrier.notification()).flatMap(it -> roomAt(it, now));
        if (room.isPresent()) {
            lookAt(room.get());
            return false;
        }
        return switch (gate(carrier, judge).passage(now, inFlight, judge.parallel(carrier.notification()))) {
            case DestinationGate.Passage.Free() -> {
                claim(carrier, throttle.message(carrier, worth));
                yield true;
            }
            case DestinationGate.Passage.Held(var until, _) -> {
                lookAt(until);
                yield false;
            }
            case DestinationGate.Passage.Full(),DestinationGate.Passage.Refused _ -> {
                lookAt(now.plus(LOOK_AGAIN));
                yield false;
            }
        };
    }

    /** What waited is judged as a retry is: it must not be told as news when it is none. */
    private boolean isWorthTelling(PendingNotification entry, FreshnessCheck judge) {
        return switch (judge.judge(entry.notification(), entry.attempt() + 1, entry.possibleRepeat())) {
            case FreshnessVerdict.Drop(var code, var reason) -> {
                finish(entry, Endings.dropped(entry, code, reason));
                yield false;
            }
            case FreshnessVerdict.Send() -> true;
        };
    }

    /** A refusal counts as a failed attempt, so that patience and escalation are as they are without a breaker. */
    private void refuse(PendingNotification entry, String reason, DestinationGate gate, Instant now) {
        postpone(entry.refused(), Outcome.RetryAfter.notArrived(reason), gate, now);
        undo.pop();
        undo.push(entry);
    }

    private static boolean isReady(PendingNotification entry, Instant now) {
        return switch (entry.stage()) {
            case DeliveryStage.Queued() -> true;
            case DeliveryStage.Waiting(var until) -> !until.isAfter(now);
            case DeliveryStage.InFlight(),DeliveryStage.Landed(_) -> false;
        };
    }

    private DestinationGate gate(PendingNotification entry, FreshnessCheck judge) {
        return gates.of(entry.notification(), judge);
    }

    private void lookAt(Instant at) {
        due = at.isBefore(due) ? at : due;
    }

    private void finish(PendingNotification entry, DeliveryStep.Finish step) {
        stage(entry, step);
        unfinished.remove(entry.offset());
    }

    private void stage(PendingNotification before, DeliveryStep step) {
        undo.push(before);
        staged.add(step);
    }

    /** Changes of the breaker that go with the proposed steps. */
    List<BreakerChange> breakerChanges() {
        return gates.changes();
    }

    /** Applies the proposed steps and returns them. What waits is due at once when a breaker has closed. */
    List<DeliveryStep> commit() {
        var written = List.copyOf(staged);
        throttle.wrote(written, proposedAt);
        var closed = gates.commit();
        closed.ifPresent(at -> unfinished.replaceAll((_, entry) -> entry
                .stage() instanceof DeliveryStage.Waiting
                        ? entry.at(new DeliveryStage.Waiting(at))
                        : entry));
        changed = changed || !written.isEmpty() || closed.isPresent();
        undo.clear();
        staged.clear();
        return written;
    }

    /** Discards the proposed steps, and returns the entries that they would have changed. */
    List<PendingNotification> rollback() {
        var before = List.copyOf(undo);
        gates.rollback();
        before.forEach(entry -> unfinished.put(entry.offset(), entry));
        changed = changed || !before.isEmpty() || gates.isResetWanted();
        undo.clear();
        staged.clear();
        return before;
    }

    /** When it is to be looked at again; the far future if only an event can change anything. */
    Instant due() {
        return due;
    }

    int size() {
        return unfinished.size();
    }

    /** Attempts in flight or without a written result. */
    int inFlight() {
        return (int) unfinished.values().stream().filter(PendingNotification::inFlight).count();
    }

    /** Creation time of its first notification. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(unfinished.firstEntry()).map(it -> it.getValue().notification().getCreatedAt());
    }

    /** The breaker at an instant. */
    BreakerStatus breaker(Instant now) {
        return BreakerStatus.of(destination, gates.breaker(now), size(), now);
    }

    /** Whether nothing waits and nothing is remembered of the destination. */
    boolean isForgettable(Instant now) {
        return unfinished.isEmpty() && gates.isPristine(now) && throttle.isQuiet(now);
    }
}
