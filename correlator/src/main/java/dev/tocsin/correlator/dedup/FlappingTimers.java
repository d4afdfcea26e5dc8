package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.state.HeldAlert;

/** In-memory index of when each alert stops flapping, built from the rows {@code held} when a task starts. */
final class FlappingTimers implements Memory {

    private final Rows<HeldAlert> rows;
    private final TimerSweep<HeldAlert> timers = new TimerSweep<>(FlappingTimers::timer);

    FlappingTimers(Rows<HeldAlert> rows) {
        this.rows = rows;
    }

    /** Makes the index anew from what is stored. */
    void rebuild() {
        timers.clear();
        try (var all = rows.all()) {
            all.forEachRemaining(entry -> timers.watch(entry.value));
        }
    }

    @Override
    public void watch(DueTimer timer) {
        timers.watch(timer);
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
