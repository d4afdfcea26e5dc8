package dev.tocsin.notifier.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Offset from which a successor reads. The log time is stored in the metadata of the committed offset, so that the successor knows from when to read tocsin.deliveries.
 */
public record Bookmark(long offset, Instant loggedAt) {

    private static final String PREFIX = "since=";

    OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(offset, PREFIX + loggedAt);
    }

    /** The log time of a committed offset; empty without a commit by a notifier. */
    public static Optional<Instant> loggedAt(OffsetAndMetadata committed) {
        try {
            return Optional.of(Objects.requireNonNullElse(committed.metadata(), ""))
                    .filter(it -> it.startsWith(PREFIX)).map(it -> Instant.parse(it.substring(PREFIX.length())));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
