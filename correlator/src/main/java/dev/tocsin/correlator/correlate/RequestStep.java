package dev.tocsin.correlator.correlate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.correlator.incident.Snapshots;
import dev.tocsin.event.Signal;
import dev.tocsin.state.IncidentRow;

/**
 * The incidents that the alerts of one request change. Each is published once, after the last alert, in one revision, however
 * many of them changed it. Nothing of it outlives the request.
 */
final class RequestStep {

    private final Map<String, Optional<IncidentRow>> before = new LinkedHashMap<>();
    private Optional<String> signalId = Optional.empty();

    /** Begins with the first alert of a request. */
    void begin(Signal signal) {
        before.clear();
        signalId = Optional.of(signal.getId());
    }

    boolean isOf(Signal signal) {
        return signalId.filter(signal.getId()::equals).isPresent();
    }

    boolean isOpen() {
        return signalId.isPresent();
    }

    /** An incident changed; returns its row with the revision in which it will be published. */
    IncidentRow changed(Optional<IncidentRow> was, IncidentRow row) {
        var incident = row.getIncident();
        var first = before.computeIfAbsent(incident.getId(), id -> was.filter(each -> each.getIncident().getId()
                .equals(id)));
        var revision = first.map(each -> each.getIncident().getRevision()).orElse(0L) + 1;
        return incident.getRevision() == revision
                ? row
                : Snapshots.changing(row).setIncident(Snapshots.changing(incident).setRevision(revision).build())
                        .build();
    }

    /** Ends after the last alert: the changed incidents in the order of their first change, as they were before. */
    Map<String, Optional<IncidentRow>> end() {
        var changed = new LinkedHashMap<>(before);
        before.clear();
        signalId = Optional.empty();
        return changed;
    }
}
