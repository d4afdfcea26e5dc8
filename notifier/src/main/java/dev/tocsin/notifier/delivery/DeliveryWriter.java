package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.notifier.breaker.BreakerChange;
import dev.tocsin.runtime.CommitPace;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes steps in one transaction: deliveries, facts, decisions, signals and the offsets of the group. The offsets fence it: a member that lost a partition writes nothing.
 */
final class DeliveryWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWriter.class);
    private static final int COMMIT_TRIES = 3;
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final List<Producer<String, byte[]>> producers;
    private final Serializer<Delivery> deliveries;
    private final Serializer<TimelineEntry> timeline;
    private final Serializer<Decision> decisions;
    private final Serializer<Signal> signals;
    private final CommitPace pace;
    private int turn;

    /**
     * A ledger.
     *
     * @param producers
     *            used in turn, because a single producer waits for the markers of its last transaction; closed with the ledger
     * @param pace
     *            receives the duration of commits
     */
    DeliveryWriter(List<Producer<String, byte[]>> producers, EventSerdes serdes, CommitPace pace) {
        this.producers = List.copyOf(producers);
        this.pace = pace;
        this.deliveries = serdes.of(Topics.DELIVERIES).serializer();
        this.timeline = serdes.of(Topics.TIMELINE).serializer();
        this.decisions = serdes.of(Topics.DECISIONS).serializer();
        this.signals = serdes.of(Topics.SIGNALS).serializer();
    }

    /** Aborts open transactions of a predecessor with the same name and fences it. */
    void open() {
        producers.forEach(Producer::initTransactions);
    }

    /**
     * Writes the steps; false if another member took over and nothing was written.
     *
     * @param breakers
     *            changes of circuit breakers
     * @param alarms
     *            alerts about failing channels
     * @throws RuntimeException
     *             if the result is unknown or this producer is unusable
     */
    boolean write(Map<Integer, List<DeliveryStep>> steps, List<BreakerChange> breakers, List<Signal> alarms,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group, Instant now) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        steps.forEach((partition, some) -> some.forEach(step -> add(records, partition, step, now)));
        breakers.forEach(change -> add(records, DeliveryRecords.decision(change)));
        alarms.forEach(alarm -> add(records, alarm));
        var producer = producers.get(Math.floorMod(turn++, producers.size()));
        pace.begins();
        producer.beginTransaction();
        try {
            records.forEach(record -> {
                var _ = producer.send(record);
            });
            producer.sendOffsetsToTransaction(offsets, group);
            commit(producer);
            pace.isThrough();
            return true;
        } catch (CommitFailedException | TransactionAbortableException overtaken) {
            pace.isVoid();
            LOG.info("nothing written because partitions are being reassigned: {}", overtaken.getMessage());
            producer.abortTransaction();
            return false;
        }
    }

    private void add(List<ProducerRecord<String, byte[]>> records, int partition, DeliveryStep step, Instant now) {
        var id = step.notification().getId();
        var serviceKey = step.notification().getIncident().getServiceKey();
        records.add(new ProducerRecord<>(Topics.DELIVERIES.name(), partition, id,
                deliveries.serialize(Topics.DELIVERIES.name(), DeliveryRecords.delivery(step, now))));
        DeliveryRecords.fact(step, now).map(fact -> timeline.serialize(Topics.TIMELINE.name(), fact))
                .ifPresent(fact -> records.add(new ProducerRecord<>(Topics.TIMELINE.name(), serviceKey, fact)));
        DeliveryRecords.decision(step, now).ifPresent(decision -> add(records, decision));
        DeliveryRecords.undelivered(step, now).ifPresent(word -> add(records, word));
    }

    private void add(List<ProducerRecord<String, byte[]>> records, Decision decision) {
        records.add(new ProducerRecord<>(Topics.DECISIONS.name(), decision.getServiceKey(), decisions.serialize(
                Topics.DECISIONS.name(), decision)));
    }

    private void add(List<ProducerRecord<String, byte[]>> records, Signal signal) {
        records.add(new ProducerRecord<>(Topics.SIGNALS.name(), signal.getServiceKey(), signals.serialize(
                Topics.SIGNALS.name(), signal)));
    }

    /** Retries a commit that timed out: only a retry tells whether it succeeded. */
    private static void commit(Producer<String, byte[]> producer) {
        for (var left = COMMIT_TRIES;; left--) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException slow) {
                if (left <= 1) {
                    throw slow;
                }
                LOG.warn("commit is slow, retrying: {}", slow.getMessage());
            }
        }
    }

    @Override
    public void close() {
        producers.forEach(producer -> producer.close(CLOSING));
    }
}
