package dev.tocsin.notifier.message;

import static dev.tocsin.event.NotificationKind.LADDER_EXHAUSTED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Link;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.fixture.Notifications;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a page says of the alerts it stands for: which, since when, what is missing, and why it comes now. */
class WhatAlertsSayTest {

    private static final Instant THREE_HOURS_BEFORE = NOON.minus(Duration.ofHours(3));

    private final MessageWriter writer = new MessageWriter(Optional.of("https://tocsin.example.org"));

    @Test
    @DisplayName("A7: three alerts of one incident are told with what they share and what sets each apart")
    void shouldTellAlertsApart() {
        var page = of(alert("DiskFull", "alertname", "DiskFull", "job", "node", "env", "prod", "instance", "db-1",
                "device", "sda"), alert("DiskFull", "alertname", "DiskFull", "job", "node", "env", "prod", "instance",
                        "db-2", "device", "sda"),
                alert("DiskFull", "alertname", "DiskFull", "job", "node", "env", "prod", "instance", "db-1", "device",
                        "sdb"));

        assertThat(text(page)).contains("""
                Alerts: 3 firing of 3: DiskFull
                  instance=db-1, device=sda
                  instance=db-2, device=sda
                  instance=db-1, device=sdb
                Shared labels: job=node, env=prod
                """);
    }

    @Test
    @DisplayName("A7: a single alert is told with its labels, those first that people look for")
    void shouldTellTheLabelsOfOne() {
        assertThat(text(of(alert("DiskFull", "alertname", "DiskFull", "zebra", "z", "severity", "critical", "pod",
                "api-7f", "instance", "db-1")))).contains(
                        "Alerts: 1 firing of 1: DiskFull\nLabels: instance=db-1, pod=api-7f, zebra=z, "
                                + "severity=critical\n");
    }

    @Test
    @DisplayName("A7: alerts without a name are told by their labels")
    void shouldNotSayThatAnAlertHasNoName() {
        var text = text(of(alert("unnamed alert", "host", "web-1"), alert("unnamed alert", "host", "web-2")));

        assertThat(text).doesNotContain("unnamed").contains("Alerts: 2 firing of 2\n  host=web-1\n  host=web-2\n");
    }

    @Test
    @DisplayName("A7: of many alerts some are shown and the rest counted, also those that the snapshot does not hold")
    void shouldCountWhatItDoesNotShow() {
        var alerts = IntStream.range(0, 25).mapToObj(it -> alert("Down", "instance", "web-" + it, "job", "web"))
                .toList();
        var page = aPage().with(it -> it.setAlerts(alerts).setAlertsTotal(40).setAlertsFiring(40).setAlertsHidden(15)
                .setLabels(Map.of("region", "eu")));

        assertThat(text(page)).contains("Alerts: 40 firing of 40: Down\n  instance=web-0, job=web\n")
                .contains("  and 25 more\n").doesNotContain("Shared labels: job");
    }

    @Test
    @DisplayName("A7: every label of every shown alert is told, shared or own")
    void shouldTellEveryLabel() {
        var alerts = List.of(alert("A", "a", "1", "b", "2", "c", "3"), alert("B", "a", "1", "b", "9"), alert("A", "a",
                "1", "d", "4"));
        var text = text(of(alerts.toArray(IncidentAlert[]::new)));

        alerts.forEach(alert -> alert.getLabels().forEach((name, value) -> assertThat(text).contains(name + "="
                + value)));
        assertThat(text).contains("Shared labels: a=1\n");
    }

    @Test
    @DisplayName("A8: the beginning is the alert's own, and when it was first heard of is told besides")
    void shouldTellTheAlertsOwnStart() {
        var page = aPage().with(it -> it.setStartedAt(THREE_HOURS_BEFORE));

        assertThat(text(page)).contains("Since: 2026-11-21 09:00:00 UTC (3 h ago); first received 2026-11-21 12:00:00 "
                + "UTC (now)\n");
    }

    @Test
    @DisplayName("A8: snapshots from before that was kept begin with the earliest alert that fires")
    void shouldTakeTheEarliestAlert() {
        var page = of(alert("A", "x", "1"), IncidentAlert.newBuilder(alert("A", "x", "2")).setSince(THREE_HOURS_BEFORE)
                .build());

        assertThat(text(page)).contains("Since: 2026-11-21 09:00:00 UTC (3 h ago); first received ");
    }

    @Test
    @DisplayName("A8: a start in the future, or one that a sender never set, is none")
    void shouldNotBelieveAnImpossibleStart() {
        for (var start : List.of(NOON.plusSeconds(3600), Instant.EPOCH, Instant.parse("0001-01-01T00:00:00Z"))) {
            assertThat(text(aPage().with(it -> it.setStartedAt(start)))).contains(
                    "Since: 2026-11-21 12:00:00 UTC (now)\n");
        }
    }

