package dev.tocsin.notifier.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Target;
import dev.tocsin.schemas.alert.OwnAlerts;

/** Builds the notifications of a trial. Each says in its title that it is a test; the severity is the policy's lowest. */
final class TrialNotification {

    private TrialNotification() {}

    static Notification of(NotificationKind kind, CompiledPolicy policy, String id, String target,
            Target.Address address, Instant now) {
        var text = "This is a test of channel " + address.channel() + ". Nobody needs to act.";
        return Notification.newBuilder().setId(id + "-" + kind.name().toLowerCase(java.util.Locale.ROOT))
                .setDestination(address.destination()).setChannel(address.channel()).setAddress(address.address())
                .setTarget(target).setKind(kind).setIncident(incident(kind, policy, id, text, now)).setRung(0)
                .setPolicyVersion(policy.version()).setCreatedAt(now).setDueAt(now)
                .setReason("tocsin channel test names " + target).setDetails(Map.of("text", text)).build();
    }

    private static Incident incident(NotificationKind kind, CompiledPolicy policy, String id, String text,
            Instant now) {
        var lowest = policy.policy().severities().getLast();
        var incident = Incident.newBuilder().setId(id).setRevision(1).setServiceKey(OwnAlerts.SERVICE)
                .setCorrelationKey(id).setState(IncidentState.OPEN).setTitle("TEST, nobody needs to act").setSummary(
                        text)
                .setSeverity(new Severity(lowest.id(), lowest.rank())).setService(OwnAlerts.SERVICE).setEnvironment("")
                .setTeam("").setRunbook("").setLadder("").setPolicyName(policy.name()).setPolicyVersion(policy
                        .version())
                .setRuleId("").setRuleReason("tocsin channel test").setAlertsTotal(0).setAlertsFiring(0).setLinks(List
                        .of())
                .setAlerts(List.of()).setOpenedAt(now).setRoundStartedAt(now).setUpdatedAt(now);
        return kind == NotificationKind.RESOLVED
                ? incident.setState(IncidentState.RESOLVED).setResolvedBy("tocsin channel test").setResolvedAt(now)
                        .build()
                : incident.build();
    }
}
