package dev.tocsin.ingest.spool;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.schemas.alert.OwnAlert;
import dev.tocsin.schemas.alert.OwnAlerts;

/** Bytes of the spool that could not be read: requests may be lost. The alert resolves an hour after the last of them. */
public final class DamageNotice implements SpoolNotice {

    private static final String SUBJECT = "alert-ingest";
    private static final Duration OVER_AFTER = Duration.ofHours(1);

    private final Clock clock;
    private final Supplier<List<Path>> damaged;
    private Instant last = Instant.EPOCH;
    private int told;
    private boolean firing;

    /**
     * @param damaged
     *            files to which damaged bytes were copied, all since the start
     */
    public DamageNotice(Clock clock, Supplier<List<Path>> damaged) {
        this.clock = clock;
        this.damaged = damaged;
    }

    @Override
    public synchronized Optional<Alert> due() {
        var files = damaged.get();
        if (files.size() > told) {
            last = clock.instant();
            return Optional.of(OwnAlerts.firing(OwnAlert.SPOOL_DAMAGED, SUBJECT,
                    "Bytes of the spool are damaged, so requests may be lost",
                    "Requests that senders do not repeat were accepted while Kafka was away, and cannot be read back from"
                            + " the disk. Check the disk, and ask the senders. The bytes are kept in "
                            + files.stream().map(Path::toString).collect(Collectors.joining(", ")) + ".",
                    Map.of("files", Integer.toString(files.size())), last, ""));
        }
        return firing && !last.plus(OVER_AFTER).isAfter(clock.instant())
                ? Optional.of(OwnAlerts.resolved(OwnAlert.SPOOL_DAMAGED, SUBJECT,
                        "No more bytes of the spool were found damaged", "", Map.of(), clock.instant(), ""))
                : Optional.empty();
    }

    @Override
    public synchronized void told(Alert alert) {
        firing = alert.getStatus() == AlertStatus.FIRING;
        if (firing) {
            told = damaged.get().size();
        }
    }
}
