package dev.tocsin.correlator.incident;

import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.model.SeverityLevel;

/** Commands for note, severity and confidentiality. */
final class TriageCommands {

    private TriageCommands() {}

    static IncidentDecision addNote(CommandContext asked) {
        var draft = asked.draft();
        draft.fact(FactKind.NOTE_ADDED, asked.sentence(Map.of()), asked.actor(), asked.details(Map.of()));
        return asked.done(draft, "note-added");
    }

    static IncidentDecision setSeverity(CommandContext asked) {
        var incident = asked.incident();
        var text = asked.argument("severity");
        var level = asked.event().vocabulary().level(text);
        if (level.isEmpty()) {
            return asked.refuse("severity '" + text + "' is not one of " + asked.event().vocabulary().levels().stream()
                    .map(SeverityLevel::id).collect(Collectors.joining(", ")));
        }
        var from = incident.getSeverity().getId();
        var to = level.get();
        if (from.equals(to.id()) && !incident.getSeveritySetBy().isEmpty()) {
            return asked.refuse("already set to " + from + " by " + incident.getSeveritySetBy());
        }
        var draft = asked.draft();
        draft.incident.setSeverity(new Severity(to.id(), to.rank())).setSeveritySetBy(asked.actor());
        draft.climb(to.ladder());
        draft.pace(to.quietTime().toMillis(), to.reopenWindow().toMillis());
        draft.fact(FactKind.SEVERITY_CHANGED, asked.sentence(Map.of("from", from, "severity", to.id())), asked.actor(),
                asked.details(Map.of("from", from, "to", to.id())));
        if (to.rank() < incident.getSeverity().getRank() && draft.isActive()) {
            AcknowledgementRules.raised(draft, incident.getLadder());
        } else {
            AcknowledgementRules.lowered(draft, incident.getLadder());
        }
        return asked.done(draft, "severity-set");
    }

    static IncidentDecision setConfidential(CommandContext asked) {
        var confidential = Boolean.parseBoolean(asked.argument("confidential"));
        var now = asked.incident().getConfidential();
        if (confidential == now && !asked.row().getConfidentialSetBy().isEmpty()) {
            return asked.refuse((now ? "already confidential" : "not confidential") + ", set by " + asked.row()
                    .getConfidentialSetBy());
        }
        var draft = asked.draft();
        draft.incident.setConfidential(confidential);
        draft.row.setConfidentialSetBy(asked.actor());
        draft.fact(FactKind.CONFIDENTIAL_SET, asked.sentence(Map.of()), asked.actor(), asked.details(Map.of(
                "confidential", Boolean.toString(
                        confidential))));
        return asked.done(draft, "confidential-set");
    }
}
