package dev.tocsin.runtime.streams;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.tocsin.runtime.ClockWatch;
import dev.tocsin.runtime.CommitPace;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Kafka clients of a topology's threads: polls end when the clock is set back, and the group fences every transaction.
 */
final class StreamsClients extends DefaultKafkaClientSupplier {

    private static final String CONSUMER = "-consumer";
    private static final String PRODUCER = "-producer";

    private final WakefulPolls polls;
    private final CommitPace pace;
    private final ConcurrentMap<String, Consumer<byte[], byte[]>> consumers = new ConcurrentHashMap<>();

    /**
     * @param pace
     *            receives writes and commits of the threads
     */
    StreamsClients(ClockWatch watch, CommitPace pace) {
        this.pace = pace;
        this.polls = new WakefulPolls(watch);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        var consumer = polls.wakeful(super.getConsumer(config));
        consumers.put(thread(config, CONSUMER), consumer);
        return consumer;
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return polls.wakeful(super.getRestoreConsumer(config));
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        var thread = thread(config, PRODUCER);
        return FencedTransactions.of(super.getProducer(config), () -> Objects.requireNonNull(consumers.get(thread),
                () -> thread + " has no consumer"), pace);
    }

    /** Streams names clients after their thread. */
    private static String thread(Map<String, Object> config, String suffix) {
        var name = config.get(CommonClientConfigs.CLIENT_ID_CONFIG).toString();
        if (!name.endsWith(suffix)) {
            throw new IllegalStateException("unexpected client name from Kafka Streams: " + name);
        }
        return name.substring(0, name.length() - suffix.length());
    }
}
