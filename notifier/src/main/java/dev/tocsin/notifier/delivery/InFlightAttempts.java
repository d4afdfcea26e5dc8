package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts in flight. An attempt continues when its partition is lost, and its result is kept for a while: if the partition returns, this process does not send again.
 */
final class InFlightAttempts implements KnownAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(InFlightAttempts.class);
    private static final int REMEMBERED = 1_000;

    private final Sender sender;
    private final Duration deadline;
    private final AttemptThreads threads;
    private final Queue<Landing> landed = new ConcurrentLinkedQueue<>();
    private final Set<Attempt> airborne = ConcurrentHashMap.newKeySet();
    private final Map<Attempt, Outcome> unclaimed = new LinkedHashMap<>();

    /**
     * @param deadline
     *            time after which an attempt counts as lost
     * @param threads
     *            where attempts run
     */
    InFlightAttempts(Sender sender, Duration deadline, AttemptThreads threads) {
        this.sender = sender;
        this.deadline = deadline;
        this.threads = threads;
    }

    private record Attempt(String notificationId, int number) {}

    /** A finished attempt. */
    record Landing(DeliveryStep.Claim claim, Outcome outcome) {}

    /** Starts an attempt; {@code onLanded} runs on any thread when it finishes. */
    void start(DeliveryStep.Claim claim, Runnable onLanded) {
        airborne.add(attempt(claim));
        var landing = new CompletableFuture<Outcome>().completeOnTimeout(
                Outcome.RetryAfter.answerLost("no result after " + deadline.toSeconds() + " s"), deadline.toMillis(),
                TimeUnit.MILLISECONDS);
        var interrupt = threads.start("send-" + claim.notification().getId(), () -> landing.complete(send(claim)));
        var _ = landing.thenAccept(outcome -> {
            landed.add(new Landing(claim, outcome));
            interrupt.run();
            onLanded.run();
        });
    }

    private Outcome send(DeliveryStep.Claim claim) {
        try {
            return sender.send(claim);
        } catch (RuntimeException unforeseen) {
            LOG.error("a channel threw an unexpected exception: notification {} incident {} destination {}",
                    claim.notification().getId(), claim.notification().getIncident().getId(),
                    claim.notification().getDestination(), unforeseen);
            return Outcome.RetryAfter
                    .answerLost("the channel failed: " + unforeseen.getClass().getSimpleName());
        }
    }

    /** Whether results are available. */
    boolean anyLanded() {
        return !landed.isEmpty();
    }

    /** Number of attempts in flight. */
    int inFlight() {
        return airborne.size();
    }

    /** Results since the last call, oldest first. */
    List<Landing> drain() {
        var all = new ArrayList<Landing>();
        for (var next = landed.poll(); next != null; next = landed.poll()) {
            airborne.remove(attempt(next.claim()));
            all.add(next);
        }
        return all;
    }

    /** Keeps a result whose partition is not assigned now. */
    void keep(Landing landing) {
        unclaimed.put(attempt(landing.claim()), landing.outcome());
        var oldest = unclaimed.keySet().iterator();
        if (unclaimed.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public Optional<DeliveryStage> attempt(String notificationId, int number) {
        var attempt = new Attempt(notificationId, number);
        return airborne.contains(attempt)
                ? Optional.of(new DeliveryStage.InFlight())
                : Optional.ofNullable(unclaimed.remove(attempt)).map(DeliveryStage.Landed::new);
    }

    private static Attempt attempt(DeliveryStep.Claim claim) {
        return new Attempt(claim.notification().getId(), claim.attempt());
    }
}
