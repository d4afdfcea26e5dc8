package dev.tocsin.ingest.http;

import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.Sources;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.HttpDefaults;
import dev.tocsin.runtime.OpsRoutes;
import dev.tocsin.runtime.Problem;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side: one route for each format, one for each source, and problems for everything else. */
public final class IngestServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);
    private static final long IDLE_MILLIS = 10_000;

    private final Javalin javalin;
    private final String host;
    private final int wantedPort;

    IngestServer(String host, int port, Sources sources, WebhookHandler webhooks, Supplier<Health> health,
            PrometheusMeterRegistry metrics) {
        this.host = host;
        this.wantedPort = port;
        this.javalin = Javalin.create(config -> {
            HttpDefaults.apply(config);
            config.http.prefer405over404 = true;
            config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE_MILLIS));
            config.jetty.modifyServer(server -> server.setErrorHandler(new ProblemErrors()));
            OpsRoutes.add(config, health, metrics);
            Sources.formats().forEach(format -> routes(config, format.name(), sources, webhooks));
            problems(config);
        });
    }

    /** Starts listening. */
    public void start() {
        javalin.start(host, wantedPort);
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void routes(JavalinConfig config, String format, Sources sources, WebhookHandler webhooks) {
        config.routes.post("/v1/" + format,
                context -> receive(context, sources.find(format, format), webhooks));
        config.routes.post("/v1/" + format + "/{source}",
                context -> receive(context, sources.find(format, context.pathParam("source")), webhooks));
    }

    private static void receive(Context context, Optional<Source> source, WebhookHandler webhooks) {
        source.ifPresentOrElse(found -> webhooks.handle(context, found),
                () -> answer(context, Problem.of(404, "unknown-source", "There is no such source",
                        "Configure it with sources.<name>.format, or use the path of a source that is.")));
    }

    private static void problems(JavalinConfig config) {
        config.routes.exception(HttpResponseException.class, (refused, context) -> answer(context,
                switch (refused.getStatus()) {
                    case 404 -> Problem.of(404, "unknown-path", "There is nothing here",
                            "Post alerts to /v1/alertmanager, /v1/cloudwatch or /v1/sentry, changes to /v1/changes.");
                    case 405 -> Problem.of(405, "method", "The method does not fit the path", "Use POST for alerts.");
                    default -> Problem.of(refused.getStatus(), "http", "The request cannot be answered",
                            "See the status.");
                }));
        config.routes.exception(Exception.class, (bug, context) -> {
            LOG.error("a request failed", bug);
            context.header("Retry-After", "30");
            answer(context, Problem.of(503, "internal", "Something is broken here",
                    "The request was not stored; send it again later."));
        });
    }

    private static void answer(Context context, Problem problem) {
        context.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.json());
    }
}
