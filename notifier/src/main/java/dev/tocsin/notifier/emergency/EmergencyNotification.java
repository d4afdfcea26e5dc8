package dev.tocsin.notifier.emergency;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.emergency.EmergencyMessage;
import dev.tocsin.policy.emergency.EmergencyRules;
import dev.tocsin.schemas.time.Durations;

/** An emergency page as a page of an incident that is not on the log yet. It has no link: the incident has no id. */
final class EmergencyNotification {

    private EmergencyNotification() {}

    static Notification of(EmergencyRules rules, EmergencyMessage message, Instant now) {
        var emergency = rules.emergency();
        var address = emergency.address();
        return Notification.newBuilder().setId(message.id()).setDestination(address.destination()).setChannel(address
                .channel()).setAddress(address.address()).setTarget(emergency.target()).setKind(NotificationKind.PAGE)
                .setIncident(incident(rules, message, now)).setRung(1).setPolicyVersion(rules.policy().version())
                .setCreatedAt(now).setDueAt(now).setReason("paged directly, because Kafka is unavailable for "
                        + Durations.inWords(Duration.between(message.awaySince(), now))).setDetails(Map.of()).build();
    }

    private static Incident incident(EmergencyRules rules, EmergencyMessage message, Instant now) {
        var policy = rules.policy();
        var first = message.alerts().getFirst();
        var worst = policy.classify(first, policy.serviceKey(first), now);
        var digest = message.isDigest();
        return Incident.newBuilder().setId(message.id()).setRevision(1).setServiceKey(policy.serviceKey(first))
                .setCorrelationKey(message.id()).setState(IncidentState.OPEN).setTitle(digest
                        ? message.alerts().size() + message.more() + " more alerts: " + names(message, 5)
                        : worst.title().isEmpty() ? first.getSummary() : worst.title()).setSummary(summary(message,
                                now)).setSeverity(worst.severity()).setService(
                                        digest ? "" : worst.service()).setEnvironment(digest ? "" : worst.environment())
                .setTeam("").setRunbook(digest ? "" : worst.runbook()).setLadder("").setPolicyName(policy.name())
                .setPolicyVersion(policy.version()).setRuleId(worst.ruleId()).setRuleReason(
                        "emergency rules of the policy").setLabels(digest
                                ? Map.of()
                                : new TreeMap<>(first.getLabels())).setAlertsTotal(message.alerts().size() + message
                                        .more()).setAlertsFiring(message.alerts().size() + message.more()).setLinks(
                                                digest ? List.of() : first.getLinks()).setAlerts(List.of()).setOpenedAt(
                                                        now).setRoundStartedAt(now).setUpdatedAt(now).setStartedAt(first
                                                                .getStartsAt()).build();
    }

    private static String summary(EmergencyMessage message, Instant now) {
        var first = message.alerts().getFirst();
        var what = message.isDigest() ? names(message, message.alerts().size()) : first.getSummary();
        return what + "\nTocsin itself is impaired: Kafka is unavailable for " + Durations.inWords(Duration.between(
                message.awaySince(), now)) + ". This page cannot be acknowledged; once Kafka is back, acknowledge the"
                + " incident, or the ladder goes on with its next step.";
    }

    private static String names(EmergencyMessage message, int most) {
        var names = message.alerts().stream().limit(most).map(Alert::getSummary).collect(Collectors.joining(", "));
        var left = message.alerts().size() + message.more() - Math.min(most, message.alerts().size());
        return left > 0 ? names + " and " + left + " others" : names;
    }
}
