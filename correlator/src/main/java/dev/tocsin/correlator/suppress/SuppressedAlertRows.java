package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;

/**
 * Updates the row {@code held} of a suppressed alert; other reasons in the row, flapping and waiting, are preserved.
 */
final class SuppressedAlertRows {

    private static final Set<String> KINDS = Set.of("silence", "maintenance", "inhibition");

    private SuppressedAlertRows() {}

    /** What holds back the alert of a row. */
    static Optional<HeldBy> holder(HeldAlert row) {
        return row.getBy().stream().filter(by -> KINDS.contains(by.getKind())).findFirst();
    }

    /** Whether it waits for others before an incident is opened: it is judged when that is decided. */
    static boolean waits(HeldAlert row) {
        return !others(row).isEmpty();
    }

    /** Holds an alert, or goes on to hold it by something else. */
    static List<Effect> held(Optional<HeldAlert> known, Alert alert, Signal signal, HeldBy by, Instant now) {
        var holders = new ArrayList<>(known.map(SuppressedAlertRows::others).orElse(List.of()));
        holders.add(by);
        var row = known.map(HeldAlert::newBuilder).orElseGet(() -> HeldAlert.newBuilder().setHeldSince(now))
                .setAlert(alert).setSignalId(signal.getId()).setServiceKey(signal.getServiceKey()).setBy(holders)
                .build();
        var effects = new ArrayList<Effect>();
        if (known.filter(row::equals).isEmpty()) {
            effects.add(put(row));
        }
        by.getUntil().ifPresent(until -> effects.add(new Effect.Watch(new DueTimer(until, Recheck.holder(by), 0))));
        return effects;
    }

    /** Nothing holds it back any more. */
    static Effect released(HeldAlert row) {
        return waits(row) || row.getFlapping()
                ? put(HeldAlert.newBuilder(row).setBy(others(row)).build())
                : new Effect.Delete(RowKind.HELD, row.getAlert().getIdentity());
    }

    private static Effect put(HeldAlert row) {
        return new Effect.Put<>(RowKind.HELD, row.getAlert().getIdentity(), row);
    }

    private static List<HeldBy> others(HeldAlert row) {
        return row.getBy().stream().filter(by -> !KINDS.contains(by.getKind())).toList();
    }
}
