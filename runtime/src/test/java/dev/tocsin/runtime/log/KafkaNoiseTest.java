package dev.tocsin.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KafkaNoiseTest {

    private final KafkaNoise noise = new KafkaNoise();
    private final LoggerContext context = new LoggerContext();

    @Test
    @DisplayName("D3: what Kafka says of its own start is left out")
    void shouldLeaveOutWhatMeansNothing() {
        assertThat(said("kafka.server.ReplicaManager", "Error processing append operation on partition x-1",
                new OutOfOrderSequenceException("out of order"))).isEqualTo(FilterReply.DENY);
        assertThat(said("kafka.server.DefaultAutoTopicCreationManager",
                "Auto topic creation failed for x with error 'TOPIC_ALREADY_EXISTS': exists", null)).isEqualTo(
                        FilterReply.DENY);
        assertThat(said("org.apache.kafka.clients.producer.internals.Sender", "Got error produce response, retrying."
                + " Error: CONCURRENT_TRANSACTIONS", null)).isEqualTo(FilterReply.DENY);
    }

    @Test
    @DisplayName("D3: what a person must know of Kafka stays")
    void shouldKeepWhatMatters() {
        assertThat(said("kafka.server.ReplicaManager", "Error processing append operation on partition x-1",
                new CorruptRecordException("torn"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(said("kafka.server.DefaultAutoTopicCreationManager",
                "Auto topic creation failed for x with error 'POLICY_VIOLATION'", null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(said("dev.tocsin.runtime.streams.StreamsHost", "a thread failed", new OutOfOrderSequenceException(
                "the producer gave up"))).isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply said(String logger, String message, Throwable thrown) {
        return noise.decide(new LoggingEvent("x", context.getLogger(logger), Level.ERROR, message, thrown, null));
    }
}
