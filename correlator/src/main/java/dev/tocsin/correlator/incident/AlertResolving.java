package dev.tocsin.correlator.incident;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.IncidentEvent.Ceased;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.Alert;
import dev.tocsin.event.FactKind;
import dev.tocsin.policy.model.Grouping.Resolves;
import dev.tocsin.state.IncidentRow;

/** An alert resolves: the severity may fall, and the quiet time may start. */
final class AlertResolving {

    private AlertResolving() {}

    static IncidentDecision cease(IncidentRow row, Ceased event, DecisionContext occasion) {
        var alert = event.alert();
        var draft = IncidentDraft.of(row, occasion);
        draft.grades.cease(event.rank());
        draft.unface(alert.getIdentity());
        draft.heardMissing(alert.getTruncatedAlerts());
        draft.row.setEndReason(event.expired() ? alert.getSummary() : alert.getEndReason());
        FlappingFacts.tell(draft, alert, false);
        draft.show(Members.ceased(row.getIncident().getAlerts(), alert.getIdentity()));
        tell(draft, alert, event.expired());
        if (!draft.isActive()) {
            return draft.changedOrCounted(row, "alert-resolved", "the incident is already resolved");
        }
        var severity = IncidentSeverity.settle(draft);
        return over(draft, alert.getIdentity()).filter(_ -> draft.incident.getQuietUntil() == null).map(over -> {
            var why = over + because(alert.getEndReason());
            draft.startQuiet(why);
            return (IncidentDecision) draft.changed("quiet", why);
        }).orElseGet(() -> draft.changedOrCounted(row, "alert-resolved", stays(draft) + (severity.isEmpty()
                ? ""
                : "; " + severity)));
    }

    private static void tell(IncidentDraft draft, Alert alert, boolean expired) {
        var details = new TreeMap<>(Map.of("alert", alert.getIdentity()));
        if (!alert.getEndReason().isEmpty()) {
            details.put("reason", alert.getEndReason());
        }
        draft.fact(expired ? FactKind.ALERT_EXPIRED : FactKind.ALERT_RESOLVED, alert.getSummary() + because(alert
                .getEndReason()), TimelineFact.SOURCE, details);
    }

    /** Reason of an end without recovery. */
    private static String because(String endReason) {
        return endReason.isEmpty() ? "" : ": " + endReason;
    }

    /** Why the incident can resolve with the alert, if it can. */
    private static Optional<String> over(IncidentDraft draft, String identity) {
        var none = draft.grades.firing() == 0;
        return switch (Resolves.valueOf(draft.row.getResolves())) {
            case ALL -> none ? Optional.of("all alerts are resolved") : Optional.empty();
            case FIRST -> Optional.of("one alert is resolved, which is enough by its rule");
            case LAST -> identity.equals(draft.row.getLastJoined())
                    ? Optional.of("the alert that joined last is resolved, which is enough by its rule")
                    : none ? Optional.of("all alerts are resolved") : Optional.empty();
            case PERSON -> Optional.empty();
        };
    }

    /** Re-evaluates the quiet time after alerts were moved or merged. */
    static void settle(IncidentDraft draft) {
        var everything = draft.grades.firing() == 0
                && Resolves.valueOf(draft.row.getResolves()) != Resolves.PERSON;
        if (everything && draft.incident.getQuietUntil() == null) {
            draft.startQuiet("all alerts are resolved");
        } else if (!everything && draft.grades.firing() > 0) {
            draft.breakQuiet("firing alerts were added", Map.of());
        }
    }

    private static String stays(IncidentDraft draft) {
        return draft.grades.firing() == 0
                ? "all alerts are resolved; its rule leaves resolving to a person"
                : draft.grades.firing() + " alerts still firing";
    }
}
