package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.tocsin.event.DeliveryOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the loop tells operators: metrics, one log line for each change, and how it is. */
final class LoopWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);

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
     *            when the loop last came round
     * @param joined
     *            whether it has joined the group and knows where its partitions stand
     * @param trouble
     *            what keeps it from working; empty when nothing does
     */
    record State(Instant lastTurn, boolean joined, int partitions, int unfinished, Duration oldest, String trouble) {

        static State fresh() {
            return new State(Instant.EPOCH, false, 0, 0, Duration.ZERO, "starting");
        }
    }

    LoopWatch(MeterRegistry metrics) {
        this.metrics = metrics;
        this.unreadable = Counter.builder("tocsin.notifier.unreadable")
                .description("Notifications that could not be decoded and were skipped").register(metrics);
        this.restarts = Counter.builder("tocsin.notifier.restarts")
                .description("Times the loop had to start again with new Kafka clients").register(metrics);
        this.inFlight = metrics.gauge("tocsin.notifier.in.flight", new AtomicInteger());
        this.unfinished = metrics.gauge("tocsin.notifier.unfinished", new AtomicInteger());
        this.oldestSeconds = metrics.gauge("tocsin.notifier.oldest.unfinished.seconds", new AtomicInteger());
    }

    void saw(Instant now, DeliveryBooks books, int airborne) {
        var oldest = books.oldest().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        inFlight.set(airborne);
        unfinished.set(books.size());
        oldestSeconds.set(Math.toIntExact(Math.clamp(oldest.toSeconds(), 0, Integer.MAX_VALUE)));
        state.set(new State(now, books.joined(), books.partitions(), books.size(), oldest, ""));
    }

    /** Channels that do not reach people now. */
    void failing(Set<String> channels) {
        channels.forEach(channel -> failing.computeIfAbsent(channel, it -> Objects.requireNonNull(metrics.gauge(
                "tocsin.notifier.channel.failing", List.of(Tag.of("channel", it)), new AtomicInteger()))));
        failing.forEach((channel, gauge) -> gauge.set(channels.contains(channel) ? 1 : 0));
    }

    void failed(Instant now, Throwable failure) {
        restarts.increment();
        LOG.warn("delivery starts again with new Kafka clients", failure);
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
            case DeliveryStep.Finish it -> {
                count(step, it.outcome());
                if (it.outcome() == DeliveryOutcome.DELIVERED) {
                    Timer.builder("tocsin.delivery.time").description("From the decision to tell until it was taken")
                            .tag("channel", it.notification().getChannel()).register(metrics)
                            .record(Duration.between(it.notification().getCreatedAt(), now));
                }
                log(step, it.outcome().name().toLowerCase(Locale.ROOT), it.reason());
            }
        }
    }

    private void count(DeliveryStep step, DeliveryOutcome outcome) {
        metrics.counter("tocsin.deliveries", "channel", step.notification().getChannel(), "outcome",
                outcome.name().toLowerCase(Locale.ROOT)).increment();
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
