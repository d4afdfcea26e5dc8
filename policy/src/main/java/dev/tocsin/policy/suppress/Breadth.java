package dev.tocsin.policy.suppress;

import static java.util.Map.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.condition.Judgement;

/**
 * How much a condition hides, by what it means and not by how it is written: {@code true}, {@code nosuch=""},
 * {@code a!~"b"} and {@code x!="y"} say something, but hide nearly everything. It is asked about alerts that have nothing in
 * common, at all hours of a week; one that holds for each of them at any of these moments hides everything. Each of these
 * alerts has what every real one has, a name, a service, a source and a text, and most have, a severity: to ask that there
 * is one of these ({@code alertname=~".+"}) narrows nothing.
 */
public final class Breadth {

    private static final Duration BETWEEN_MOMENTS = Duration.ofHours(3);
    private static final int MOMENTS = 56;
    private static final List<Sample> SAMPLES = List.of(new Sample("Backup", "batch", "cloudwatch", Map.of("severity",
            "none")),
            new Sample("InstanceDown", "checkout", "prometheus", Map.ofEntries(entry("severity", "critical"), entry(
                    "level", "error"), entry("priority", "P1"), entry("environment", "production"), entry("env",
                            "prod"), entry("region", "eu-central-1"), entry("team", "payments"), entry("instance",
                                    "10.0.0.1:9100"), entry("job", "node"), entry("cluster", "a"), entry("namespace",
                                            "shop"))),
            new Sample("DiskWillFill", "orders-db", "grafana", Map.ofEntries(entry("severity", "warning"), entry(
                    "level", "warning"), entry("priority", "P3"), entry("environment", "staging"), entry("env",
                            "staging"), entry("region", "us-east-1"), entry("team", "storage"), entry("instance",
                                    "db-1"), entry("job", "postgres"), entry("cluster", "b"), entry("namespace",
                                            "data"))),
            new Sample("Watchdog", "monitoring", "alertmanager", Map.ofEntries(entry("severity", "info"), entry("level",
                    "info"), entry("priority", "P5"), entry("environment", "test"), entry("env", "test"), entry(
                            "region", "ap-south-1"), entry("team", "platform"), entry("instance", "probe-7"), entry(
                                    "job", "blackbox"), entry("cluster", "c"), entry("namespace", "kube-system"))),
            new Sample("TypeError: undefined is not a function", "web", "sentry", Map.ofEntries(entry("severity",
                    "page"), entry("level", "fatal"), entry("priority", "high"), entry("environment", "dev"), entry(
                            "env", "dev"), entry("release", "1.4.2"))));

    private Breadth() {}

    /**
     * Whether it hides everything.
     *
     * @param services
     *            whose alerts are hidden; empty: of all
     * @param from
     *            a moment from which a week is looked at
     */
    public static boolean isEverything(Condition when, List<String> services, Instant from) {
        return services.isEmpty() && IntStream.range(0, MOMENTS).mapToObj(step -> from.plus(BETWEEN_MOMENTS
                .multipliedBy(
                        step))).anyMatch(at -> SAMPLES.stream().allMatch(sample -> when.judge(sample.at(
                                at)) instanceof Judgement.Yes));
    }

    private record Sample(String name, String service, String source, Map<String, String> labels) {

        AlertFacts at(Instant at) {
            return new AlertFacts(Alert.newBuilder().setIdentity(source + ":" + name).setSource(source).setFormat(
                    source)
                    .setStatus(AlertStatus.FIRING).setName(name).setSummary(name).setLabels(labels).setStartsAt(at)
                    .setReceivedId("").build(), service, at);
        }
    }
}
