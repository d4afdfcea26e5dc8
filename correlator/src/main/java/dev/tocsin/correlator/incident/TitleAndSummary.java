package dev.tocsin.correlator.incident;

import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.state.Grade;
import dev.tocsin.state.IncidentRow;

/**
 * Title, summary and related fields follow the worst firing alert that is not suppressed; while none fires, they stay. The
 * severity falls only if the rule allows it.
 */
public final class TitleAndSummary {

    private TitleAndSummary() {}

    /** Adopts the texts of the worst member. */
    static void follow(IncidentDraft draft) {
        of(draft).ifPresent(look -> {
            draft.look(look);
            if (draft.incident.getSeveritySetBy().isEmpty() && look.getSeverity().getRank() == draft.incident
                    .getSeverity().getRank()) {
                draft.judge(look);
            }
        });
    }

    /** The member that it looks like. Of those beyond the ones that are kept, the last that was heard of is known. */
    static Optional<Grade> of(IncidentDraft draft) {
        return draft.grades.worst(true).map(counted -> draft.faces.worst()
                .filter(look -> look.getSeverity().getRank() <= counted.getSeverity().getRank()
                        || draft.faces.silences(counted.getSeverity().getRank()))
                .orElse(counted));
    }

    /**
     * Returns the row with these members suppressed.
     *
     * @param silenced
     *            identities
     * @return the row itself where nothing changes
     */
    public static IncidentRow silencing(IncidentRow row, List<String> silenced, DecisionContext occasion) {
        if (row.getSilenced().equals(silenced)) {
            return row;
        }
        var draft = IncidentDraft.of(Snapshots.changing(row).setSilenced(List.copyOf(silenced)).build(), occasion);
        follow(draft);
        return Snapshots.changing(row).setSilenced(List.copyOf(silenced)).setIncident(draft.incident.build()).build();
    }
}
