package dev.tocsin.notifier.gallery;

import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.kind.DigestDetails;

/**
 * A notification of the gallery, at the time at which it is sent.
 *
 * @param after
 *            time since the incident began
 * @param follows
 *            whether the page of the incident was delivered to the same place before
 * @param repeat
 *            whether an earlier copy may have arrived
 */
record Scene(String title, Notifications notification, Duration after, boolean follows, boolean repeat) {

    private static final String ID = "0a1b2c3d-abcdefghijkl";

    private static Scene first(String title, Notifications notification, int minutes) {
        return new Scene(title, notification, Duration.ofMinutes(minutes), false, false);
    }

    private static Scene then(String title, Notifications notification, int minutes) {
        return new Scene(title, notification, Duration.ofMinutes(minutes), true, false);
    }

    /** Every kind, in the order of an incident. */
    static List<Scene> all() {
        return List.of(first("Page", page(NotificationKind.PAGE), 1), new Scene("Late page that may be a repeat", page(
                NotificationKind.PAGE).late(), Duration.ofMinutes(4), false, true), first("Missed page", acknowledged(
                        NotificationKind.PAGE_MISSED).late(), 50), then("Ladder exhausted", page(
                                NotificationKind.LADDER_EXHAUSTED).rung(0).because("nobody acknowledged within 15 min"),
                                15),
                first("Declared, to a stakeholder", news(NotificationKind.DECLARED), 1), first(
                        "First post of the incident channel", page(NotificationKind.ROOM).on("room", "name",
                                "incident-checkout", "fields",
                                "severity,what,impact,since,status,commander,next-update", "severity",
                                "SEV1 (Critical)",
                                "what", "12 % of requests fail", "impact", "customers are affected", "status",
                                "investigating", "commander", "carol", "next-update", at(15)), 1), then("War room",
                                        page(
                                                NotificationKind.WAR_ROOM).on("war-room", "war-room",
                                                        "https://meet.example.org/checkout"), 2), then("Acknowledged",
                                                                acknowledged(
                                                                        NotificationKind.ACKNOWLEDGED).because(
                                                                                "acknowledged by alice via slack"), 5),
                then(
                        "Severity changed",
                        acknowledged(
                                NotificationKind.SEVERITY_CHANGED)
                                .on(
                                        "severity/1", "from",
                                        "SEV2").with(
                                                it -> it.setSeveritySetBy(
                                                        "alice")),
                        8),
                then("Status update", acknowledged(NotificationKind.UPDATED).on("update/1", "number", "1", "text",
                        "Release 4.2.0 leaks memory. We roll it back.", "by", "alice", "status", "identified",
                        "next-update", at(35)), 20), then("Status update due", acknowledged(NotificationKind.UPDATE_DUE)
                                .on(
                                        "update/inside/2", "audience", "inside", "promised", at(35)), 30), then(
                                                "Status update missed", acknowledged(NotificationKind.UPDATE_LAPSED).on(
                                                        "update/outside/2", "audience", "outside", "promised", at(35),
                                                        "missed",
                                                        "1"), 38), then("Response clock runs out", page(
                                                                NotificationKind.CLOCK_WARNING).on(
                                                                        "clock/respond/warning",
                                                                        "phase", "respond", "within", "PT15M", "dueAt",
                                                                        at(15),
                                                                        "elapsedMillis", "660000"), 11), then(
                                                                                "Response clock breached", page(
                                                                                        NotificationKind.CLOCK_BREACHED)
                                                                                        .on(
                                                                                                "clock/respond/breached",
                                                                                                "phase", "respond",
                                                                                                "within",
                                                                                                "PT15M", "dueAt", at(
                                                                                                        15)), 15),
                then("Mitigated", news(NotificationKind.MITIGATED).state(IncidentState.MITIGATED, "alice").with(it -> it
                        .setMitigatedAt(NOON.plus(Duration.ofMinutes(40))).setMitigation(new Mitigation(
                                "Rolled back to 4.1.9", "Find the leak"))), 40), then("Resolved",
                                        resolved(NotificationKind.RESOLVED), 45), then("Reopened", news(
                                                NotificationKind.REOPENED)
                                                .of(ID, 2), 60), then("Closed", resolved(NotificationKind.CLOSED).with(
                                                        it -> it.setState(IncidentState.CLOSED)), 3_000), then(
                                                                "Follow-up due", resolved(
                                                                        NotificationKind.TASK_DUE).on("task/c1/due",
                                                                                "task", "c1", "text",
                                                                                "Write the timeline, to the minute",
                                                                                "owner", "scribe",
                                                                                "dueAt", at(2_880)), 2_700), then(
                                                                                        "Follow-up overdue",
                                                                                        resolved(
                                                                                                NotificationKind.TASK_OVERDUE)
                                                                                                .on(
                                                                                                        "task/c1/overdue",
                                                                                                        "task", "c1",
                                                                                                        "text",
                                                                                                        "Write the timeline, to the minute",
                                                                                                        "owner",
                                                                                                        "scribe",
                                                                                                        "dueAt", at(
                                                                                                                2_880)),
                                                                                        3_000),
                first("Ticket", acknowledged(NotificationKind.TICKET).on("ticket", "project", "OPS"), 5), first(
                        "Status page",
                        acknowledged(NotificationKind.STATUS_PAGE).on("status-page/1", "status", "identified", "text",
                                "Some orders fail. We have found the cause.", "by", "alice"), 20), first(
                                        "Digest of pages that were held back", digest(NotificationKind.PAGE_DIGEST),
                                        30),
                first("Digest of news that were held back", digest(NotificationKind.DIGEST), 30));
    }

