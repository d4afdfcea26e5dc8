package dev.tocsin.correlator.correlate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.correlate.IncidentEvent.Ceased;
import dev.tocsin.correlator.correlate.IncidentEvent.Fired;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.IncidentRow;

/** What alerts do to incidents: open, join, fire again, cease, reopen. */
final class AlertTransitions {

    private AlertTransitions() {}

    static Verdict fired(Optional<IncidentRow> known, Fired event, Occasion occasion) {
        if (known.isEmpty()) {
            return open(event, occasion);
        }
        var row = known.get();
        return switch (row.getIncident().getState()) {
            case RESOLVED -> reopen(row, event, occasion);
            case CLOSED -> open(event, occasion);
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> join(row, event, occasion);
        };
    }

    private static Verdict open(Fired event, Occasion occasion) {
        var alert = event.alert();
        var by = event.classification();
        var draft = Draft.opening(occasion);
        draft.adopt(alert, by);
        draft.incident.setId(IncidentIds.opened(occasion.serviceKey(), by.correlationKey(), occasion.signalId()))
                .setServiceKey(occasion.serviceKey()).setCorrelationKey(by.correlationKey())
                .setState(IncidentState.OPEN).setRound(1).setCustomerFacing(by.customerFacing())
                .setSecurity(by.security()).setLabels(new TreeMap<>(alert.getLabels()))
                .setLinks(Members.links(List.of(), alert.getLinks()))
                .setAlerts(Members.with(List.of(), alert, occasion.now())).setAlertsTotal(1).setAlertsFiring(1)
                .setOpenedAt(occasion.now()).setRoundStartedAt(occasion.now());
        draft.fact(FactKind.OPENED, draft.incident.getTitle(), Fact.SOURCE, Map.of("alert", alert.getIdentity(),
                "severity", by.severity().getId(), "rule", by.ruleId(), "reason", by.reason()));
        return draft.changed("opened", "no incident had this correlation key: " + by.correlationKey());
    }

    private static Verdict join(IncidentRow row, Fired event, Occasion occasion) {
        var was = row.getIncident();
        var alert = event.alert();
        // What fired on while a person resolved the incident was carried into this round, and is counted already.
        var member = event.memberOf(was.getId(), was.getRound()) || event.countedBy(was.getId());
        var draft = Draft.of(row, occasion);
        var held = member && event.applied().heldBefore();
        if (held) {
            draft.fact(FactKind.ALERT_CHANGED, alert.getSummary(), Fact.SOURCE, Map.of("alert", alert.getIdentity(),
                    "severity", event.classification().severity().getId()));
        } else if (member) {
            draft.fact(FactKind.ALERT_REFIRED, alert.getSummary(), Fact.SOURCE, Map.of("alert", alert.getIdentity()));
        } else {
            draft.fact(FactKind.ALERT_JOINED, alert.getSummary(), Fact.SOURCE, Map.of("alert", alert.getIdentity()));
            draft.incident.setAlertsTotal(was.getAlertsTotal() + 1)
                    .setLabels(Members.shared(was.getLabels(), alert.getLabels()))
                    .setLinks(Members.links(was.getLinks(), alert.getLinks()));
        }
        draft.breakQuiet(alert.getIdentity());
        show(draft, was, event, occasion);
        draft.incident.setAlertsFiring(was.getAlertsFiring() + (event.countedBy(was.getId()) ? 0 : 1));
        var raised = raise(draft, was, event);
        return draft.changed(held ? "changed" : member ? "refired" : "joined", raised);
    }

