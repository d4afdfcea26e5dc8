package dev.tocsin.console.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far the reading of the topics got.
 *
 * @param caughtUpAt
 *            when everything that was there at the start had been read; empty while it has not
 * @param lastRecordAt
 *            the log's time of the newest record
 * @param lag
 *            records not read yet, by topic
 * @param contactAt
 *            when the broker was last heard of; empty while it never was
 * @param trouble
 *            why nothing is read now, if so
 */
public record ReadProgress(Optional<Instant> caughtUpAt, Optional<Instant> lastRecordAt, Map<String, Long> lag,
        Optional<Instant> contactAt, Optional<String> trouble) {

    /** Nothing has been read. */
    public static final ReadProgress NONE = new ReadProgress(Optional.empty(), Optional.empty(), Map.of(), Optional
            .empty(),
            Optional.empty());

    public ReadProgress {
        lag = Map.copyOf(lag);
    }

    ReadProgress readUpTo(Instant recordAt) {
        return lastRecordAt.filter(known -> known.isAfter(recordAt)).isPresent()
                ? this
                : new ReadProgress(caughtUpAt, Optional.of(recordAt), lag, contactAt, Optional.empty());
    }

    ReadProgress lagging(Map<String, Long> now) {
        return new ReadProgress(caughtUpAt, lastRecordAt, now, contactAt, Optional.empty());
    }

    ReadProgress inContact(Instant at) {
        return new ReadProgress(caughtUpAt, lastRecordAt, lag, Optional.of(at), trouble);
    }

    /** Whether the broker was heard of lately. */
    public boolean isInContact(Instant now, Duration lately) {
        return contactAt.filter(at -> !at.isBefore(now.minus(lately))).isPresent();
    }

    ReadProgress caughtUp(Instant at) {
        return new ReadProgress(caughtUpAt.or(() -> Optional.of(at)), lastRecordAt, lag, contactAt, Optional.empty());
    }

    ReadProgress inTrouble(String why) {
        return new ReadProgress(caughtUpAt, lastRecordAt, lag, contactAt, Optional.of(why));
    }
}
