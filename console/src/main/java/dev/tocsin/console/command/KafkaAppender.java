package dev.tocsin.console.command;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.tocsin.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes a record that a person asked for, now and then; it connects only while it writes. */
public final class KafkaAppender<V extends SpecificRecord> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Topic<V> topic;
    private final String what;
    private final Supplier<Producer<String, V>> producers;

    /**
     * @param what
     *            is written, for messages
     * @param producers
     *            gives producers with {@code acks=all}
     */
    public KafkaAppender(Topic<V> topic, String what, Supplier<Producer<String, V>> producers) {
        this.topic = topic;
        this.what = what;
        this.producers = producers;
    }

    /**
     * Writes it and waits until it is stored.
     *
     * @throws CommandLogUnavailableException
     *             when it may not be stored
     */
    public void append(String key, V value) {
        try (var producer = producers.get()) {
            var _ = producer.send(new ProducerRecord<>(topic.name(), key, value)).get(PATIENCE.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandLogUnavailableException("Interrupted while waiting for Kafka to confirm the " + what,
                    interrupted);
        } catch (ExecutionException failed) {
            throw new CommandLogUnavailableException("Kafka did not accept the " + what + ": " + failed.getCause()
                    .getMessage(), failed);
        } catch (TimeoutException late) {
            throw new CommandLogUnavailableException("Kafka did not confirm the " + what + " within " + PATIENCE
                    .toSeconds() + " s", late);
        } catch (KafkaException failed) {
            throw new CommandLogUnavailableException("Kafka did not accept the " + what + ": " + failed.getMessage(),
                    failed);
        }
    }
}