    private static Verdict reopen(IncidentRow row, Fired event, Occasion occasion) {
        var was = row.getIncident();
        var alert = event.alert();
        var by = event.classification();
        var carried = was.getAlertsFiring() > 0;
        var firing = was.getAlertsFiring() + (event.countedBy(was.getId()) ? 0 : 1);
        var round = was.getRound() + 1;
        var draft = Draft.of(row, occasion);
        draft.cancelTimer();
        draft.incident.setState(IncidentState.OPEN).setRound(round).setRoundStartedAt(occasion.now())
                .setAcknowledgedAt(null).setAcknowledgedBy("").setMitigatedAt(null).setMitigatedBy("")
                .setResolvedAt(null).setResolvedBy("").setQuietUntil(null).setAlertsFiring(firing)
                .setAlertsTotal(firing).setAlerts(Members.firing(was.getAlerts()))
                .setLabels(carried
                        ? Members.shared(was.getLabels(), alert.getLabels())
                        : new TreeMap<>(alert.getLabels()))
                .setLinks(Members.links(carried ? was.getLinks() : List.of(), alert.getLinks()))
                .setCustomerFacing(by.customerFacing() || (carried && was.getCustomerFacing()))
                .setSecurity(by.security() || (carried && was.getSecurity()));
        draft.incident.setAlerts(Members.with(draft.incident.getAlerts(), alert, occasion.now()));
        draft.fact(FactKind.REOPENED, "fires again, round " + round + ": " + alert.getSummary(), Fact.SOURCE,
                Map.of("alert", alert.getIdentity(), "round", Integer.toString(round)));
        if (was.getSeveritySetBy().isEmpty() && (!carried || isWorse(by.severity(), was.getSeverity()))) {
            draft.adopt(alert, by);
            severityFact(draft, was.getSeverity(), by);
        }
        return draft.changed("reopened", "fires inside the reopen window of an incident with the same correlation key,"
                + " resolved by " + was.getResolvedBy());
    }

    static Verdict ceased(IncidentRow row, Ceased event, Occasion occasion) {
        var was = row.getIncident();
        var alert = event.alert();
        var draft = Draft.of(row, occasion);
        var firing = Math.max(0, was.getAlertsFiring() - 1);
        draft.incident.setAlertsFiring(firing).setAlerts(Members.ceased(was.getAlerts(), alert.getIdentity()));
        draft.fact(FactKind.ALERT_RESOLVED, alert.getSummary(), Fact.SOURCE, Map.of("alert", alert.getIdentity()));
        return switch (was.getState()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> {
                if (firing > 0) {
                    yield draft.changed("alert-resolved", firing + " of its alerts still fire");
                }
                draft.startQuiet();
                yield draft.changed("quiet", "all its alerts are over");
            }
            case RESOLVED, CLOSED -> draft.changed("alert-resolved", "the incident was resolved already");
        };
    }

    private static void show(Draft draft, Incident was, Fired event, Occasion occasion) {
        var by = event.classification();
        draft.incident.setAlerts(Members.with(was.getAlerts(), event.alert(), occasion.now()))
                .setCustomerFacing(was.getCustomerFacing() || by.customerFacing())
                .setSecurity(was.getSecurity() || by.security());
    }

    /** The worst of the members gives the severity, unless a person said otherwise. */
    private static String raise(Draft draft, Incident was, Fired event) {
        var by = event.classification();
        if (!isWorse(by.severity(), was.getSeverity())) {
            return "same correlation key";
        }
        if (!was.getSeveritySetBy().isEmpty()) {
            return "same correlation key; the rules say " + by.severity().getId() + ", but " + was.getSeveritySetBy()
                    + " set " + was.getSeverity().getId();
        }
        draft.adopt(event.alert(), by);
        severityFact(draft, was.getSeverity(), by);
        return "same correlation key; raises the severity to " + by.severity().getId();
    }

    private static void severityFact(Draft draft, Severity from, Classification by) {
        var to = by.severity();
        if (!to.getId().equals(from.getId())) {
            draft.fact(FactKind.SEVERITY_CHANGED, from.getId() + " -> " + to.getId() + ": " + by.reason(), Fact.SOURCE,
                    Map.of("from", from.getId(), "to", to.getId(), "rule", by.ruleId()));
        }
    }

    private static boolean isWorse(Severity one, Severity other) {
        return one.getRank() < other.getRank();
    }
}
