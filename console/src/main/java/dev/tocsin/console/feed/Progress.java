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
public record Progress(Optional<Instant> caughtUpAt, Optional<Instant> lastRecordAt, Map<String, Long> lag,
        Optional<Instant> contactAt, Optional<String> trouble) {

    /** Nothing has been read. */
    public static final Progress NONE = new Progress(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(),
            Optional.empty());

    public Progress {
        lag = Map.copyOf(lag);
    }

    Progress readUpTo(Instant recordAt) {
        return lastRecordAt.filter(known -> known.isAfter(recordAt)).isPresent()
                ? this
                : new Progress(caughtUpAt, Optional.of(recordAt), lag, contactAt, Optional.empty());
    }

    Progress lagging(Map<String, Long> now) {
        return new Progress(caughtUpAt, lastRecordAt, now, contactAt, Optional.empty());
    }

    Progress inContact(Instant at) {
        return new Progress(caughtUpAt, lastRecordAt, lag, Optional.of(at), trouble);
    }

    /** Whether the broker was heard of lately. */
    public boolean isInContact(Instant now, Duration lately) {
        return contactAt.filter(at -> !at.isBefore(now.minus(lately))).isPresent();
    }

    Progress caughtUp(Instant at) {
        return new Progress(caughtUpAt.or(() -> Optional.of(at)), lastRecordAt, lag, contactAt, Optional.empty());
    }

    Progress inTrouble(String why) {
        return new Progress(caughtUpAt, lastRecordAt, lag, contactAt, Optional.of(why));
    }
}
