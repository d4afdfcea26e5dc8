package dev.tocsin.correlator.incident;

import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Nothing;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.FactKind;
import dev.tocsin.schemas.incident.PageReport;
import dev.tocsin.state.IncidentRow;

/** Tells the timeline, once, that a page reached somebody. It changes nothing else: a mailbox takes calls too. */
final class ConfirmedPages {

    private ConfirmedPages() {}

    static IncidentDecision heard(IncidentRow row, PageReport.Confirmed word, DecisionContext occasion) {
        if (row.getAppliedCommands().contains(word.id())) {
            return new Nothing("known", "this report on a page is already known");
        }
        var draft = IncidentDraft.of(row, occasion);
        draft.remember(word.id());
        draft.fact(FactKind.DELIVERY_CONFIRMED, word.summary(), TimelineFact.SOURCE, word.details());
        return draft.noted("page-confirmed", word.summary());
    }
}
