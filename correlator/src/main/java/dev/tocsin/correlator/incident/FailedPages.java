package dev.tocsin.correlator.incident;

import java.util.ArrayList;
import java.util.Map;

import dev.tocsin.correlator.incident.IncidentEvent.PageFailed;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Nothing;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.state.IncidentRow;

/**
 * Keeps failed pages in the snapshot, where the escalator reads them. Those that the notifier reports are on the timeline already;
 * those that a vendor reports later are told here.
 */
final class FailedPages {

    private static final int KEPT = 20;

    private FailedPages() {}

    static IncidentDecision heard(IncidentRow row, PageFailed event, DecisionContext occasion) {
        var word = event.word();
        var incident = row.getIncident();
        var failure = word.failure();
        if (word.round() != incident.getRound()) {
            return new Nothing("older-round", "the failed page belongs to round " + word.round()
                    + ", and the incident is in round " + incident.getRound());
        }
        var draft = IncidentDraft.of(row, occasion);
        if (!draft.isActive()) {
            return new Nothing("incident-over", "a page failed, but the incident is already resolved");
        }
        var kept = new ArrayList<>(incident.getUndelivered());
        if (kept.stream().anyMatch(known -> isSaidBy(known, failure))) {
            return new Nothing("known", "this failed page is already known");
        }
        kept.removeIf(known -> known.getNotificationId().equals(failure.getNotificationId()));
        if (event.reported()) {
            draft.fact(FactKind.DELIVERY_FAILED, "page to " + failure.getTarget() + " via " + failure.getDestination()
                    + ": " + failure.getReason(), TimelineFact.SOURCE, Map.of("notification", failure
                            .getNotificationId(), "destination", failure.getDestination(), "channel", failure
                                    .getChannel(),
                            "target", failure.getTarget(), "kind", failure.getKind().name(), "outcome", failure
                                    .getOutcome().name(),
                            "rung", Integer.toString(failure.getRung()), "reason", failure.getReason()));
        }
        draft.incident.setUndelivered(IncidentDraft.latest(KEPT, kept, failure));
        return draft.changed("undelivered", "page to " + failure.getTarget() + " by " + failure.getDestination()
                + " failed: " + failure.getReason());
    }

    /** A final failure replaces an overdue one, but not vice versa. */
    private static boolean isSaidBy(DeliveryFailure known, DeliveryFailure failure) {
        return known.getNotificationId().equals(failure.getNotificationId()) && (known.getOutcome() == failure
                .getOutcome() || known.getOutcome() != DeliveryOutcome.RETRY);
    }
}
