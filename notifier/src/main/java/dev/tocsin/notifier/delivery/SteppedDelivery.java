package dev.tocsin.notifier.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.runtime.CommitPace;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * A {@link DeliverySession} whose turns the caller takes on its own thread, where the attempts run too: so nothing happens but when
 * the caller moves the clock and takes a turn, and everything happens in one order. {@link DeliveryLoop} is what runs in production.
 */
public final class SteppedDelivery implements AutoCloseable {

    private final Consumer<String, byte[]> consumer;
    private final DeliveryWriter ledger;
    private final DeliveryBooks books;
    private final InFlightAttempts sends;
    private final DeliverySession session;
    private final Clock clock;

    /**
     * A session with new clients; subscribed, but without partitions yet.
     *
     * @param past
     *            what is known of earlier deliveries
     * @param desk
     *            takes questions about circuit breakers
     */
    public SteppedDelivery(DeliveryClients clients, EventSerdes serdes, PastDeliveries past, FreshnessCheck judge,
            Sender sender, Clock clock, LoopLimits limits, MeterRegistry metrics, ChannelAlarms troubles,
            BreakerDesk desk) {
        this.clock = clock;
        consumer = clients.member();
        ledger = new DeliveryWriter(clients.writers(), serdes, new CommitPace(System::nanoTime));
        ledger.open();
        sends = new InFlightAttempts(sender, limits.sendDeadline(), AttemptThreads.NONE);
        books = new DeliveryBooks(consumer, past, sends, limits);
        session = new DeliverySession(consumer, ledger, books, sends, judge, () -> true, serdes.of(Topics.NOTIFICATIONS)
                .deserializer(), clock, new DeliveryLoopMonitor(metrics), troubles, desk, new BreakerGauges(metrics,
                        troubles::place));
    }

    /** Takes turns until nothing is left to be done now. */
    public void settle() {
        while (session.turn(true, true) || sends.anyLanded()) {
            // The next turn takes what this one made possible.
        }
    }

    /** The next time at which something is due; empty if nothing waits. */
    public Optional<Instant> nextDue() {
        return books.nextDue(clock.instant());
    }

    /** How many notifications are not finished. */
    public int unfinished() {
        return books.size();
    }

    @Override
    public void close() {
        ledger.close();
        consumer.close();
    }
}
