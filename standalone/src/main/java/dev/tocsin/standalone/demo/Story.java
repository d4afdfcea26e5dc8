package dev.tocsin.standalone.demo;

import static dev.tocsin.standalone.demo.Senders.alertmanager;
import static dev.tocsin.standalone.demo.Senders.cloudwatch;
import static dev.tocsin.standalone.demo.Senders.heartbeat;
import static dev.tocsin.standalone.demo.Senders.sentry;
import static dev.tocsin.standalone.demo.Senders.uptimekuma;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.tocsin.standalone.demo.Deed.Credential;

/** A day of the made-up bookshop Tidepool Books, in about a minute. The same seed gives the same day. */
final class Story {

    private static final int MACHINES = 45;

    private final Senders senders;
    private final List<Beat> beats = new ArrayList<>();

    private Story(long seed) {
        this.senders = new Senders(new Random(seed));
    }

    /** The moments, in their order. */
    static List<Beat> of(long seed) {
        var story = new Story(seed);
        story.morning();
        story.noon();
        story.evening();
        return List.copyOf(story.beats);
    }

    private void morning() {
        at(0, "06:30", "The nightly backup and the sales report give their signs of life.", heartbeat("nightly-backup",
                ""), heartbeat("sales-report", ""));
        at(1, "08:05", "The payments team deploys checkout 4.2.0; GitHub tells of it.", senders.github("checkout",
                "v4.2.0"));
        at(2, "08:12",
                "Payments begin to fail. Prometheus and Sentry say so; it is one incident, and the deployment is its suspect.",
                alertmanager("HighErrorRate", "checkout", "critical", false), alertmanager("PaymentLatency", "checkout",
                        "critical", false), sentry("CardDeclined", "storefront"));
        at(4, "08:20", "Grafana finds the search slow; the web team is paged.", senders.grafana("SearchLatency",
                "search", "high", false));
        at(6, "08:31", "Datadog and Zabbix report small troubles of the warehouse.", senders.datadog("Queue depth",
                "warehouse", false), senders.zabbix("Battery low", "warehouse", false));
        at(12, "08:45",
                "Nobody answered the page for checkout, so the second step called the team's lead, who acknowledges.",
                command("checkout", "acknowledge", Map.of("actor", "payments-lead", "note",
                        "looking at the deployment")));
        at(14, "08:52", "cleo has the search.", command("search", "acknowledge", Map.of("actor", "cleo")));
    }

    private void noon() {
        at(16, "10:10", "farid plans work on the warehouse: a silence hides its backups for two hours.", new Deed.Ask(
                "/api/silences", Map.of("condition", "alertname=\"BackupSlow\"", "for", "2h", "author", "farid",
                        "reason", "moving the backups to another disk")));
        at(18, "10:15", "An alert that the silence hides: recorded, and nobody is paged.", alertmanager("BackupSlow",
                "warehouse", "warning", false));
        at(19, "11:00", "A sender has a bug: what it posts is no JSON. It goes to the quarantine, with a reason.",
                new Deed.Post("/v1/datadog", Credential.NONE, _ -> "{\"alert_id\": 17, \"alert_title\": \"Disk"));
        at(20, "12:00", "farid is ill; eve takes over platform's on-call.", new Deed.Ask("/api/oncall", Map.of(
                "schedule", "platform-on-call", "people", List.of("eve"), "for", "8h", "author", "grace", "reason",
                "farid is ill")));
        at(22, "12:30", "mobile-api goes up and down. Uptime Kuma tells each time; people are told once.",
                uptimekuma("mobile-api", false));
        for (var turn = 0; turn < 4; turn++) {
            var resolved = turn % 2 == 0;
            at(23 + turn, "12:3" + (turn + 1), "", uptimekuma("mobile-api", resolved));
        }
        at(28, "13:05", "The cause is found: the update tells customers and the company.", command("checkout", "assess",
                Map.of("actor", "payments-lead", "assessment",
                        "Release 4.2.0 sends an empty field to the payment provider")), command("checkout", "update",
                                Map.of("actor", "payments-lead", "text", "We are rolling the release back.",
                                        "audience", "both")));
        at(31, "13:15", "Checkout is rolled back: the incident is mitigated.", senders.github("checkout", "v4.1.9"),
                command("checkout", "mitigate", Map.of("actor", "payments-lead", "action",
                        "Rolled back to 4.1.9")));
    }

    private void evening() {
        at(34, "15:40", "A rack loses power: " + MACHINES + " machines at once are one storm, one incident, one page.",
                senders.rack(MACHINES, false));
        at(38, "16:10", "The database of orders fails, and with it what depends on it. CloudWatch speaks first.",
                cloudwatch("CPUUtilization", "orders-db", false), alertmanager("OrdersTimeout", "payments", "critical",
                        false));
        at(43, "16:40", "Checkout works again: its alerts end, and the lead resolves it with the cause.", alertmanager(
                "HighErrorRate", "checkout", "critical", true), alertmanager("PaymentLatency", "checkout", "critical",
                        true), command("checkout", "resolve", Map.of("actor", "payments-lead", "cause",
                                "Release 4.2.0 sent an empty field", "fix", "Rolled back")));
        at(46, "17:20", "The battery is changed and the queue is short again.", senders.zabbix("Battery low",
                "warehouse", true), senders.datadog("Queue depth", "warehouse", true));
        at(50, "18:30", "The sales report fails, and says so by its heartbeat; later it will be missed.", heartbeat(
                "sales-report", "/3"));
        at(54, "19:00", "The rack has power again, and the storm ends.", senders.rack(MACHINES, true));
        at(56, "19:40", "mobile-api gets more memory, which mitigates its trouble.", command("mobile-api", "mitigate",
                Map
                        .of("actor", "cleo", "action", "Doubled the memory")));
        at(58, "20:15", "Left open for you: orders-db, which nobody has acknowledged, and more.", List.of());
    }

    private static Deed command(String service, String command, Map<String, Object> arguments) {
        return new Deed.Command(service, command, arguments);
    }

    private void at(int second, String clock, String says, Deed... deeds) {
        at(second, clock, says, List.of(deeds));
    }

    private void at(int second, String clock, String says, List<Deed> deeds) {
        beats.add(new Beat(Duration.ofSeconds(second), LocalTime.parse(clock), says, deeds));
    }
}
