package dev.tocsin.console.oncall;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes changes of schedules to {@code tocsin.oncall}; it connects only while it writes. */
public final class KafkaOnCallLog implements OnCallLog {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Producer<String, OnCallChange>> producers;

    /**
     * @param producers
     *            gives producers with {@code acks=all}
     */
    public KafkaOnCallLog(Supplier<Producer<String, OnCallChange>> producers) {
        this.producers = producers;
    }

    @Override
    public void append(OnCallChange change) {
        try (var producer = producers.get()) {
            var _ = producer.send(new ProducerRecord<>(Topics.ONCALL.name(), change.getId(), change)).get(PATIENCE
                    .toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandLogUnavailableException("Interrupted while waiting for Kafka to confirm the change",
                    interrupted);
        } catch (ExecutionException failed) {
            throw new CommandLogUnavailableException("Kafka did not accept the change: " + failed.getCause()
                    .getMessage(), failed);
        } catch (TimeoutException late) {
            throw new CommandLogUnavailableException("Kafka did not confirm the change within " + PATIENCE.toSeconds()
                    + " s", late);
        } catch (KafkaException failed) {
            throw new CommandLogUnavailableException("Kafka did not accept the change: " + failed.getMessage(), failed);
        }
    }
}
