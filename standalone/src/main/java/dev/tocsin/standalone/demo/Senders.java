package dev.tocsin.standalone.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import dev.tocsin.standalone.demo.Deed.Credential;
import dev.tocsin.standalone.fire.Sample;

/** The monitoring of the made-up company: each sender in its own words. Numbers that nobody chose come from the seed. */
final class Senders {

    private static final String NEVER = "0001-01-01T00:00:00Z";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(
            ZoneOffset.UTC);

    private final RandomGenerator random;
    private final String rack;
    private final String scanner;

    Senders(RandomGenerator random) {
        this.random = random;
        this.rack = "hall-1-rack-" + (char) ('a' + random.nextInt(6));
        this.scanner = "scanner-" + (1 + random.nextInt(9));
    }

    /** Prometheus through Alertmanager. */
    static Deed alertmanager(String name, String service, String severity, boolean resolved) {
        return new Deed.Post("/v1/alertmanager", Credential.NONE, now -> new Sample(name, service, severity, resolved,
                now).alertmanager().body());
    }

    /** A CloudWatch alarm through SNS. */
    static Deed cloudwatch(String name, String service, boolean resolved) {
        return new Deed.Post("/v1/cloudwatch", Credential.CLOUDWATCH, now -> new Sample(name, service, "", resolved,
                now).cloudwatch("").body());
    }

    /** An issue of Sentry. */
    static Deed sentry(String name, String service) {
        return new Deed.Post("/v1/sentry", Credential.SENTRY, now -> new Sample(name, service, "error", false, now)
                .sentry("signed later").body());
    }

    /** A contact point of Grafana. */
    Deed grafana(String name, String service, String severity, boolean resolved) {
        var value = Integer.toString(900 + random.nextInt(600));
        return new Deed.Post("/v1/grafana", Credential.NONE, now -> Payload.of("grafana", with(Map.of("name", name,
                "service", service, "severity", severity, "id", Integer.toHexString(name.hashCode()), "value", value,
                "summary", name + ": " + value + " ms", "state", resolved ? "ok" : "alerting"), now, resolved)));
    }

    /** A monitor of Datadog. */
    Deed datadog(String name, String service, boolean resolved) {
        var id = Integer.toString(1_000_000 + Math.floorMod(name.hashCode(), 1_000_000));
        return new Deed.Post("/v1/datadog", Credential.NONE, now -> Payload.of("datadog", with(Map.of("name", name,
                "service", service, "severity", resolved ? "success" : "warning", "id", id, "transition", resolved
                        ? "Recovered"
                        : "Warn", "summary", name + " of " + service, "millis", Long.toString(now.toEpochMilli())),
                now, resolved)));
    }

    /** A trigger of Zabbix. */
    Deed zabbix(String name, String service, boolean resolved) {
        var id = Integer.toString(70_000 + Math.floorMod(name.hashCode(), 10_000));
        return new Deed.Post("/v1/zabbix", Credential.NONE, now -> Payload.of("zabbix", with(Map.of("name", name,
                "service", service, "severity", "Warning", "number", "2", "id", id, "trigger", "31" + id, "host",
                scanner,
                "summary", "battery at " + (3 + Math.floorMod(name.hashCode(), 9)) + " %", "value", resolved
                        ? "0"
                        : "1"), now, resolved)));
    }

    /** A monitor of Uptime Kuma. */
    static Deed uptimekuma(String service, boolean resolved) {
        return new Deed.Post("/v1/uptimekuma", Credential.NONE, now -> Payload.of("uptimekuma", with(Map.of("name",
                service, "service", service, "severity", "high", "summary", resolved
                        ? "200 - OK"
                        : "Request failed with status code 503", "value", resolved ? "1" : "0", "word", resolved
                                ? "Up"
                                : "Down", "utc", UTC.format(now)), now, resolved)));
    }

    /** A deployment, as GitHub tells of it. */
    Deed github(String service, String ref) {
        var id = Integer.toString(200_000 + random.nextInt(100_000));
        var author = random.nextBoolean() ? "hanna-k" : "ivo-m";
        var sha = Long.toHexString(random.nextLong() | Long.MIN_VALUE);
        return new Deed.Post("/v1/github", Credential.GITHUB_EVENT, now -> Payload.of("github", with(Map.of("service",
                service, "id", id, "author", author, "sha", sha, "ref", ref), now, false)));
    }

    /** A sign of life of a job. */
    static Deed heartbeat(String name, String ending) {
        return new Deed.Post("/v1/heartbeat/" + name + ending, Credential.NONE, _ -> "");
    }

    /** A power failure: all machines of a rack at once. */
    Deed rack(int machines, boolean resolved) {
        return new Deed.Post("/v1/alertmanager/prometheus-dc", Credential.NONE, now -> {
            var alerts = new ArrayList<String>();
            for (var machine = 1; machine <= machines; machine++) {
                alerts.add(Payload.of("rack", with(Map.of("name", "InstanceDown", "service", "rack-node-" + machine,
                        "severity", "warning", "host", "node-" + machine + ":9100", "rack", rack, "summary", "node-"
                                + machine + " in " + rack + " does not answer"), now, resolved)));
            }
            var status = resolved ? "resolved" : "firing";
            return "{\"version\":\"4\",\"status\":\"" + status
                    + "\",\"receiver\":\"tocsin\",\"groupKey\":\"{}:{alertname=\\\"InstanceDown\\\"}\",\"truncatedAlerts\":0,"
                    + "\"groupLabels\":{\"alertname\":\"InstanceDown\"},\"commonLabels\":{\"alertname\":\"InstanceDown\"},\"commonAnnotations\":{},"
                    + "\"externalURL\":\"https://alertmanager.tidepool.example\",\"alerts\":[" + String.join(",",
                            alerts)
                    + "]}";
        });
    }

    private static Map<String, String> with(Map<String, String> values, Instant now, boolean resolved) {
        var all = new TreeMap<>(values);
        var at = now.truncatedTo(ChronoUnit.MILLIS).toString();
        all.put("status", resolved ? "resolved" : "firing");
        all.put("since", resolved ? NEVER : at);
        all.put("ended", resolved ? at : NEVER);
        return all;
    }
}
