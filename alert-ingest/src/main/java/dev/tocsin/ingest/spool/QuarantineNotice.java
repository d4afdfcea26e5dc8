package dev.tocsin.ingest.spool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.alert.OwnAlerts;

/**
 * Requests that left the spool for the quarantine although their senders were told that they are accepted. The alert is that
 * of an unreadable body, under the name of the spool; it resolves an hour after the last of them.
 */
public final class QuarantineNotice implements SpoolNotice {

    private static final String SUBJECT = "spool";
    private static final Duration OVER_AFTER = Duration.ofHours(1);

    private final Clock clock;
    private Optional<ReceivedRequest> last = Optional.empty();
    private Instant began = Instant.EPOCH;
    private Instant lastAt = Instant.EPOCH;
    private String why = "";
    private int count;
    private int told;
    private int telling;

    public QuarantineNotice(Clock clock) {
        this.clock = clock;
    }

    /** A request is in quarantine. */
    public synchronized void add(ReceivedRequest request, RefusalReason reason) {
        lastAt = clock.instant();
        began = count == 0 ? lastAt : began;
        last = Optional.of(request);
        why = reason.title();
        count++;
    }

    @Override
    public synchronized Optional<Alert> due() {
        if (count > told) {
            telling = count;
            return last.map(request -> OwnAlerts.firing(OwnAlert.BODY_UNREADABLE, SUBJECT, count
                    + " accepted requests went to quarantine",
                    "They may contain alerts. The last is of source " + request.getSource() + ": " + why
                            + ". Quarantine ID: " + request.getId() + ".",
                    Map.of("quarantine_id", request.getId(), "reason", why), began, request.getId()));
        }
        return count == 0 || lastAt.plus(OVER_AFTER).isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(OwnAlerts.resolved(OwnAlert.BODY_UNREADABLE, SUBJECT,
                        "Accepted requests are readable again", "", Map.of(), clock.instant(), ""));
    }

    @Override
    public synchronized void told(Alert alert) {
        if (alert.getStatus() == AlertStatus.FIRING) {
            told = telling;
        } else {
            count = 0;
            told = 0;
        }
    }
}
