package dev.tocsin.runtime;

import java.util.LinkedHashMap;
import java.util.function.Supplier;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import tools.jackson.databind.json.JsonMapper;

/** What every service answers about itself: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
public final class OpsRoutes {

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final JsonMapper JSON = JsonMapper.shared();

    private OpsRoutes() {}

    /** Adds the routes: 200 when live (ready), else 503, both with the details as JSON. What concerns the whole process counts too. */
    public static void add(JavalinConfig config, Supplier<Health> health, PrometheusMeterRegistry metrics) {
        config.routes.get("/healthz", context -> {
            var now = health.get().and(ProcessHealth.health());
            answer(context, now.live(), now);
        });
        config.routes.get("/readyz", context -> {
            var now = health.get().and(ProcessHealth.health());
            answer(context, now.live() && now.ready(), now);
        });
        config.routes.get("/metrics", context -> context.contentType(METRICS_TYPE).result(metrics.scrape()));
    }

    private static void answer(Context context, boolean good, Health health) {
        var body = new LinkedHashMap<String, Object>();
        body.put("live", health.live());
        body.put("ready", health.ready());
        body.put("details", health.details());
        context.status(good ? 200 : 503).contentType("application/json").result(JSON.writeValueAsString(body));
    }
}
