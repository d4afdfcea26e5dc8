package dev.tocsin.runtime;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.Supplier;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Responses of every service to health and metrics requests, on any HTTP server. Problems of the whole process count too.
 *
 * @param status
 *            HTTP status: 200 when live (ready), else 503
 */
public record OpsAnswer(int status, String contentType, String body) {

    /** The paths that every service serves. */
    public static final Set<String> PATHS = Set.of("/healthz", "/readyz", "/metrics");

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * The answer to a GET.
     *
     * @param path
     *            one of {@link #PATHS}
     */
    public static OpsAnswer of(String path, Supplier<Health> health, PrometheusMeterRegistry metrics) {
        return switch (path) {
            case "/healthz" -> {
                var now = health.get().and(ProcessHealth.health());
                yield of(now.live(), now);
            }
            case "/readyz" -> {
                var now = health.get().and(ProcessHealth.health());
                yield of(now.live() && now.ready(), now);
            }
            case "/metrics" -> new OpsAnswer(200, METRICS_TYPE, metrics.scrape());
            default -> throw new IllegalArgumentException("unknown path: " + path);
        };
    }

    private static OpsAnswer of(boolean good, Health health) {
        var body = new LinkedHashMap<String, Object>();
        body.put("live", health.live());
        body.put("ready", health.ready());
        body.put("details", health.details());
        return new OpsAnswer(good ? 200 : 503, "application/json", JSON.writeValueAsString(body));
    }
}
