package dev.tocsin.standalone.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.tocsin.ingest.authenticity.SlackSignature;

/** Senders of a load, one for each way of treating 503 ({@code Resending}), with the bodies that its vendor sends. */
public enum LoadSource {

    /** Repeats until it gets 2xx. */
    ALERTMANAGER(true, true) {
        @Override
        Http.Answer send(String ingest, Edge edge) throws IOException {
            var alert = Map.of("status", edge.firing() ? "firing" : "resolved", "labels", Map.of("alertname", "Load",
                    "service", edge.service(), "severity", edge.severity()), "annotations", Map.of("summary", edge
                            .summary()), "startsAt", edge.since().toString(), "endsAt", edge.firing()
                                    ? "0001-01-01T00:00:00Z"
                                    : edge.at().toString());
            return post(ingest, Map.of("version", "4", "status", alert.get("status"), "alerts", List.of(alert)));
        }
    },
    /** Repeats a few times only, so its requests are kept. */
    DATADOG(false, true) {
        @Override
        Http.Answer send(String ingest, Edge edge) throws IOException {
            return post(ingest, Map.of("alert_id", Integer.toString(edge.service().hashCode()), "alert_transition", edge
                    .firing() ? "Triggered" : "Recovered", "alert_title", edge.summary(), "severity", edge.severity(),
                    "service", edge.service(), "date", Long.toString(edge.at().toEpochMilli())));
        }
    },
    /** Never repeats. */
    KIBANA(false, true) {
        @Override
        Http.Answer send(String ingest, Edge edge) throws IOException {
            return post(ingest, Map.of("rule", Map.of("id", "load", "name", "Load"), "alert", Map.of("id", edge
                    .service()), "status", edge.firing() ? "active" : "recovered", "context", Map.of("title", edge
                            .summary()), "severity", edge.severity(), "service", edge.service(), "date", edge.at()
                                    .toString()));
        }
    },
    /** A person, who sees that it failed and repeats the command. */
    SLACK(true, false) {
        @Override
        Http.Answer send(String ingest, Edge edge) throws IOException {
            var body = "team_id=T1&user_id=U0ADA&user_name=ada&command=%2Fincident&trigger_id=" + UUID.randomUUID()
                    + "&text=" + URLEncoder.encode("SEV1 " + edge.service() + " " + edge.summary(), UTF_8);
            var time = Long.toString(Instant.now().getEpochSecond());
            return Http.post(ingest + "/v1/slack", body, Map.of("Content-Type", "application/x-www-form-urlencoded",
                    "X-Slack-Request-Timestamp", time, "X-Slack-Signature", SlackSignature.of(SLACK_SECRET, time, body
                            .getBytes(UTF_8))));
        }
    };

    /** What Slack signs with. */
    public static final String SLACK_SECRET = "load-slack-signing-secret";

    private final boolean repeats;
    private final boolean resolves;

    LoadSource(boolean repeats, boolean resolves) {
        this.repeats = repeats;
        this.resolves = resolves;
    }

    /**
     * A change of an alert.
     *
     * @param service
     *            one alert each
     * @param number
     *            of the changes of this alert, from 1; odd ones fire
     * @param severe
     *            whether it pages
     * @param since
     *            when the alert began to fire
     */
    public record Edge(String service, int number, boolean severe, Instant since, Instant at) {

        boolean firing() {
            return number % 2 == 1;
        }

        String severity() {
            return severe ? "critical" : "info";
        }

        /** The number can be read from it. */
        String summary() {
            return "Load, edge " + number;
        }
    }

    /** Sends one. */
    abstract Http.Answer send(String ingest, Edge edge) throws IOException;

    /** Whether it sends again what was not answered 2xx. */
    public boolean repeats() {
        return repeats;
    }

    /** Whether it also tells the end of an alert. */
    public boolean resolves() {
        return resolves;
    }

    /** Its name in settings and metrics. */
    public String source() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Http.Answer post(String ingest, Map<String, Object> body) throws IOException {
        return Http.post(ingest + "/v1/" + source(), Http.JSON.writeValueAsString(body));
    }
}
