package dev.tocsin.runtime.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Authenticity;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Builds the quarantine record of an unprocessable record: position, bytes and a short reason without a stack trace (traces may contain secrets and are unbounded).
 */
final class Quarantine {

    private static final int DETAIL_LENGTH = 1024;

    private final Serializer<QuarantinedRequest> serializer;

    Quarantine(Serializer<QuarantinedRequest> serializer) {
        this.serializer = serializer;
    }

    ProducerRecord<byte[], byte[]> record(String topic, int partition, long offset, long timestamp, byte[] rawValue,
            String reason, Throwable cause) {
        var id = topic + "-" + partition + "@" + offset;
        var value = QuarantinedRequest.newBuilder().setId(id).setSource("kafka:" + topic).setFormat("avro")
                .setReceivedAt(Instant.ofEpochMilli(Math.max(0, timestamp))).setPath(id).setHeaders(Map.of())
                .setBody(ByteBuffer.wrap(Optional.ofNullable(rawValue).orElse(new byte[0]))).setBodyTruncated(false)
                .setAuthenticity(Authenticity.UNCHECKED).setReason(reason).setDetail(detail(cause)).build();
        return new ProducerRecord<>(Topics.QUARANTINE.name(), id.getBytes(UTF_8),
                serializer.serialize(Topics.QUARANTINE.name(), value));
    }

    private static String detail(Throwable cause) {
        var text = cause.getClass().getSimpleName() + ": " + Optional.ofNullable(cause.getMessage()).orElse("");
        return text.length() <= DETAIL_LENGTH ? text : text.substring(0, DETAIL_LENGTH);
    }
}
