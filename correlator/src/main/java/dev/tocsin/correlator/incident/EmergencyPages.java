package dev.tocsin.correlator.incident;

import java.util.TreeMap;

import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.Alert;
import dev.tocsin.event.EmergencyPage;
import dev.tocsin.event.FactKind;

/** People were paged about an alert before it reached Kafka: the incident says so, and its first step is not paged again. */
final class EmergencyPages {

    private EmergencyPages() {}

    /** The first page of a round counts; the others are told on the timeline. */
    static void take(IncidentDraft draft, Alert alert, EmergencyPage page) {
        if (draft.incident.getEmergencyPage() == null) {
            draft.incident.setEmergencyPage(EmergencyPage.newBuilder(page).setTakenAt(draft.occasion.now()).build());
        }
        var details = new TreeMap<String, String>();
        details.put("alert", alert.getIdentity());
        details.put("target", page.getTarget());
        details.put("channel", page.getChannel());
        details.put("pagedAt", page.getPagedAt().toString());
        details.put("awaySince", page.getAwaySince().toString());
        draft.fact(FactKind.EMERGENCY_PAGED, page.getTarget() + " via " + page.getChannel() + " at " + page.getPagedAt()
                + (page.getDigest() ? ", in a digest" : "") + ", while Kafka was unavailable: " + alert.getSummary(),
                TimelineFact.SOURCE, details);
    }
}
