package dev.tocsin.ingest.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Change;
import dev.tocsin.event.Command;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;

/** Makes one reading of those of a body's parts. */
public final class Readings {

    private Readings() {}

    /**
     * What the parts say together: their alerts, of each identity the last, else their changes, else their answers. Parts that
     * could not be read, or that do not go with the others, are left out with a reason, so that the body goes to quarantine.
     */
    public static Reading together(List<Reading> parts) {
        var alerts = new LinkedHashMap<String, Alert>();
        var changes = new LinkedHashMap<String, Change>();
        var commands = new ArrayList<Command>();
        Optional<Refusal> leftOut = Optional.empty();
        Optional<Reading> silent = Optional.empty();
        var folded = 0;
        for (var part : parts) {
            switch (part) {
                case Reading.Alerts read -> {
                    for (var alert : read.alerts()) {
                        folded += alerts.remove(alert.getIdentity()) == null ? 0 : 1;
                        alerts.put(alert.getIdentity(), alert);
                    }
                    folded += read.folded();
                    leftOut = leftOut.or(read::leftOut);
                }
                case Reading.Changes read -> {
                    read.changes().forEach(change -> changes.put(change.getId(), change));
                    leftOut = leftOut.or(read::leftOut);
                }
                case Reading.Answers read -> commands.addAll(read.commands());
                case Reading.HeartbeatCall _ -> leftOut = leftOut.or(() -> Optional.of(new Refusal(
                        RefusalReason.UNKNOWN_SHAPE, "Call a heartbeat by itself.")));
                case Reading.NoAlert nothing -> silent = silent.or(() -> Optional.of(nothing));
                case Reading.Refused(var refusal) -> leftOut = leftOut.or(() -> Optional.of(refusal));
            }
        }
        var kinds = (alerts.isEmpty() ? 0 : 1) + (changes.isEmpty() ? 0 : 1) + (commands.isEmpty() ? 0 : 1);
        if (kinds > 1) {
            leftOut = leftOut.or(() -> Optional.of(new Refusal(RefusalReason.UNKNOWN_SHAPE,
                    "The body mixes alerts with changes or answers. Send them in bodies of their own.")));
        }
        if (!alerts.isEmpty()) {
            return new Reading.Alerts(new ArrayList<>(alerts.values()), folded, leftOut);
        } else if (!changes.isEmpty()) {
            return new Reading.Changes(new ArrayList<>(changes.values()), parts.size() - changes.size(), leftOut);
        } else if (!commands.isEmpty()) {
            return new Reading.Answers(commands);
        }
        return leftOut.isPresent()
                ? new Reading.Refused(leftOut.get())
                : silent.orElseGet(() -> new Reading.Refused(RefusalReason.NO_ALERTS, "The body is an empty list."));
    }
}
