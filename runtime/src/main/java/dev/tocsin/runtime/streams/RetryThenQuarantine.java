package dev.tocsin.runtime.streams;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles exceptions in processing: the task fails, its transaction is rolled back and the record is retried, three attempts in all; then {@link PoisonGuard} sends it to quarantine. Continuing at once would commit partial changes. After a {@link RetriableException} the record is retried without limit.
 */
public final class RetryThenQuarantine implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RetryThenQuarantine.class);

    private Quarantine quarantine;
    private FailedRecords failed;

    @Override
    public void configure(Map<String, ?> configs) {
        quarantine = (Quarantine) configs.get(StreamsHost.QUARANTINE_CONFIG);
        failed = (FailedRecords) configs.get(StreamsHost.FAILED_RECORDS_CONFIG);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> message, Exception cause) {
        if (cause instanceof PoisonRecordException) {
            LOG.error("{}; sending it to quarantine", cause.getMessage());
            return Response.resume(List.of(quarantine.record(context.topic(), context.partition(), context.offset(),
                    context.timestamp(), context.sourceRawValue(), "processing-failed", cause)));
        }
        LOG.error("step {} failed on {}-{}@{}", context.processorNodeId(), context.topic(), context.partition(),
                context.offset(), cause);
        if (context.topic() != null && context.offset() >= 0 && !(cause instanceof RetriableException)) {
            failed.failed(context.topic(), context.partition(), context.offset());
        }
        return Response.fail();
    }
}
