package dev.tocsin.standalone.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.json.JsonMapper;

/**
 * A sample alert in the words of each source.
 *
 * @param name
 *            alert name
 * @param service
 *            service it is about
 * @param severity
 *            the source's word
 * @param resolved
 *            whether it tells the end
 * @param at
 *            when it happens
 */
public record Sample(String name, String service, String severity, boolean resolved, Instant at) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ZERO_TIME = "0001-01-01T00:00:00Z";
    private static final DateTimeFormatter AWS_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX")
            .withZone(ZoneOffset.UTC);

    /**
     * A request to send.
     *
     * @param headers
     *            with the source's signature or token
     */
    public record Request(Map<String, String> headers, String body) {}

    /** As Alertmanager's webhook sends it. */
    public Request alertmanager() {
        var labels = Map.of("alertname", name, "service", service, "severity", severity, "instance", service + "-1");
        var annotations = Map.of("summary", summary(), "description",
                "More than half of the requests failed during the last five minutes.");
        var status = resolved ? "resolved" : "firing";
        // A resolve names the start of what it ends; the sample does not know it, and ingest then takes the receive time.
        var alert = Map.of("status", status, "labels", labels, "annotations", annotations, "startsAt",
                resolved ? ZERO_TIME : at.toString(), "endsAt", resolved ? at.toString() : ZERO_TIME,
                "generatorURL", "http://prometheus.example/graph");
        var body = Map.of("version", "4", "groupKey", "{}:{alertname=\"" + name + "\"}", "status", status, "receiver",
                "tocsin", "groupLabels", Map.of("alertname", name), "commonLabels", labels, "commonAnnotations",
                annotations, "externalURL", "http://alertmanager.example", "alerts", List.of(alert));
        return new Request(Map.of("Content-Type", "application/json"), JSON.writeValueAsString(body));
    }

    /** As SNS delivers a CloudWatch alarm raw: without a signature, so with a token. */
    public Request cloudwatch(String token) {
        var body = Map.of("AlarmName", service + "-" + name, "AlarmDescription", summary(), "AWSAccountId",
                "123456789012", "AlarmArn",
                "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:" + service + "-" + name, "NewStateValue",
                resolved ? "OK" : "ALARM", "OldStateValue", resolved ? "ALARM" : "OK", "NewStateReason",
                "Threshold Crossed: 1 datapoint [61.0] was greater than the threshold (50.0).", "StateChangeTime",
                AWS_TIME.format(at), "Region", "EU (Ireland)", "Trigger",
                Map.of("MetricName", "5XXError", "Namespace", "AWS/ApplicationELB", "Statistic", "AVERAGE",
                        "Dimensions", List.of(Map.of("name", "LoadBalancer", "value", service)), "Period", 60,
                        "EvaluationPeriods", 1, "ComparisonOperator", "GreaterThanThreshold", "Threshold", 50.0));
        return new Request(Map.of("Content-Type", "text/plain; charset=UTF-8", "x-amz-sns-message-type",
                "Notification", "x-amz-sns-rawdelivery", "true", "Authorization", "Bearer " + token),
                JSON.writeValueAsString(body));
    }

    /** As Sentry's integration sends an issue, signed. */
    public Request sentry(String secret) {
        var id = Integer.toString(1_000_000 + Math.floorMod((service + name).hashCode(), 1_000_000));
        var issue = Map.ofEntries(Map.entry("id", id), Map.entry("shortId", "SAMPLE-" + id),
                Map.entry("title", name + ": " + summary()), Map.entry("culprit", "checkout.pay in charge"),
                Map.entry("level", severity.equals("critical") ? "fatal" : "error"),
                Map.entry("status", resolved ? "resolved" : "unresolved"), Map.entry("count", "1"),
                Map.entry("firstSeen", at.toString()), Map.entry("lastSeen", at.toString()), Map.entry("project",
                        Map.of("id", "1", "slug", service, "name", service, "platform", "java")));
        var body = JSON.writeValueAsString(Map.of("action", resolved ? "resolved" : "created", "data",
                Map.of("issue", issue), "installation", Map.of("uuid", "00000000-0000-4000-8000-000000000000"),
                "actor", Map.of("type", "application", "id", "sentry", "name", "Sentry")));
        return new Request(sentryHeaders(secret, body, at), body);
    }

    /** What Sentry sends with the body of an issue. */
    public static Map<String, String> sentryHeaders(String secret, String body, Instant at) {
        return Map.of("Content-Type", "application/json", "Sentry-Hook-Resource", "issue", "Sentry-Hook-Timestamp", Long
                .toString(at.getEpochSecond()), "Sentry-Hook-Signature", hmac(secret, body));
    }

    private String summary() {
        return "Error rate of " + service + " is 61 %";
    }

    private static String hmac(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
