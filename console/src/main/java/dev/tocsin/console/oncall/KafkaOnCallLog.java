package dev.tocsin.console.oncall;

import java.util.function.Supplier;

import dev.tocsin.console.command.KafkaAppender;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.Producer;

/** Writes changes of schedules to {@code tocsin.oncall}; it connects only while it writes. */
public final class KafkaOnCallLog implements OnCallLog {

    private final KafkaAppender<OnCallChange> log;

    /**
     * @param producers
     *            gives producers with {@code acks=all}
     */
    public KafkaOnCallLog(Supplier<Producer<String, OnCallChange>> producers) {
        this.log = new KafkaAppender<>(Topics.ONCALL, "change", producers);
    }

    @Override
    public void append(OnCallChange change) {
        log.append(change.getId(), change);
    }
}