    private static String at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes)).toString();
    }

    private static Notifications page(NotificationKind kind) {
        return a(kind).alsoTold("bob").because("step 1 of ladder urgent: critical alert of a customer-facing service")
                .with(
                        Scene::facts);
    }

    private static Notifications news(NotificationKind kind) {
        return a(kind).rung(0).because("paged before").with(Scene::facts);
    }

    private static Notifications acknowledged(NotificationKind kind) {
        return news(kind).state(IncidentState.ACKNOWLEDGED, "alice");
    }

    private static Notifications resolved(NotificationKind kind) {
        return news(kind).with(it -> it.setAlerts(List.of(alert("eu-1", AlertStatus.RESOLVED), alert("eu-2",
                AlertStatus.RESOLVED))).setAlertsFiring(0).setResolution(new Resolution("Memory leak in 4.2.0",
                        "Release 4.2.1", "one in ten orders failed", ""))).state(IncidentState.RESOLVED, "alice").with(
                                it -> it.setResolvedAt(NOON.plus(
                                        Duration.ofMinutes(45))));
    }

    private static void facts(Incident.Builder incident) {
        incident.setAlerts(List.of(alert("eu-1", AlertStatus.FIRING), alert("eu-2", AlertStatus.FIRING)))
                .setAlertsFiring(2)
                .setAlertsTotal(2).setSummary("12 % of requests fail with 503").setRespondWithinMillis(Duration
                        .ofMinutes(15)
                        .toMillis()).setRoles(Map.of("commander", "carol")).setSteps(List.of(
                                "Look at the dashboard: is it one region?", "Roll back a release of the last hour"));
    }

    private static IncidentAlert alert(String region, AlertStatus status) {
        return IncidentAlert.newBuilder().setIdentity("id-" + region).setName("HighErrorRate").setSummary(
                "12 % of requests fail with 503").setSource("alertmanager").setStatus(status).setSince(NOON)
                .setJoinedAt(NOON)
                .setLabels(Map.of("alertname", "HighErrorRate", "region", region, "service", "checkout")).build();
    }

    private static Notifications digest(NotificationKind kind) {
        var other = a(kind).of("7f6e5d4c-zyxwvutsrqpo", 1).with(it -> it.setTitle("Queue grows").setService("search")
                .setSeverity(new Severity("SEV3", 3))).incident();
        var worse = a(kind).with(it -> it.setSeverity(new Severity("SEV2", 2))).state(IncidentState.ACKNOWLEDGED, "bob")
                .incident();
        var details = DigestDetails.of(3, List.of(worse, other));
        return a(kind).because("the throttle of chat held back 3 messages").on("digest", details.entrySet().stream()
                .flatMap(
                        it -> java.util.stream.Stream.of(it.getKey(), it.getValue())).toArray(String[]::new)).with(
                                it -> it.setSeverity(
                                        new Severity("SEV2", 2)).setTitle("3 messages held back"));
    }
}