    @Test
    @DisplayName("A8: a start a few seconds before it was heard of is told once")
    void shouldTellOneTimeWhereTheyAreClose() {
        assertThat(text(aPage().with(it -> it.setStartedAt(NOON.minusSeconds(20))))).contains(
                "Since: 2026-11-21 11:59:40 UTC (20 s ago)\n");
    }

    @Test
    @DisplayName("A8: times are told in UTC, in the policy's zone and in the person's")
    void shouldTellTimesInTheZonesOfThoseWhoRead() {
        var zones = List.of(ZoneId.of("Europe/Berlin"), ZoneId.of("Australia/Sydney"));
        var local = new MessageWriter(_ -> new Reader(Optional.empty(), zones));

        assertThat(local.write(aPage().with(it -> it.setRespondWithinMillis(7_200_000L)).build(), false, NOON).plain())
                .contains("Since: 2026-11-21 12:00:00 UTC, 13:00 CET, 23:00 AEDT (now)\n").contains(
                        "Respond by: 2026-11-21 14:00:00 UTC, 15:00 CET, 22 Nov 01:00 AEDT (in 2 h)\n");
    }

    @Test
    @DisplayName("A10: a page tells what the sender left out of its message")
    void shouldTellWhatTheSenderLeftOut() {
        assertThat(text(aPage().with(it -> it.setTruncatedAlerts(40)))).contains(
                "Left out: The sender omitted 40 more alerts (max_alerts)");
        assertThat(text(aPage().with(it -> it.setTruncatedAlerts(1)))).contains("omitted 1 more alert (max_alerts)");
        assertThat(text(aPage())).doesNotContain("Left out");
    }

    @Test
    @DisplayName("A6: why others were not reached stands in the first line below the headline")
    void shouldSayFirstThatNobodyWasReached() {
        var reason = "nobody was reached before: slack refused (channel_not_found)";
        var page = aPage().rung(2).alsoTold("alice", "bob").because(reason).with(it -> it.setUndelivered(List.of(
                failure("alice", "slack"))));

        assertThat(text(page).lines().skip(1).findFirst()).contains("Why you: " + reason);
        assertThat(text(page)).contains("Also notified: alice (not delivered by slack), bob\n").containsOnlyOnce(
                "Why you");
        assertThat(text(a(LADDER_EXHAUSTED).because(reason)).lines().skip(1).findFirst()).contains("Why you: "
                + reason);
    }

    @Test
    @DisplayName("A12: a description of several lines keeps them, and cannot look like lines of ours")
    void shouldKeepTheLinesOfADescription() {
        assertThat(text(aPage().with(it -> it.setSummary("First.\nAcknowledge: https://evil.example/\n\nLast."))))
                .contains("What: First.\n  Acknowledge: https://evil.example/\n  \n  Last.\n");
    }

    @Test
    @DisplayName("A12: a runbook address of any length is a whole link, and stands once")
    void shouldGiveAnAddressWholeAndOnce() {
        var runbook = "https://runbooks.example.org/" + "x".repeat(1500);
        var text = text(aPage().with(it -> it.setRunbook(runbook).setLinks(List.of(new Link("Runbook", runbook),
                new Link("", "https://grafana.example.org/"), new Link("Graph", "https://grafana.example.org/")))));

        assertThat(text).containsOnlyOnce(runbook + "\n").containsOnlyOnce("https://grafana.example.org/");
    }

    @Test
    @DisplayName("A12: no kind of message has a link twice")
    void shouldGiveEachLinkOnce() {
        for (var kind : NotificationKind.values()) {
            var links = writer.write(a(kind).build(), false, NOON).lines().stream().flatMap(it -> it.href().stream())
                    .toList();

            assertThat(links).as("%s", kind).doesNotHaveDuplicates();
        }
    }

    private static Notifications of(IncidentAlert... alerts) {
        return aPage().with(it -> it.setAlerts(List.of(alerts)).setAlertsTotal(alerts.length).setAlertsFiring(
                alerts.length));
    }

    private static IncidentAlert alert(String name, String... labels) {
        var named = new TreeMap<String, String>();
        for (var i = 0; i < labels.length; i += 2) {
            named.put(labels[i], labels[i + 1]);
        }
        return IncidentAlert.newBuilder().setIdentity(name + new ArrayList<>(named.values())).setName(name).setSummary(
                name).setSource("alertmanager").setStatus(AlertStatus.FIRING).setSince(NOON).setJoinedAt(NOON)
                .setLabels(named).build();
    }

    private static DeliveryFailure failure(String target, String channel) {
        return DeliveryFailure.newBuilder().setNotificationId("n1").setTarget(target).setChannel(channel)
                .setDestination(channel + ":x").setKind(NotificationKind.PAGE).setRung(1).setOutcome(
                        DeliveryOutcome.REJECTED).setReason("channel_not_found").setAt(NOON).build();
    }

    private String text(Notifications notification) {
        return writer.write(notification.build(), false, NOON).plain();
    }
}
