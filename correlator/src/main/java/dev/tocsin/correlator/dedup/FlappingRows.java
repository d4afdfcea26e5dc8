package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.state.HeldAlert;

/** Updates the row {@code held} of a flapping alert; other reasons in the row are preserved. */
final class FlappingRows {

    private FlappingRows() {}

    /** Notes the last delivery of an alert that flaps, and until when it does. */
    static List<Effect> kept(Optional<HeldAlert> known, Alert alert, Signal signal, Instant until, Instant now) {
        var row = known.map(HeldAlert::newBuilder).orElseGet(() -> HeldAlert.newBuilder().setHeldSince(now))
                .setAlert(alert).setSignalId(signal.getId()).setServiceKey(signal.getServiceKey()).setFlapping(true)
                .setDueAt(until).setGeneration(known.map(HeldAlert::getGeneration).orElse(0L) + 1)
                .setTimerEmitted(false).build();
        return List.of(put(row), new Effect.Watch(new DueTimer(row.getDueAt().orElse(until), alert
                .getIdentity(), row.getGeneration())));
    }

    /** Notes a delivery that was no transition. */
    static Optional<Effect> refreshed(Optional<HeldAlert> known, Alert alert) {
        return known.map(row -> put(HeldAlert.newBuilder(row).setAlert(alert).build()));
    }

    /** Whether a timer still speaks of this row: there was no transition since it was set. */
    static boolean isEndedBy(HeldAlert row, TimerFired timer) {
        return row.getFlapping() && row.getGeneration() == timer.getGeneration()
                && row.getDueAt().filter(timer.getDueAt()::equals).isPresent();
    }

    /** The alert flaps no more. */
    static Optional<Effect> dropped(Optional<HeldAlert> known) {
        return known.map(row -> row.getBy().isEmpty()
                ? new Effect.Delete(RowKind.HELD, row.getAlert().getIdentity())
                : put(HeldAlert.newBuilder(row).setFlapping(false).setDueAt(null)
                        .setGeneration(row.getGeneration() + 1).setTimerEmitted(false).build()));
    }

    private static Effect put(HeldAlert row) {
        return new Effect.Put<>(RowKind.HELD, row.getAlert().getIdentity(), row);
    }
}
