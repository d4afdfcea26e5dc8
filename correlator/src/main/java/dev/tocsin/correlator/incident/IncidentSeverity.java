package dev.tocsin.correlator.incident;

import java.util.Map;

import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Severity;
import dev.tocsin.state.Grade;

/** Derives the severity from the worst member, unless a person set it; it falls only if the rule allows it. */
final class IncidentSeverity {

    private IncidentSeverity() {}

    /**
     * Sets the severity as the members have it.
     *
     * @return what came of it, for a person; empty when it stays
     */
    static String settle(IncidentDraft draft) {
        var lowers = draft.row.getLowers();
        var said = draft.grades.worst(lowers).filter(worst -> differs(worst, draft.incident.getSeverity(), lowers))
                .map(worst -> settle(draft, worst)).orElse("");
        TitleAndSummary.follow(draft);
        return said;
    }

    /** The same where members came or went: what is there now counts, also downwards. */
    static String derive(IncidentDraft draft) {
        var said = draft.grades.worst(draft.row.getLowers()).or(() -> draft.grades.worst(false))
                .filter(worst -> differs(worst, draft.incident.getSeverity(), true))
                .map(worst -> settle(draft, worst)).orElse("");
        TitleAndSummary.follow(draft);
        return said;
    }

    private static boolean differs(Grade worst, Severity now, boolean downwards) {
        return worst.getSeverity().getRank() < now.getRank() || (downwards && worst.getSeverity().getRank() > now
                .getRank());
    }

    private static String settle(IncidentDraft draft, Grade worst) {
        var from = draft.incident.getSeverity();
        var to = worst.getSeverity();
        var raises = to.getRank() < from.getRank();
        if (!draft.incident.getSeveritySetBy().isEmpty()) {
            return raises
                    ? "rules say " + to.getId() + ", but " + draft.incident.getSeveritySetBy() + " set "
                            + from.getId()
                    : "";
        }
        var ladder = draft.incident.getLadder();
        draft.wear(worst);
        fact(draft, from, worst, raises ? worst.getRuleReason() : "worse alerts are resolved or gone");
        if (raises) {
            AcknowledgementRules.raised(draft, ladder);
        } else {
            AcknowledgementRules.lowered(draft, ladder);
        }
        return (raises ? "raises" : "lowers") + " the severity to " + to.getId();
    }

    /** Says that it changed, if it did. */
    static void fact(IncidentDraft draft, Severity from, Grade to, String why) {
        var id = to.getSeverity().getId();
        if (!id.equals(from.getId())) {
            draft.fact(FactKind.SEVERITY_CHANGED, from.getId() + " -> " + id + ": " + why, TimelineFact.SOURCE,
                    Map.of("from", from.getId(), "to", id, "rule", to.getRuleId()));
        }
    }
}
