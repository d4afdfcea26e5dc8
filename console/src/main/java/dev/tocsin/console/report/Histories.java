package dev.tocsin.console.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.SharedTexts;
import dev.tocsin.event.Incident;
import dev.tocsin.event.TimelineEntry;

/** Incidents of a part of the log, folded from facts and snapshots as they are read. Bounded; not thread-safe. */
public final class Histories {

    /** Largest number of incidents that are remembered; each takes about 2 kB. */
    public static final int MOST = 100_000;

    private final int most;
    private final Map<String, IncidentHistory> byId = new LinkedHashMap<>();
    private final SharedTexts texts = new SharedTexts();
    private long leftOut;

    public Histories() {
        this(MOST);
    }

    Histories(int most) {
        this.most = most;
    }

    /** Applies a fact, in the order of the log. */
    public void accept(TimelineEntry fact) {
        var known = byId.get(fact.getIncidentId());
        if (known == null && byId.size() >= most) {
            leftOut++;
            return;
        }
        var history = known == null
                ? byId.computeIfAbsent(fact.getIncidentId(), id -> new IncidentHistory(id, texts
                        .share(fact.getServiceKey())))
                : known;
        history.fact(fact, this::find);
    }

    /** Whether a snapshot of an incident is wanted. */
    public boolean wants(String incidentId) {
        return byId.containsKey(incidentId);
    }

    /** Takes a snapshot, after all facts; the last one of an incident counts. */
    public void accept(Incident incident) {
        find(incident.getId()).ifPresent(history -> history.snapshot(incident, texts::share));
    }

    /** Takes what the console holds of an incident, where no snapshot was read. */
    void accept(IncidentHeadline incident) {
        find(incident.id()).ifPresent(history -> history.headline(incident));
    }

    /** Number of facts of incidents that there was no room for. */
    public long leftOut() {
        return leftOut;
    }

    Collection<IncidentHistory> all() {
        return byId.values();
    }

    private Optional<IncidentHistory> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
