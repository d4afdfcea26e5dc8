package dev.tocsin.console.command;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tocsin.event.Signal;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes commands to {@code tocsin.signals}, into the partition of their service. */
public final class KafkaCommandLog implements CommandLog, AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Producer<String, Signal> producer;

    /**
     * @param producer
     *            with {@code acks=all}
     */
    public KafkaCommandLog(Producer<String, Signal> producer) {
        this.producer = producer;
    }

    @Override
    public void append(Signal signal, Duration atMost) {
        var key = signal.getServiceKey();
        try {
            var partition = ServiceKeys.partition(key, producer.partitionsFor(Topics.SIGNALS.name()).size());
            producer.send(new ProducerRecord<>(Topics.SIGNALS.name(), partition, key, signal)).get(atMost.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandLogUnavailableException("Interrupted while waiting for Kafka to confirm the command",
                    interrupted);
        } catch (ExecutionException failed) {
            throw new CommandLogUnavailableException("Kafka did not accept the command: " + failed.getCause()
                    .getMessage(), failed);
        } catch (TimeoutException late) {
            throw new CommandLogUnavailableException("Kafka did not confirm the command within " + atMost, late);
        } catch (KafkaException failed) {
            throw new CommandLogUnavailableException("Kafka did not accept the command: " + failed.getMessage(),
                    failed);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
