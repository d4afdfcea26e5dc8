package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.TimerKind;
import dev.tocsin.state.DueThing;
import dev.tocsin.state.IncidentRow;

/** Due times of an incident, at most one of each kind. The earliest is the row's timer. */
final class DueTimes {

    private static final Comparator<DueThing> EARLIEST_FIRST = Comparator.comparing(DueThing::getDueAt)
            .thenComparing(DueThing::getKind);

    private final EnumMap<TimerKind, Instant> byKind = new EnumMap<>(TimerKind.class);

    static DueTimes of(List<DueThing> things) {
        var dues = new DueTimes();
        things.forEach(thing -> dues.byKind.put(thing.getKind(), thing.getDueAt()));
        return dues;
    }

    void set(TimerKind kind, Instant at) {
        byKind.put(kind, at);
    }

    void cancel(TimerKind kind) {
        byKind.remove(kind);
    }

    void cancelAll() {
        byKind.clear();
    }

    /** Whether it is due by then. */
    boolean has(TimerKind kind, Instant by) {
        return byKind.containsKey(kind) && !byKind.get(kind).isAfter(by);
    }

    boolean has(TimerKind kind) {
        return byKind.containsKey(kind);
    }

    /** Puts them into a row; a timer that is another one than before gets a generation of its own. */
    void into(IncidentRow.Builder row) {
        var things = byKind.entrySet().stream().map(entry -> new DueThing(entry.getKey(), entry.getValue()))
                .sorted(EARLIEST_FIRST).toList();
        row.setDues(things);
        var next = things.stream().findFirst();
        var kind = next.map(DueThing::getKind);
        var at = next.map(DueThing::getDueAt);
        if (!kind.equals(Optional.ofNullable(row.getTimerKind()))
                || !at.equals(Optional.ofNullable(row.getDueAt()))) {
            row.setTimerKind(kind.orElse(null)).setDueAt(at.orElse(null)).setGeneration(row.getGeneration() + 1)
                    .setTimerEmitted(false);
        }
    }
}
