package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.event.IncidentState;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.IncidentRow;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The incidents of one partition that are open or can be reopened: the stores {@code incidents} (how does this incident
 * stand, and what is due for it? key: incident id) and {@code correlations} (which incident has this correlation key now?),
 * and the index of what is due, which is made from the first. A row is dropped when its reopen window is over. A task that
 * begins again, also after an aborted transaction, makes a new one, so nothing in memory outlives what was committed.
 */
final class IncidentStore {

    /** Rows that are kept decoded: in a storm, one incident is asked for again and again. */
    private static final int RECENT = 32;

    private final KeyValueStore<String, IncidentRow> incidents;
    private final KeyValueStore<String, CorrelationRow> correlations;
    private final TimerSweep timers;
    private final Recent recent = new Recent();

    IncidentStore(KeyValueStore<String, IncidentRow> incidents, KeyValueStore<String, CorrelationRow> correlations,
            TimerSweep timers) {
        this.incidents = incidents;
        this.correlations = correlations;
        this.timers = timers;
    }

    /** Makes the index anew from what is stored. */
    void rebuildTimers() {
        timers.clear();
        recent.clear();
        try (var rows = incidents.all()) {
            rows.forEachRemaining(entry -> timers.watch(entry.value));
        }
    }

    Optional<IncidentRow> byId(String incidentId) {
        var row = recent.get(incidentId);
        if (row != null) {
            return Optional.of(row);
        }
        var stored = Optional.ofNullable(incidents.get(incidentId)).map(Snapshots::sorted);
        stored.ifPresent(found -> recent.put(incidentId, found));
        return stored;
    }

    /** All that are not over, in the order of their ids. */
    List<IncidentRow> open() {
        var open = new ArrayList<IncidentRow>();
        try (var rows = incidents.all()) {
            rows.forEachRemaining(entry -> {
                var state = entry.value.getIncident().getState();
                if (state != IncidentState.RESOLVED && state != IncidentState.CLOSED) {
                    open.add(Snapshots.sorted(entry.value));
                }
            });
        }
        return open;
    }

    Optional<IncidentRow> byCorrelationKey(String correlationKey) {
        return Optional.ofNullable(correlations.get(correlationKey)).flatMap(row -> byId(row.getIncidentId()));
    }

    /** Keeps a row in the place of the one that was there. */
    void keep(Optional<IncidentRow> before, IncidentRow row) {
        var incident = row.getIncident();
        put(row);
        if (before.filter(was -> was.getIncident().getId().equals(incident.getId())).isEmpty()) {
            correlations.put(incident.getCorrelationKey(), CorrelationRow.newBuilder()
                    .setIncidentId(incident.getId()).build());
            timers.watch(row);
        } else if (before.get().getGeneration() != row.getGeneration()) {
            timers.watch(row);
        }
    }

    void drop(IncidentRow row) {
        var incident = row.getIncident();
        incidents.delete(incident.getId());
        recent.remove(incident.getId());
        Optional.ofNullable(correlations.get(incident.getCorrelationKey()))
                .filter(correlation -> correlation.getIncidentId().equals(incident.getId()))
                .ifPresent(_ -> correlations.delete(incident.getCorrelationKey()));
    }

    /** Hands over the rows whose timer is due, and remembers that it did. */
    void sweep(Instant now, Consumer<IncidentRow> due) {
        timers.sweep(now, this::byId, row -> {
            put(Snapshots.changing(row).setTimerEmitted(true).build());
            due.accept(row);
        });
    }

    private void put(IncidentRow row) {
        incidents.put(row.getIncident().getId(), row);
        recent.put(row.getIncident().getId(), row);
    }

    /** The least recently used goes first. */
    private static final class Recent extends LinkedHashMap<String, IncidentRow> {

        Recent() {
            super(RECENT, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, IncidentRow> eldest) {
            return size() > RECENT;
        }
    }
}
