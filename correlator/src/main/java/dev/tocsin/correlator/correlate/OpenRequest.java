package dev.tocsin.correlator.correlate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.event.Signal;
import dev.tocsin.state.IncidentRow;

/**
 * The incidents that the alerts of one request change. Each is published once, in one revision, after the last alert of the
 * request.
 */
final class OpenRequest {

    private final Map<String, Optional<IncidentRow>> before = new LinkedHashMap<>();
    private Optional<String> signalId = Optional.empty();

    boolean isOf(Signal signal) {
        return signalId.filter(signal.getId()::equals).isPresent();
    }

    boolean isOpen() {
        return signalId.isPresent();
    }

    /** The row of an incident that changes, with the revision in which it will be published. */
    IncidentRow revised(Optional<IncidentRow> was, IncidentRow row) {
        var incident = row.getIncident();
        var first = before.getOrDefault(incident.getId(), same(was, incident.getId()));
        var revision = first.map(each -> each.getIncident().getRevision()).orElse(0L) + 1;
        return incident.getRevision() == revision
                ? row
                : Snapshots.changing(row).setIncident(Snapshots.changing(incident).setRevision(revision).build())
                        .build();
    }

    /** The changed incidents in the order of their first change, as they were before. */
    Map<String, Optional<IncidentRow>> changed() {
        return new LinkedHashMap<>(before);
    }

    void began(String id) {
        before.clear();
        signalId = Optional.of(id);
    }

    void changes(String incidentId, Optional<IncidentRow> was) {
        before.computeIfAbsent(incidentId, _ -> same(was, incidentId));
    }

    void over() {
        before.clear();
        signalId = Optional.empty();
    }

    private static Optional<IncidentRow> same(Optional<IncidentRow> was, String incidentId) {
        return was.filter(each -> each.getIncident().getId().equals(incidentId));
    }
}
