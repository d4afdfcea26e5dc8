package dev.tocsin.correlator.incident;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.correlator.incident.IncidentEvent.Fired;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.JoiningAlert;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.correlator.incident.member.MessagePattern;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;

/** Opens an incident with one alert, or with all alerts that reached the threshold. */
final class Opening {

    private static final int NAMED = 20;

    private Opening() {}

    static IncidentDecision open(Fired event, DecisionContext occasion) {
        var by = event.classification();
        var members = Stream.concat(event.waited().stream(), Stream.of(event.joiner())).toList();
        var draft = IncidentDraft.opening(occasion);
        draft.begin(by.grouping());
        draft.incident.setId(IncidentIds.opened(occasion.serviceKey(), by.correlationKey(), occasion.signalId()))
                .setServiceKey(occasion.serviceKey()).setCorrelationKey(by.correlationKey())
                .setState(IncidentState.OPEN).setRound(1).setOpenedAt(occasion.now()).setAlerts(List.of())
                .setLinks(List.of()).setLabels(new TreeMap<>(members.getFirst().alert().getLabels()));
        members.forEach(member -> adopt(draft, member));
        draft.row.setLastJoined(event.alert().getIdentity()).setWords(by.grouping().similarity().isPresent()
                ? MessagePattern.of(event.alert())
                : List.of());
        draft.grades.worst(true).ifPresent(draft::wear);
        var details = new TreeMap<>(event.kinship().details());
        details.put("alert", event.alert().getIdentity());
        details.put("severity", draft.incident.getSeverity().getId());
        details.put("rule", draft.incident.getRuleId());
        details.put("reason", draft.incident.getRuleReason());
        if (members.size() > 1) {
            details.put("alerts", Integer.toString(members.size()));
            details.put("names", named(draft.incident.getAlerts()));
        }
        if (!draft.incident.getTakers().isEmpty()) {
            details.put("routes", RouteTakers.names(draft));
        }
        draft.fact(FactKind.OPENED, draft.incident.getTitle(), TimelineFact.SOURCE, details);
        return draft.changed("opened", event.kinship().reason());
    }

    /** Names of alerts, for an entry on the timeline. */
    static String named(List<IncidentAlert> alerts) {
        var names = alerts.stream().limit(NAMED).map(alert -> alert.getName() + " (" + alert.getIdentity() + ")")
                .collect(Collectors.joining(", "));
        return alerts.size() <= NAMED ? names : names + " and " + (alerts.size() - NAMED) + " more";
    }

    private static void adopt(IncidentDraft draft, JoiningAlert member) {
        var alert = member.alert();
        var by = member.classification();
        draft.grades.join(alert, by, draft.occasion);
        draft.face(member);
        draft.show(Members.with(draft.incident.getAlerts(), member, draft.occasion.now()));
        draft.incident.setLabels(Members.shared(draft.incident.getLabels(), alert.getLabels()))
                .setLinks(Members.links(draft.incident.getLinks(), alert.getLinks()))
                .setCustomerFacing(draft.incident.getCustomerFacing() || by.customerFacing())
                .setSecurity(draft.incident.getSecurity() || by.security())
                .setConfidential(draft.incident.getConfidential() || by.confidential());
        RouteTakers.take(draft, by);
    }
}
