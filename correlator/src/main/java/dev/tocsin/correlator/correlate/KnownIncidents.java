package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.tocsin.correlator.flow.Memo;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.correlator.incident.member.MembersBySeverity;
import dev.tocsin.correlator.influence.Influences;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.IncidentTally;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incidents of one partition: rows, plus in-memory indexes of due timers, similar incidents and counts ahead of rows,
 * and a cache. A restarted task, also after an aborted transaction, creates a new instance, so memory never outlives a
 * commit.
 */
final class KnownIncidents implements CorrelateState, Memory {

    /** Number of decoded rows in the cache: a storm reads one incident repeatedly. */
    private static final int RECENT = 32;

    private static final Logger LOG = LoggerFactory.getLogger(KnownIncidents.class);

    private final Stored stored;
    private final Influences surroundings;
    private final TimerSweep<IncidentRow> timers = new TimerSweep<>(DueTimer::of);
    private final SimilarIncidents similar = new SimilarIncidents();
    private final Recent recent = new Recent();
    private final Set<String> ahead = new HashSet<>();
    private final OpenRequest request = new OpenRequest();

    /** Where rows lie. */
    interface Stored {

        /** The row of a key, if there is one. */
        <V extends SpecificRecord> Optional<V> row(RowKind<V> kind, String key);
    }

    /**
     * Of which nothing is known yet but what is stored.
     *
     * @param surroundings
     *            learn of what is written too
     */
    KnownIncidents(Stored stored, Influences surroundings) {
        this.stored = stored;
        this.surroundings = surroundings;
    }

    /** A row of an incident was there before. */
    void found(IncidentRow row) {
        timers.watch(row);
        similar.watch(row);
        surroundings.found(row.getIncident());
    }

    /** The row of one that alerts no longer find was there before. */
    void foundAftermath(IncidentRow row) {
        timers.watch(row);
    }

    /** An incident was counted ahead of its row before. */
    void foundAhead(String incidentId) {
        ahead.add(incidentId);
    }

    @Override
    public Optional<IncidentRow> incident(String incidentId) {
        var row = recent.get(incidentId);
        if (row != null) {
            return Optional.of(row);
        }
        var found = stored.row(RowKind.INCIDENTS, incidentId).map(Snapshots::sorted).map(this::counted).map(
                surroundings::read);
        found.ifPresent(each -> recent.put(incidentId, each));
        return found;
    }

    private IncidentRow counted(IncidentRow row) {
        return ahead.contains(row.getIncident().getId())
                ? stored.row(RowKind.TALLIES, row.getIncident().getId()).map(tally -> counted(row, tally)).orElse(row)
                : row;
    }

    private static IncidentRow counted(IncidentRow row, IncidentTally tally) {
        var incident = Snapshots.changing(row.getIncident()).setAlertsTotal(tally.getAlertsTotal())
                .setAlertsFiring(tally.getAlertsFiring())
                .setAlertsHidden(Math.max(0, tally.getAlertsTotal() - row.getIncident().getAlerts().size())).build();
        return Snapshots.changing(row).setIncident(incident).setLastJoined(tally.getLastJoined())
                .setGrades(MembersBySeverity.counted(row.getGrades(), tally.getCounts())).build();
    }

    @Override
    public Optional<IncidentRow> aftermath(String incidentId) {
        return stored.row(RowKind.AFTERMATH, incidentId).map(Snapshots::sorted);
    }

    @Override
    public boolean isAhead(String incidentId) {
        return ahead.contains(incidentId);
    }

    @Override
    public Optional<Instant> countedAt(String incidentId) {
        return stored.row(RowKind.TALLIES, incidentId).map(IncidentTally::getCountedAt);
    }

    @Override
    public Optional<CorrelationRow> correlation(String correlationKey) {
        return stored.row(RowKind.CORRELATIONS, correlationKey);
    }

    @Override
    public List<SimilarIncidents.Candidate> similar(String serviceKey) {
        return similar.of(serviceKey);
    }

    @Override
    public Optional<AlertState> alert(String identity) {
        return stored.row(RowKind.ALERTS, identity);
    }

    @Override
    public Optional<HeldAlert> held(String identity) {
        return stored.row(RowKind.HELD, identity);
    }

    @Override
    public OpenRequest request() {
        return request;
    }

    /** Hands over the rows whose timer is due. */
    void sweep(Instant now, Consumer<IncidentRow> due) {
        timers.sweep(now, this::find, due);
    }

    @Override
    public void wrote(RowKind<?> kind, String key, SpecificRecord row) {
        switch (row) {
            case IncidentRow incident when kind.equals(RowKind.INCIDENTS) -> {
                logState(Optional.ofNullable(recent.put(key, incident)), incident);
                similar.watch(incident);
            }
            case IncidentTally _ -> ahead.add(key);
            default -> surroundings.wrote(kind, key, row);
        }
    }

    @Override
    public void deleted(RowKind<?> kind, String key) {
        if (kind.equals(RowKind.INCIDENTS)) {
            recent.remove(key);
            similar.forget(key);
        } else if (kind.equals(RowKind.TALLIES)) {
            ahead.remove(key);
        } else {
            surroundings.deleted(kind, key);
        }
    }

    @Override
    public void watch(DueTimer timer) {
        timers.watch(timer);
    }

    @Override
    public void remember(Memo memo) {
        if (!(memo instanceof CorrelateMemory unwritten)) {
            surroundings.remember(memo);
            return;
        }
        switch (unwritten) {
            case CorrelateMemory.CountedAhead(var row) -> recent.put(row.getIncident().getId(), row);
            case CorrelateMemory.RequestBegan(var signalId) -> request.began(signalId);
            case CorrelateMemory.ChangedByRequest(var incidentId, var before) -> request.changes(incidentId, before);
            case CorrelateMemory.RequestOver() -> request.over();
        }
    }

    private static void logState(Optional<IncidentRow> before, IncidentRow row) {
        var is = row.getIncident();
        var was = before.map(each -> each.getIncident().getState().name()).orElse("new");
        var isNews = before.isEmpty() ? is.getRevision() == 1 : !was.equals(is.getState().name());
        if (isNews) {
            LOG.info("incident {} round {} of {}: {} -> {}, {}", is.getId(), is.getRound(), is.getServiceKey(), was,
                    is.getState(), is.getSeverity().getId());
        }
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
