package dev.tocsin.ingest.spool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.alert.OwnAlerts;

/**
 * Requests of senders that do not repeat and that could not be kept: alerts may be lost. People hear of it by an alert as soon
 * as Kafka is back; it resolves an hour after the last such request. The count is in memory: a restart in between forgets it.
 */
public final class SpoolAlarm implements SpoolNotice {

    private static final String SUBJECT = "alert-ingest";
    private static final Duration OVER_AFTER = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Integer> refused = new TreeMap<>();
    private Instant began = Instant.EPOCH;
    private Instant last = Instant.EPOCH;
    private int telling;
    private int told;

    public SpoolAlarm(Clock clock) {
        this.clock = clock;
    }

    /** A request of a source got 503 because the spool could not keep it. */
    public synchronized void refused(String source) {
        if (refused.isEmpty()) {
            began = clock.instant();
        }
        last = clock.instant();
        refused.merge(source, 1, Integer::sum);
    }

    @Override
    public synchronized Optional<Alert> due() {
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        if (count() > told) {
            telling = count();
            return Optional.of(OwnAlerts.firing(OwnAlert.SPOOL_FULL, SUBJECT, count()
                    + " requests were refused while Kafka was away",
                    "Their senders do not send them again, so alerts may be"
                            + " missing. Look at the senders: " + refused
                            + " (requests by source). Raise spool.max.bytes.",
                    Map.of(), began, ""));
        }
        return last.plus(OVER_AFTER).isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(OwnAlerts.resolved(OwnAlert.SPOOL_FULL, SUBJECT, "The spool has room again", "", Map
                        .of(), clock.instant(), ""));
    }

    @Override
    public synchronized void told(Alert alert) {
        if (alert.getStatus() == AlertStatus.FIRING) {
            told = telling;
        } else {
            refused.clear();
            told = 0;
        }
    }

    private int count() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }
}
