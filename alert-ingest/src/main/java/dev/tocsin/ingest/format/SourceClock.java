package dev.tocsin.ingest.format;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Chooses between what a source says about time and when its request was received, and remarks on it when the source's
 * word could not be taken.
 *
 * @param receivedAt
 *            receive time, used where the source's time is missing, nonsense or too far ahead
 * @param ahead
 *            how far ahead of receive time a source's time is believed
 * @param remarks
 *            where remarks are added
 */
public record SourceClock(Instant receivedAt, Duration ahead, List<String> remarks) {

    /** How far ahead most sources are believed. */
    public static final Duration HOUR = Duration.ofHours(1);

    /**
     * The time to work with.
     *
     * @param field
     *            its name in the source's words, for the remark
     */
    public Instant choose(String field, String written) {
        return switch (SourceTime.read(written)) {
            case SourceTime.At(var instant) when instant.isAfter(receivedAt.plus(ahead)) ->
                remark(field + " is in the future: receive time used");
            case SourceTime.At(var instant) -> instant;
            case SourceTime.Absent() -> remark(field + " missing: receive time used");
            case SourceTime.Nonsense() -> remark(field + " is not a valid time: receive time used");
        };
    }

    /** Receive time, with the remark that says why. */
    public Instant remark(String why) {
        remarks.add(why);
        return receivedAt;
    }
}
