package dev.tocsin.notifier.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.runtime.CommitPace;
import dev.tocsin.runtime.Health;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.CloseOptions;

/**
 * Keeps a {@link DeliverySession} running on a thread of its own. Whatever ends a session (fenced, broker gone, unknown outcome
 * of a commit) leads to a new one that learns from the log where things stand; only {@link #close} ends the loop.
 */
public final class DeliveryLoop implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final DeliveryClients clients;
    private final EventSerdes serdes;
    private final PastDeliveries past;
    private final FreshnessCheck judge;
    private final BooleanSupplier mayStart;
    private final Clock clock;
    private final LoopLimits limits;
    private final DeliveryLoopMonitor watch;
    private final ChannelAlarms troubles;
    private final BreakerDesk desk;
    private final BreakerGauges gauges;
    private final InFlightAttempts sends;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("notifier-loop").unstarted(this::run);
    private final AtomicReference<Optional<DeliverySession>> current = new AtomicReference<>(Optional.empty());
    private volatile boolean renewing;

    /**
     * A loop that is not started.
     *
     * @param mayStart
     *            false while what the judge needs is not read yet
     * @param desk
     *            takes questions about circuit breakers
     */
    public DeliveryLoop(DeliveryClients clients, EventSerdes serdes, PastDeliveries past, FreshnessCheck judge,
            Sender sender,
            BooleanSupplier mayStart, Clock clock, LoopLimits limits, MeterRegistry metrics,
            ChannelAlarms troubles, BreakerDesk desk) {
        this.clients = clients;
        this.serdes = serdes;
        this.past = past;
        this.judge = judge;
        this.mayStart = mayStart;
        this.clock = clock;
        this.limits = limits;
        this.troubles = troubles;
        this.desk = desk;
        this.gauges = new BreakerGauges(metrics, troubles::place);
        this.watch = new DeliveryLoopMonitor(metrics);
        this.sends = new InFlightAttempts(sender, limits.sendDeadline(), AttemptThreads.VIRTUAL);
    }

    /** Starts it. */
    public void start() {
        thread.start();
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (!closing()) {
            var began = clock.instant();
            try {
                session();
            } catch (RuntimeException failure) {
                if (closing()) {
                    return;
                }
                watch.failed(clock.instant(), failure);
                pause = Duration.between(began, clock.instant()).compareTo(SILENCE) > 0
                        ? FIRST_PAUSE
                        : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                waitFor(pause);
            }
        }
    }

    /** Runs until {@link #close} or {@link #renew}; throws if these clients are unusable. */
    private void session() {
        renewing = false;
        var consumer = clients.member();
        var pace = new CommitPace(System::nanoTime);
        try (var ledger = new DeliveryWriter(clients.writers(), serdes, pace)) {
            ledger.open();
            var books = new DeliveryBooks(consumer, past, sends, limits);
            var session = new DeliverySession(consumer, ledger, books, sends, judge, mayStart,
                    serdes.of(Topics.NOTIFICATIONS).deserializer(), clock, watch, troubles, desk, gauges);
            current.set(Optional.of(session));
            for (var hurry = false; !closing() && !renewing;) {
                waitFor(pace.pause());
                hurry = session.turn(true, hurry);
            }
            finish(session);
        } finally {
            current.set(Optional.empty());
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    /** What is under way gets the time to end, so that a planned restart leaves nothing in doubt. */
    private void finish(DeliverySession session) {
        var until = clock.instant().plus(limits.grace());
        for (var hurry = true; (hurry || !session.idle()) && clock.instant().isBefore(until);) {
            hurry = session.turn(false, hurry);
        }
    }

    /** Goes on with new clients, when what is under way has ended; in its own thread. */
    public void renew() {
        renewing = true;
        current.get().ifPresent(DeliverySession::wake);
    }

    private boolean closing() {
        return closing.getCount() == 0;
    }

    private void waitFor(Duration pause) {
        try {
            var _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            closing.countDown();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Alive unless the thread is gone or stuck; ready when it has joined and nothing is wrong. */
    public Health health() {
        var state = watch.state();
        var stuck = state.lastTurn().isAfter(Instant.EPOCH)
                && Duration.between(state.lastTurn(), clock.instant()).compareTo(SILENCE.multipliedBy(2)) > 0;
        var health = !thread.isAlive()
                ? Health.dead("the delivery loop is not running")
                : stuck
                        ? Health.dead("the delivery loop has been stuck since " + state.lastTurn())
                        : !state.trouble().isEmpty()
                                ? Health.notReady("delivery: " + state.trouble())
                                : !state.joined()
                                        ? Health.notReady("delivery: joining the group")
                                        : current.get().map(DeliverySession::contact).orElse(Health.up());
        for (var failing : troubles.failing().entrySet()) {
            health = health.with("channel " + failing.getKey() + " is failing", failing.getValue());
        }
        return health.with("partitions", Integer.toString(state.partitions()))
                .with("unfinished", Integer.toString(state.unfinished()))
                .with("oldest unfinished", state.oldest().toSeconds() + " s")
                .with("in flight", Integer.toString(sends.inFlight()));
    }

    /** Ends in order; waits for what is under way, a bounded time. */
    @Override
    public void close() {
        closing.countDown();
        current.get().ifPresent(DeliverySession::wake);
        try {
            var _ = thread.join(limits.grace().plusSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
