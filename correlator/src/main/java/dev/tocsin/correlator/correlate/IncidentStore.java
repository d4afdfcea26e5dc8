package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.tocsin.correlator.incident.Aftercare;
import dev.tocsin.correlator.incident.Grades;
import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.IncidentTally;

/**
 * The incidents of one partition that are open or can be reopened: the rows {@link Kind#INCIDENTS},
 * {@link Kind#TALLIES}, {@link Kind#CORRELATIONS} and {@link Kind#AFTERMATH}, and what is made from the rows: the index of what is due, and of what is alike. A row is dropped when its reopen window is
 * over, together with the rows of what was merged into it. A task that begins again, also after an aborted transaction,
 * makes a new one, so nothing in memory outlives what was committed.
 */
final class IncidentStore {

    /** Rows that are kept decoded: in a storm, one incident is asked for again and again. */
    private static final int RECENT = 32;

    private final Rows<IncidentRow> incidents;
    private final Rows<IncidentTally> tallies;
    private final Rows<CorrelationRow> correlations;
    private final Rows<IncidentRow> aftermath;
    private final TimerSweep<IncidentRow> timers;
    private final SimilarIncidents similar = new SimilarIncidents();
    private final Recent recent = new Recent();
    private final Set<String> ahead = new HashSet<>();

    IncidentStore(State state, TimerSweep<IncidentRow> timers) {
        this.incidents = state.rows(Kind.INCIDENTS);
        this.tallies = state.rows(Kind.TALLIES);
        this.correlations = state.rows(Kind.CORRELATIONS);
        this.aftermath = state.rows(Kind.AFTERMATH);
        this.timers = timers;
    }

    /**
     * Makes what is in memory anew from what is stored.
     *
     * @param found
     *            takes each row as well, so that the store is read only once
     */
    void rebuild(Consumer<IncidentRow> found) {
        timers.clear();
        recent.clear();
        similar.clear();
        ahead.clear();
        try (var rows = tallies.all()) {
            rows.forEachRemaining(entry -> ahead.add(entry.key));
        }
        try (var rows = incidents.all()) {
            rows.forEachRemaining(entry -> {
                timers.watch(entry.value);
                similar.watch(entry.value);
                found.accept(entry.value);
            });
        }
        try (var rows = aftermath.all()) {
            rows.forEachRemaining(entry -> timers.watch(entry.value));
        }
    }

    Optional<IncidentRow> byId(String incidentId) {
        var row = recent.get(incidentId);
        if (row != null) {
            return Optional.of(row);
        }
        var stored = Optional.ofNullable(incidents.get(incidentId)).map(Snapshots::sorted).map(this::counted);
        stored.ifPresent(found -> recent.put(incidentId, found));
        return stored;
    }

    /** The same, also of one that alerts no longer find. */
    Optional<IncidentRow> find(String incidentId) {
        return byId(incidentId).or(() -> Optional.ofNullable(aftermath.get(incidentId)).map(Snapshots::sorted));
    }

    /** Whether more members of it were counted than its last snapshot says. */
    boolean isAhead(String incidentId) {
        return ahead.contains(incidentId);
    }

    Optional<IncidentRow> byCorrelationKey(String correlationKey) {
        return Optional.ofNullable(correlations.get(correlationKey)).flatMap(row -> byId(row.getIncidentId()));
    }

    /** Open incidents of a service whose rule asks for what is alike, the oldest first. */
    List<SimilarIncidents.Candidate> similar(String serviceKey) {
        return similar.of(serviceKey);
    }

    /** Keeps a row in the place of the one that was there. */
    void keep(Optional<IncidentRow> before, IncidentRow row) {
        var id = row.getIncident().getId();
        put(row);
        if (ahead.remove(id)) {
            tallies.delete(id);
        }
        if (before.filter(was -> was.getIncident().getId().equals(id)).isEmpty()) {
            lead(row.getIncident().getCorrelationKey(), id);
            timers.watch(row);
        } else if (before.get().getGeneration() != row.getGeneration()) {
            timers.watch(row);
        }
    }

