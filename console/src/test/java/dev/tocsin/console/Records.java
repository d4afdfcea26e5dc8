package dev.tocsin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Authenticity;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Link;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;

/** Records as the topics hold them, with sane defaults: a SEV2 incident of checkout that nobody has. */
public final class Records {

    public static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private Records() {}

    public static Incident.Builder anIncident(String id) {
        return Incident.newBuilder().setId(id).setRevision(1).setServiceKey("checkout").setCorrelationKey(
                "checkout|HighErrorRate")
                .setState(IncidentState.OPEN).setTitle("Checkout fails for one in ten").setSummary(
                        "errors \u2265 10 % for 5 minutes")
                .setSeverity(new Severity("SEV2", 2)).setService("checkout").setEnvironment("production").setTeam(
                        "payments")
                .setLadder("primary").setPolicyName("default").setPolicyVersion(3).setRuleId("errors-high")
                .setRuleReason("is the error ratio of a customer-facing service above 10 %?")
                .setLabels(Map.of("service", "checkout", "region", "eu-1"))
                .setLinks(List.of(Link.newBuilder().setTitle("graph").setHref("https://prometheus.example/graph?g0=x")
                        .build()))
                .setAlerts(List.of(anAlert("HighErrorRate", "errors \u2265 10 % on checkout-7"))).setAlertsTotal(1)
                .setAlertsFiring(1)
                .setOpenedAt(NOW.minus(Duration.ofMinutes(7))).setRoundStartedAt(NOW.minus(Duration.ofMinutes(7)))
                .setUpdatedAt(NOW.minus(Duration.ofMinutes(7))).setRunbook("https://runbooks.example/checkout")
                .setSymptom("errors").setResolvedBy("");
    }

    public static IncidentAlert anAlert(String name, String summary) {
        return IncidentAlert.newBuilder().setIdentity("prometheus:" + name).setName(name).setSummary(summary).setSource(
                "prometheus")
                .setStatus(AlertStatus.FIRING).setSince(NOW.minus(Duration.ofMinutes(8))).setJoinedAt(NOW.minus(Duration
                        .ofMinutes(7)))
                .setLabels(Map.of("alertname", name, "instance", "checkout-7:9090")).build();
    }

    public static Incident.Builder acknowledged(String id, String by) {
        return anIncident(id).setState(IncidentState.ACKNOWLEDGED).setRevision(2).setAcknowledgedBy(by)
                .setAcknowledgedAt(NOW)
                .setUpdatedAt(NOW);
    }

    public static Incident.Builder resolved(String id, Instant at) {
        return anIncident(id).setState(IncidentState.RESOLVED).setRevision(3).setResolvedBy("source").setResolvedAt(at)
                .setUpdatedAt(at)
                .setAlertsFiring(0);
    }

    public static TimelineEntry.Builder aFact(String incidentId, String id, FactKind kind) {
        return TimelineEntry.newBuilder().setId(incidentId + "/" + id).setIncidentId(incidentId).setServiceKey(
                "checkout").setAt(NOW)
                .setKind(kind).setSummary("summary of " + id).setActor("source").setDetails(Map.of()).setPolicyVersion(
                        3);
    }

    public static TimelineEntry.Builder theEffectOf(String commandId, String incidentId, FactKind kind) {
        return aFact(incidentId, commandId, kind).setDetails(Map.of("command", commandId, "via", "api"));
    }

    public static Notification.Builder aPage(String id, Incident incident) {
        return Notification.newBuilder().setId(id).setDestination("inbox:").setChannel("inbox").setAddress("")
                .setTarget("ada")
                .setKind(NotificationKind.PAGE).setIncident(incident).setRung(1).setPolicyVersion(3).setCreatedAt(NOW)
                .setDueAt(NOW)
                .setReason("first on the ladder primary");
    }

    public static Delivery.Builder aDelivery(String notificationId, String incidentId, DeliveryOutcome outcome) {
        return Delivery.newBuilder().setNotificationId(notificationId).setIncidentId(incidentId).setServiceKey(
                "checkout")
                .setDestination("inbox:").setChannel("inbox").setTarget("ada").setKind(NotificationKind.PAGE)
                .setOutcome(outcome)
                .setAttempt(1).setAt(NOW).setReason("accepted");
    }

    public static QuarantinedRequest.Builder aQuarantined(String id, String body) {
        return QuarantinedRequest.newBuilder().setId(id).setSource("prometheus").setFormat("alertmanager")
                .setReceivedAt(NOW)
                .setPath("/v1/alertmanager").setHeaders(Map.of()).setBody(ByteBuffer.wrap(body.getBytes(UTF_8)))
                .setAuthenticity(Authenticity.UNCHECKED).setReason("not-json").setDetail("the body is not JSON");
    }

    public static PolicyVersion aPolicy(int version) {
        return PolicyVersion.newBuilder().setName("ours").setVersion(version).setSha256("0").setText("name: ours")
                .setAuthor("ada")
                .setPublishedAt(NOW).build();
    }
}
