package dev.tocsin.console.audit;

import java.time.Duration;

import dev.tocsin.console.route.AuditTrail;
import dev.tocsin.event.AuditEntry;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the audit to {@code tocsin.audit}, behind the answer; what Kafka does not take stands in the console's own log. */
public final class KafkaAuditTrail implements AuditTrail, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAuditTrail.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Producer<String, AuditEntry> producer;
    private final Runnable onLoss;

    /**
     * @param producer
     *            with {@code acks=all}, and a short {@code max.block.ms}
     * @param onLoss
     *            called for each entry that Kafka did not take
     */
    public KafkaAuditTrail(Producer<String, AuditEntry> producer, Runnable onLoss) {
        this.producer = producer;
        this.onLoss = onLoss;
    }

    @Override
    public void append(AuditEntry entry) {
        try {
            var _ = producer.send(new ProducerRecord<>(Topics.AUDIT.name(), entry.getId(), entry), (_, failure) -> {
                if (failure != null) {
                    lost(entry, failure);
                }
            });
        } catch (KafkaException | IllegalStateException failure) {
            lost(entry, failure);
        }
    }

    private void lost(AuditEntry entry, Exception failure) {
        onLoss.run();
        LOG.warn("audit entry not written: {} {} of {} by '{}' ({}) from {} answered {} {}: {}", entry.getMethod(),
                entry.getRoute(), entry.getSubject(), entry.getPerson(), entry.getCredential(), entry.getAddress(),
                entry.getStatus(), entry.getProblem(), failure.getMessage());
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
