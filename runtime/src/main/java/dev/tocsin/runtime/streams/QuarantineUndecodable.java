package dev.tocsin.runtime.streams;

import java.util.List;
import java.util.Map;

import dev.tocsin.schemas.serde.UndecodableRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles undecodable records: they go to quarantine and processing continues. If the registry is unavailable, the task fails and retries, because the record may be valid.
 */
public final class QuarantineUndecodable implements DeserializationExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineUndecodable.class);

    private Quarantine quarantine;

    @Override
    public void configure(Map<String, ?> configs) {
        quarantine = (Quarantine) configs.get(StreamsHost.QUARANTINE_CONFIG);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> raw, Exception cause) {
        if (!isPoison(cause)) {
            LOG.error("cannot decode {}-{}@{} now, retrying: {}", raw.topic(), raw.partition(), raw.offset(),
                    cause.getMessage());
            return Response.fail();
        }
        LOG.error("sending undecodable record {}-{}@{} to quarantine: {}", raw.topic(), raw.partition(), raw.offset(),
                cause.getMessage());
        return Response.resume(List.of(quarantine.record(raw.topic(), raw.partition(), raw.offset(), raw.timestamp(),
                raw.value(), "undecodable", cause)));
    }

    private static boolean isPoison(Throwable cause) {
        for (var each = cause; each != null; each = each.getCause()) {
            if (each instanceof UndecodableRecordException) {
                return true;
            }
        }
        return false;
    }
}