    /** Keeps a row whose snapshot was not published: if it was ahead of that before, it still is. */
    void note(Optional<IncidentRow> before, IncidentRow row) {
        put(row);
        var id = row.getIncident().getId();
        if (ahead.contains(id)) {
            count(row, tallies.get(id).getCountedAt());
        }
        if (before.filter(was -> was.getGeneration() == row.getGeneration()).isEmpty()) {
            timers.watch(row);
        }
    }

    /** Keeps only the counts of a row. */
    void count(IncidentRow row, Instant now) {
        var incident = row.getIncident();
        tallies.put(incident.getId(), IncidentTally.newBuilder().setAlertsTotal(incident.getAlertsTotal())
                .setAlertsFiring(incident.getAlertsFiring()).setCounts(Grades.counts(row.getGrades()))
                .setLastJoined(row.getLastJoined()).setCountedAt(now).build());
        ahead.add(incident.getId());
        recent.put(incident.getId(), row);
    }

    /** Whatever led to an incident leads to the one that it was merged into. */
    void redirect(IncidentRow merged, IncidentRow survivor) {
        var into = survivor.getIncident().getId();
        lead(merged.getIncident().getCorrelationKey(), into);
        survivor.getAbsorbed().stream().flatMap(id -> byId(id).stream()).map(row -> row.getIncident()
                .getCorrelationKey()).filter(key -> leadsTo(key, merged.getIncident().getId())).toList()
                .forEach(key -> lead(key, into));
    }

    /** From now on only {@link #find} finds it; nothing leads to it, nor to what was merged into it. */
    void retire(IncidentRow row) {
        byId(row.getIncident().getId()).ifPresent(this::drop);
        put(row);
        timers.watch(row);
    }

    /** Drops it, and what was merged into it. */
    void drop(IncidentRow row) {
        if (Aftercare.isKept(row)) {
            aftermath.delete(row.getIncident().getId());
            return;
        }
        row.getAbsorbed().stream().flatMap(id -> byId(id).stream()).toList()
                .forEach(absorbed -> forget(absorbed, row.getIncident().getId()));
        forget(row, row.getIncident().getId());
    }

    private void forget(IncidentRow row, String leader) {
        var incident = row.getIncident();
        incidents.delete(incident.getId());
        recent.remove(incident.getId());
        similar.forget(row);
        if (ahead.remove(incident.getId())) {
            tallies.delete(incident.getId());
        }
        if (leadsTo(incident.getCorrelationKey(), leader)) {
            lead(incident.getCorrelationKey(), "");
        }
    }

    private boolean leadsTo(String key, String incidentId) {
        return Optional.ofNullable(correlations.get(key)).filter(row -> row.getIncidentId().equals(incidentId))
                .isPresent();
    }

    /** Alerts that wait under the key go on waiting, unless an incident is opened with them. */
    private void lead(String key, String incidentId) {
        var waiting = Optional.ofNullable(correlations.get(key)).map(CorrelationRow::getWaiting).orElse(List.of());
        if (incidentId.isEmpty() && waiting.isEmpty()) {
            correlations.delete(key);
        } else {
            correlations.put(key, new CorrelationRow(incidentId, waiting));
        }
    }

    /** Hands over the rows whose timer is due, and remembers that it did. */
    void sweep(Instant now, Consumer<IncidentRow> due) {
        timers.sweep(now, this::find, row -> {
            put(Snapshots.changing(row).setTimerEmitted(true).build());
            due.accept(row);
        });
    }

    private void put(IncidentRow row) {
        if (Aftercare.isKept(row)) {
            aftermath.put(row.getIncident().getId(), row);
            return;
        }
        incidents.put(row.getIncident().getId(), row);
        recent.put(row.getIncident().getId(), row);
        similar.watch(row);
    }

    private IncidentRow counted(IncidentRow row) {
        var id = row.getIncident().getId();
        if (!ahead.contains(id)) {
            return row;
        }
        var tally = tallies.get(id);
        var incident = Snapshots.changing(row.getIncident()).setAlertsTotal(tally.getAlertsTotal())
                .setAlertsFiring(tally.getAlertsFiring())
                .setAlertsHidden(Math.max(0, tally.getAlertsTotal() - row.getIncident().getAlerts().size())).build();
        return Snapshots.changing(row).setIncident(incident).setLastJoined(tally.getLastJoined())
                .setGrades(Grades.counted(row.getGrades(), tally.getCounts())).build();
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
