package dev.tocsin.correlator.incident;

import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.correlator.incident.IncidentEvent.Fired;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.FactKind;
import dev.tocsin.state.IncidentRow;

/** An alert of an active incident fires: a new member, or an existing one. */
final class AlertJoining {

    private AlertJoining() {}

    static IncidentDecision join(IncidentRow row, Fired event, DecisionContext occasion) {
        var was = row.getIncident();
        var counted = event.countedBy(was.getId());
        // It may have been counted elsewhere since, under another key, and come back.
        var shown = Members.find(was.getAlerts(), event.alert().getIdentity());
        // What fired on while a person resolved the incident was carried into this round, and is counted already.
        var member = event.memberOf(was.getId(), was.getRound());
        var draft = IncidentDraft.of(row, occasion);
        FlappingFacts.tell(draft, event.alert(), event.known().getFlapping());
        if (counted) {
            return AlertUpdating.restate(row, draft, event);
        }
        if (member || shown.isPresent()) {
            draft.fact(FactKind.ALERT_REFIRED, event.alert().getSummary(), TimelineFact.SOURCE, details(event));
            var rank = member ? event.rank() : shown.map(Merging::rank).orElseThrow();
            if (shown.filter(Members::isFiring).isPresent()) {
                draft.grades.regrade(rank, event.alert(), event.classification(), occasion);
            } else {
                draft.grades.refire(rank, event.alert(), event.classification(), occasion);
            }
        } else {
            joined(draft, event);
        }
        draft.breakQuiet("an alert fired within the quiet time", details(event));
        show(draft, event);
        var severity = IncidentSeverity.settle(draft);
        return draft.changedOrCounted(row, member || shown.isPresent() ? "refired" : "joined", event
                .kinship()
                .reason() + (severity.isEmpty() ? "" : "; " + severity));
    }

    private static void joined(IncidentDraft draft, Fired event) {
        var alert = event.alert();
        draft.fact(FactKind.ALERT_JOINED, alert.getSummary(), TimelineFact.SOURCE, details(event));
        draft.grades.join(alert, event.classification(), draft.occasion);
        draft.row.setLastJoined(alert.getIdentity());
        draft.incident.setLabels(Members.shared(draft.incident.getLabels(), alert.getLabels()))
                .setLinks(Members.links(draft.incident.getLinks(), alert.getLinks()));
    }

    /** The alert fires: among the members, and in what the incident is. */
    static void show(IncidentDraft draft, Fired event) {
        var by = event.classification();
        draft.face(event.joiner());
        draft.show(Members.with(draft.incident.getAlerts(), event.joiner(), draft.occasion.now()));
        draft.incident.setCustomerFacing(draft.incident.getCustomerFacing() || by.customerFacing())
                .setSecurity(draft.incident.getSecurity() || by.security());
        draft.confide(by.confidential(), by.ruleId());
        RouteTakers.take(draft, by);
    }

    static Map<String, String> details(Fired event) {
        var details = new TreeMap<>(event.kinship().details());
        details.putAll(Map.of("alert", event.alert().getIdentity()));
        return details;
    }
}
