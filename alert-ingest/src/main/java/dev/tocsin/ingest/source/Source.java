package dev.tocsin.ingest.source;

import java.time.Duration;
import java.util.Set;

import dev.tocsin.ingest.authenticity.AuthenticityCheck;
import dev.tocsin.ingest.format.AlertFormat;

/**
 * A configured sender of alerts.
 *
 * @param name
 *            in paths, records and metrics
 * @param deadline
 *            from the first byte to our answer; the sender's own patience is a little longer
 * @param confirmSubscriptions
 *            topics whose SNS subscriptions are confirmed without a person
 * @param spooled
 *            whether its requests are kept on disk while Kafka is away
 */
public record Source(String name, AlertFormat format, AuthenticityCheck check, Duration deadline,
        Set<String> confirmSubscriptions, boolean spooled) {

    public Source {
        confirmSubscriptions = Set.copyOf(confirmSubscriptions);
    }
}
