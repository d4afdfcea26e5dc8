package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.notifier.breaker.BreakerChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics, logs and health of the delivery loop. */
final class DeliveryLoopMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoopMonitor.class);

    private final MeterRegistry metrics;
    private final Counter unreadable;
    private final Counter restarts;
    private final AtomicInteger inFlight;
    private final AtomicInteger unfinished;
    private final AtomicInteger oldestSeconds;
    private final Map<String, AtomicInteger> failing = new HashMap<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.fresh());

    /**
     * @param lastTurn
     *            time of the last iteration
     * @param joined
     *            whether it has joined the group and read the state of its partitions
     * @param trouble
     *            the current error; empty if there is none
     */
    record State(Instant lastTurn, boolean joined, int partitions, int unfinished, Duration oldest, String trouble) {

        static State fresh() {
            return new State(Instant.EPOCH, false, 0, 0, Duration.ZERO, "starting");
        }
    }

    DeliveryLoopMonitor(MeterRegistry metrics) {
        this.metrics = metrics;
        this.unreadable = NotifierMetrics.RECORDS_UNDECODABLE.in(metrics);
        this.restarts = NotifierMetrics.RESTARTS.in(metrics);
        this.inFlight = NotifierMetrics.ATTEMPTS_IN_FLIGHT.watch(metrics, new AtomicInteger());
        this.unfinished = NotifierMetrics.NOTIFICATIONS_UNFINISHED.watch(metrics, new AtomicInteger());
        this.oldestSeconds = NotifierMetrics.OLDEST_UNFINISHED.watch(metrics, new AtomicInteger());
    }

    void saw(Instant now, DeliveryBooks books, int airborne) {
        var oldest = books.oldest().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        inFlight.set(airborne);
        unfinished.set(books.size());
        oldestSeconds.set(Math.toIntExact(Math.clamp(oldest.toSeconds(), 0, Integer.MAX_VALUE)));
        state.set(new State(now, books.joined(), books.partitions(), books.size(), oldest, ""));
    }

    /** Channels that are failing now. */
    void failing(Set<String> channels) {
        channels.forEach(channel -> failing.computeIfAbsent(channel, it -> NotifierMetrics.CHANNEL_FAILING.watch(
                metrics,
                new AtomicInteger(), it)));
        failing.forEach((channel, gauge) -> gauge.set(channels.contains(channel) ? 1 : 0));
    }

    /** A breaker changed. */
    void changed(BreakerChange change) {
        NotifierMetrics.BREAKER_CHANGES.in(metrics, change.code()).increment();
        LOG.warn("circuit breaker of {}: {}: {}", change.destination(), change.code(), change.reason());
    }

    void failed(Instant now, Throwable failure) {
        restarts.increment();
        LOG.warn("restarting delivery with new Kafka clients", failure);
        state.set(new State(now, false, 0, 0, Duration.ZERO, failure.getClass().getSimpleName()));
    }

    void unreadable() {
        unreadable.increment();
    }

    void wrote(DeliveryStep step, Instant now) {
        switch (step) {
            case DeliveryStep.Claim it -> LOG.debug("notification {} incident {} destination {} {}: attempt {}",
                    it.notification().getId(), it.notification().getIncident().getId(),
                    it.notification().getDestination(), it.notification().getKind(), it.attempt());
            case DeliveryStep.Postpone it -> {
                count(step, DeliveryOutcome.RETRY);
                log(step, "retry at " + it.until(), it.reason());
            }
            case DeliveryStep.Hold it -> log(step, "held back until about " + it.until(), it.reason());
            case DeliveryStep.Finish it -> {
                count(step, it.outcome());
                if (it.outcome() == DeliveryOutcome.DELIVERED) {
                    NotifierMetrics.DELIVERY_DURATION.timer(metrics, it.notification().getChannel()).record(Duration
                            .between(it.notification().getCreatedAt(), now));
                }
                log(step, it.outcome().name().toLowerCase(Locale.ROOT), it.reason());
            }
        }
    }

    private void count(DeliveryStep step, DeliveryOutcome outcome) {
        NotifierMetrics.DELIVERIES.in(metrics, step.notification().getChannel(), outcome.name().toLowerCase(
                Locale.ROOT)).increment();
    }

    private static void log(DeliveryStep step, String what, String reason) {
        LOG.info("notification {} incident {} destination {} {}: {} after attempt {}: {}",
                step.notification().getId(), step.notification().getIncident().getId(),
                step.notification().getDestination(), step.notification().getKind(), what, step.attempt(), reason);
    }

    State state() {
        return state.get();
    }
}
