package dev.tocsin.correlator.correlate;

import dev.tocsin.event.TimelineEntry;
import dev.tocsin.state.IncidentRow;

/** The one place where facts become records of {@code tocsin.timeline}. */
final class TimelineEntries {

    private TimelineEntries() {}

    /** A signal brings about each kind of fact at most once, so incident, signal and kind make the id. */
    static TimelineEntry of(IncidentRow row, Fact fact, Occasion occasion) {
        var incident = row.getIncident();
        return TimelineEntry.newBuilder().setId(incident.getId() + "/" + occasion.signalId() + "/" + fact.kind())
                .setIncidentId(incident.getId()).setServiceKey(incident.getServiceKey()).setAt(occasion.now())
                .setKind(fact.kind()).setSummary(fact.summary()).setActor(fact.actor()).setDetails(fact.details())
                .setPolicyVersion(occasion.policyVersion()).build();
    }
}
