package dev.tocsin.correlator.incident.decision;

import dev.tocsin.event.TimelineEntry;
import dev.tocsin.state.IncidentRow;

/** Turns facts into records of {@code tocsin.timeline}. */
public final class TimelineEntries {

    private TimelineEntries() {}

    /** A signal brings about each kind of fact at most once, so incident, signal and kind make the id. */
    public static TimelineEntry of(IncidentRow row, TimelineFact fact, DecisionContext occasion) {
        return of(row.getIncident().getId(), row.getIncident().getServiceKey(), fact, occasion);
    }

    /** Of an incident that is no longer known. */
    public static TimelineEntry of(String incidentId, String serviceKey, TimelineFact fact, DecisionContext occasion) {
        return TimelineEntry.newBuilder().setId(incidentId + "/" + occasion.signalId() + "/" + fact.kind())
                .setIncidentId(incidentId).setServiceKey(serviceKey).setAt(occasion.now())
                .setKind(fact.kind()).setSummary(fact.summary()).setActor(fact.actor()).setDetails(fact.details())
                .setPolicyVersion(occasion.policyVersion()).build();
    }
}
