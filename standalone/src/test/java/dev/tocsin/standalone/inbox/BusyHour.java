package dev.tocsin.standalone.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.standalone.cases.FastForward;
import dev.tocsin.standalone.cases.PlayedPolicy;

/**
 * An hour of a busy team: mostly warnings of which half end by themselves, some errors, now and then something critical, a
 * heartbeat each minute, and news that nobody has to act on. Anna takes what is critical after four minutes, and most of what
 * is high after ten; nobody looks at the rest. The mix follows what Alertmanager, CloudWatch and Sentry send.
 */
final class BusyHour {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final List<String> SERVICES = List.of("checkout", "payments", "search", "catalog", "mail", "login",
            "orders-db", "images");
    private static final List<String> TROUBLES = List.of("HighLatency", "DiskFilling", "MemoryPressure", "ErrorRate",
            "QueueGrowing", "CertificateExpires", "ReplicaLag", "PodRestarting");
    private static final List<String> SEVERITIES = List.of("warning", "warning", "warning", "warning", "warning",
            "warning", "error", "error", "critical", "info");

    private final PlayedPolicy policy;
    private final Random random;

    BusyHour(String yaml, long seed) throws PolicyErrors {
        this.policy = PlayedPolicy.load("default.yml", yaml);
        this.random = new Random(seed);
    }

    private record Happening(Instant at, Alert alert) {}

    /** Everything that somebody is told in the hour and the one after it. */
    List<Notification> inbox() {
        try (var log = FastForward.ofNotifications(START, version -> PinnedPolicy.of(version, policy.compiled()
                .policy()))) {
            log.send("", new PolicyActivated(policy.version()));
            var happenings = happenings();
            for (var minute = 0; minute < 120; minute++) {
                var until = START.plus(Duration.ofMinutes(minute + 1));
                for (var next : happenings.stream().filter(it -> !it.at().isBefore(until.minusSeconds(60)) && it.at()
                        .isBefore(until)).toList()) {
                    log.advance(Duration.between(log.now(), next.at()));
                    log.send(policy.compiled().serviceKey(next.alert()), next.alert());
                }
                log.advance(Duration.between(log.now(), until));
                answer(log);
            }
            return List.copyOf(log.notifications());
        }
    }

    private List<Happening> happenings() {
        var happenings = new ArrayList<Happening>();
        for (var number = 0; number < 60; number++) {
            var begins = START.plusSeconds(random.nextInt(3_600));
            var service = SERVICES.get(random.nextInt(SERVICES.size()));
            var trouble = TROUBLES.get(random.nextInt(TROUBLES.size()));
            var severity = SEVERITIES.get(random.nextInt(SEVERITIES.size()));
            var labels = Map.of("alertname", trouble, "service", service, "severity", severity, "instance", service
                    + "-"
                    + number);
            happenings.add(new Happening(begins, alert(labels, AlertStatus.FIRING, begins)));
            if (random.nextBoolean()) {
                var ends = begins.plusSeconds(180L + random.nextInt(2_400));
                happenings.add(new Happening(ends, alert(labels, AlertStatus.RESOLVED, begins)));
            }
        }
        for (var minute = 0; minute < 60; minute++) {
            var at = START.plus(Duration.ofMinutes(minute));
            happenings.add(new Happening(at, alert(Map.of("alertname", "Watchdog", "service", "monitoring", "severity",
                    "none"), AlertStatus.FIRING, START)));
        }
        happenings.sort(Comparator.comparing(Happening::at));
        return happenings;
    }

    private static Alert alert(Map<String, String> labels, AlertStatus status, Instant since) {
        var alert = Alert.newBuilder().setIdentity("prom:" + labels.get("alertname") + "/" + labels.getOrDefault(
                "instance", "")).setSource("prometheus").setFormat("alertmanager").setName(labels.get("alertname"))
                .setSummary(labels.get("alertname") + " of " + labels.get("service")).setStatus(status).setStartsAt(
                        since)
                .setLabels(labels).setReceivedId("");
        return alert.build();
    }

    private void answer(FastForward log) {
        var newest = new LinkedHashMap<String, Incident>();
        log.snapshots().forEach(snapshot -> newest.put(snapshot.getId(), snapshot));
        newest.values().stream().filter(it -> it.getState() == IncidentState.OPEN && isTaken(it, log.now())).forEach(
                incident -> log.send(incident.getServiceKey(), Command.newBuilder().setId("take/" + incident.getId()
                        + "/"
                        + incident.getRound()).setIncidentId(incident.getId()).setKind(CommandKind.ACKNOWLEDGE)
                        .setActor(
                                "anna").setVia("console").setIssuedAt(log.now()).setNote("").setArguments(Map.of())
                        .build()));
    }

    private static boolean isTaken(Incident incident, Instant now) {
        var open = Duration.between(incident.getRoundStartedAt(), now);
        return switch (incident.getSeverity().getId()) {
            case "SEV1" -> open.compareTo(Duration.ofMinutes(4)) >= 0;
            case "SEV2" -> open.compareTo(Duration.ofMinutes(10)) >= 0 && incident.getId().hashCode() % 3 != 0;
            default -> false;
        };
    }
}
