package dev.tocsin.notifier.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.KafkaContact;
import dev.tocsin.schemas.serde.UndecodableRecordException;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery loop with one set of Kafka clients: read, propose, commit, then send. Single-threaded; attempts run on other threads and wake the loop when they finish.
 */
final class DeliverySession {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverySession.class);
    private static final Duration IDLE = Duration.ofMillis(250);

    private final Consumer<String, byte[]> consumer;
    private final DeliveryWriter ledger;
    private final DeliveryBooks books;
    private final InFlightAttempts sends;
    private final FreshnessCheck judge;
    private final BooleanSupplier mayStart;
    private final Deserializer<Notification> deserializer;
    private final Clock clock;
    private final DeliveryLoopMonitor watch;
    private final ChannelAlarms troubles;
    private final BreakerDesk desk;
    private final BreakerGauges gauges;
    private final List<BreakerDesk.Request.Reset> resets = new ArrayList<>();
    private final KafkaContact contact;
    private final AtomicBoolean polling = new AtomicBoolean();

    DeliverySession(Consumer<String, byte[]> consumer, DeliveryWriter ledger, DeliveryBooks books,
            InFlightAttempts sends, FreshnessCheck judge,
            BooleanSupplier mayStart, Deserializer<Notification> deserializer, Clock clock, DeliveryLoopMonitor watch,
            ChannelAlarms troubles, BreakerDesk desk, BreakerGauges gauges) {
        this.consumer = consumer;
        this.contact = new KafkaContact(consumer::metrics);
        this.ledger = ledger;
        this.books = books;
        this.sends = sends;
        this.judge = judge;
        this.mayStart = mayStart;
        this.deserializer = deserializer;
        this.clock = clock;
        this.watch = watch;
        this.troubles = troubles;
        this.desk = desk;
        this.gauges = gauges;
        consumer.subscribe(List.of(Topics.NOTIFICATIONS.name()), books);
    }

    /** Health of the connection to the consumer group. */
    Health contact() {
        return contact.health();
    }

    /**
     * One iteration of the loop.
     *
     * @param admit
     *            false while closing: attempts in flight finish, no new ones start
     * @return true if something was written, so that more may be possible at once
     */
    boolean turn(boolean admit, boolean hurry) {
        poll(hurry);
        books.open(clock.instant());
        books.caughtUp();
        sends.drain().forEach(landing -> {
            if (!books.land(landing)) {
                sends.keep(landing);
            }
        });
        answer(desk.drain());
        var written = write(admit && mayStart.getAsBoolean());
        books.regulate();
        watch.saw(clock.instant(), books, sends.inFlight());
        gauges.show(books, clock.instant());
        watch.failing(troubles.failing().keySet());
        return written;
    }

    private void answer(List<BreakerDesk.Request> requests) {
        for (var request : requests) {
            switch (request) {
                case BreakerDesk.Request.Show(var answer) -> answer.complete(books.breakers(clock.instant()));
                case BreakerDesk.Request.Reset reset -> {
                    if (books.reset(reset.destination(), reset.by())) {
                        resets.add(reset);
                    } else {
                        reset.answer().complete(Optional.empty());
                    }
                }
            }
        }
    }

    private void poll(boolean hurry) {
        polling.set(true);
        try {
            var wait = hurry || sends.anyLanded() ? Duration.ZERO : untilNextDue();
            for (var record : consumer.poll(wait)) {
                take(record);
            }
        } catch (WakeupException landed) {
            LOG.trace("woken up by a result");
        } finally {
            polling.set(false);
        }
    }

    private Duration untilNextDue() {
        var now = clock.instant();
        return books.nextDue(now).map(due -> Duration.between(now, due).plusMillis(1))
                .filter(wait -> wait.compareTo(IDLE) < 0).orElse(IDLE);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        var loggedAt = Instant.ofEpochMilli(record.timestamp());
        decode(record).ifPresentOrElse(it -> books.add(partition, record.offset(), loggedAt, it),
                () -> books.skip(partition, record.offset(), loggedAt));
    }

    /** Empty for an undecodable record; throws if the registry is unavailable. */
    private Optional<Notification> decode(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(record.value())
                    .map(value -> deserializer.deserialize(Topics.NOTIFICATIONS.name(), value));
        } catch (UndecodableRecordException unreadable) {
            LOG.error("skipped an unreadable notification at partition {} offset {}: {}", record.partition(),
                    record.offset(), unreadable.getMessage());
            watch.unreadable();
            return Optional.empty();
        }
    }

    private boolean write(boolean admit) {
        var now = clock.instant();
        var steps = books.propose(now, judge, admit);
        var changes = books.breakerChanges();
        if (steps.isEmpty() && changes.isEmpty()) {
            return false;
        }
        var alarms = troubles.after(steps.values().stream().flatMap(List::stream), now);
        if (!ledger.write(steps, changes, alarms, books.bookmarks(), consumer.groupMetadata(), now)) {
            books.rollback();
            return false;
        }
        books.commit();
        troubles.commit();
        changes.forEach(watch::changed);
        confirmResets(now);
        act(steps, now);
        return true;
    }

    private void confirmResets(Instant now) {
        resets.forEach(reset -> reset.answer().complete(books.breakers(now).stream()
                .filter(breaker -> breaker.destination().equals(reset.destination())).findFirst()));
        resets.clear();
    }

    private void act(Map<Integer, List<DeliveryStep>> steps, Instant now) {
        steps.values().stream().flatMap(List::stream).forEach(step -> {
            watch.wrote(step, now);
            if (step instanceof DeliveryStep.Claim claim) {
                sends.start(claim, this::wake);
            }
        });
    }

    /** Interrupts a waiting poll, if any. */
    void wake() {
        if (polling.compareAndSet(true, false)) {
            consumer.wakeup();
        }
    }

    boolean idle() {
        return books.inFlight() == 0;
    }
}
