package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.state.HeldAlert;

/**
 * The alerts that flap, as rows {@code held}, and when each ceases to. What else holds an alert stays as it is in
 * its row. Their timers are an index in memory, made from the rows when a task starts.
 */
final class FlappingAlerts {

    private final Rows<HeldAlert> rows;
    private final TimerSweep<HeldAlert> timers = new TimerSweep<>(FlappingAlerts::timer);

    FlappingAlerts(Rows<HeldAlert> rows) {
        this.rows = rows;
    }

    /** Makes the index anew from what is stored. */
    void rebuildTimers() {
        timers.clear();
        try (var all = rows.all()) {
            all.forEachRemaining(entry -> timers.watch(entry.value));
        }
    }

    /** Notes the last delivery of an alert that flaps, and until when it does. */
    void keep(Alert alert, Signal signal, Instant until, Instant now) {
        var known = row(alert.getIdentity());
        var row = known.map(HeldAlert::newBuilder).orElseGet(() -> HeldAlert.newBuilder().setHeldSince(now))
                .setAlert(alert).setSignalId(signal.getId()).setServiceKey(signal.getServiceKey()).setFlapping(true)
                .setDueAt(until).setGeneration(known.map(HeldAlert::getGeneration).orElse(0L) + 1)
                .setTimerEmitted(false).build();
        rows.put(alert.getIdentity(), row);
        timers.watch(row);
    }

    /** Notes a delivery that was no transition. */
    void refresh(Alert alert) {
        row(alert.getIdentity()).ifPresent(row -> rows.put(alert.getIdentity(), HeldAlert.newBuilder(row).setAlert(
                alert)
                .build()));
    }

    /** The row that a timer is about; empty when there was a transition since it was set. */
    Optional<HeldAlert> ended(TimerFired timer) {
        return row(timer.getSubject()).filter(HeldAlert::getFlapping)
                .filter(row -> row.getGeneration() == timer.getGeneration())
                .filter(row -> row.getDueAt().filter(timer.getDueAt()::equals).isPresent());
    }

    /** The alert flaps no more. */
    void drop(String identity) {
        row(identity).ifPresent(row -> {
            if (row.getBy().isEmpty()) {
                rows.delete(identity);
            } else {
                rows.put(identity, HeldAlert.newBuilder(row).setFlapping(false).setDueAt(null)
                        .setGeneration(row.getGeneration() + 1).setTimerEmitted(false).build());
            }
        });
    }

    /** Hands over the rows that are due, some hundred at once, and remembers that it did. */
    void sweep(Instant now, Consumer<HeldAlert> due) {
        timers.sweep(now, this::row, row -> {
            rows.put(row.getAlert().getIdentity(), HeldAlert.newBuilder(row).setTimerEmitted(true).build());
            due.accept(row);
        });
    }

    private Optional<HeldAlert> row(String identity) {
        return Optional.ofNullable(rows.get(identity));
    }

    private static Optional<DueTimer> timer(HeldAlert row) {
        return row.getFlapping() && !row.getTimerEmitted()
                ? row.getDueAt().map(at -> new DueTimer(at, row.getAlert().getIdentity(), row.getGeneration()))
                : Optional.empty();
    }
}
