package dev.tocsin.ingest.format.sentry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.SourceTime;

/**
 * When a Sentry hook's transition happened. An issue's body tells when its events were seen, not when somebody resolved
 * or reopened it; the header {@code Sentry-Hook-Timestamp} (seconds, not signed) says when the hook was sent.
 */
final class HookTime {

    /** A header further from receive time than this is not believed. */
    private static final Duration BELIEVED = Duration.ofHours(1);

    private HookTime() {}

    /** Time of a transition that the body does not date, never after receive time. */
    static Instant ofTransition(Incoming incoming) {
        var received = incoming.receivedAt();
        return switch (SourceTime.read(incoming.header("sentry-hook-timestamp"))) {
            // The header has whole seconds: its end, so that an event of the same second lies before it.
            case SourceTime.At(var sent) when Duration.between(sent, received).abs().compareTo(BELIEVED) < 0 ->
                min(sent.plusMillis(999), received);
            case SourceTime.At _,SourceTime.Absent _,SourceTime.Nonsense _ -> received;
        };
    }

    /** Time of an event by its SDK's clock; not believed ahead of ours, because a resolve must come after it. */
    static Instant ofEvent(String field, String written, Incoming incoming, List<String> remarks) {
        return new SourceClock(incoming.receivedAt(), Duration.ZERO, remarks).choose(field, written);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
