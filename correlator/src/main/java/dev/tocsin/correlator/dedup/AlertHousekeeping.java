package dev.tocsin.correlator.dedup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.state.AlertState;

/** Expires alerts through the log, and deletes rows that are no longer needed. */
final class AlertHousekeeping {

    private final Rows<AlertState> alerts;
    private final AlertSweep sweep;
    private final SignalLog log;
    private boolean sendersGiveEnds;

    AlertHousekeeping(Rows<AlertState> alerts, SignalLog log) {
        this.alerts = alerts;
        this.sweep = new AlertSweep(alerts);
        this.log = log;
    }

    /** A sender gave an end, minutes ahead: from now on each walk is soon followed by the next. */
    void senderGaveEnd() {
        if (!sendersGiveEnds) {
            sendersGiveEnds = true;
            sweep.anew();
        }
    }

    /** Another policy may let them expire earlier. */
    void anew() {
        sweep.anew();
    }

    /**
     * Walks on a little.
     *
     * @param forgotten
     *            whether a row is absent for whoever reads it from now on
     */
    void sweep(Instant now, AlertHandling handling, Predicate<AlertState> forgotten) {
        var soonest = sendersGiveEnds
                ? AlertSweep.BETWEEN_WALKS
                : Stream.concat(handling.expiry().values().stream(), Stream.of(Expiry.RESOLVED_KEPT))
                        .min(Duration::compareTo).orElse(Expiry.RESOLVED_KEPT);
        sweep.sweep(now, soonest, row -> dueAt(row, handling), row -> row.getStatus() == AlertStatus.FIRING
                ? putIntoLog(row, handling, now)
                : delete(row, forgotten));
    }

    private static Optional<Instant> dueAt(AlertState row, AlertHandling handling) {
        return row.getStatus() == AlertStatus.FIRING
                ? Expiry.overAt(row, handling).filter(_ -> !row.getExpiring())
                : Expiry.forgottenAt(row);
    }

    private boolean putIntoLog(AlertState row, AlertHandling handling, Instant now) {
        alerts.put(row.getIdentity(), AlertState.newBuilder(row).setExpiring(true).build());
        log.write(AlertTimers.expired(row, Expiry.overAt(row, handling).orElse(now), now), now);
        return true;
    }

    private boolean delete(AlertState row, Predicate<AlertState> forgotten) {
        var absent = forgotten.test(row);
        if (absent) {
            alerts.delete(row.getIdentity());
        }
        return absent;
    }
}
