package dev.tocsin.runtime;

import java.util.function.Supplier;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The routes of {@link OpsAnswer} on Javalin. */
public final class OpsRoutes {

    private OpsRoutes() {}

    /** Adds them. */
    public static void add(JavalinConfig config, Supplier<Health> health, PrometheusMeterRegistry metrics) {
        OpsAnswer.PATHS.forEach(path -> config.routes.get(path, handler(path, health, metrics)));
    }

    /** What answers one of {@link OpsAnswer#PATHS}. */
    public static Handler handler(String path, Supplier<Health> health, PrometheusMeterRegistry metrics) {
        return context -> {
            var answer = OpsAnswer.of(path, health, metrics);
            context.status(answer.status()).contentType(answer.contentType()).result(answer.body());
        };
    }
}
