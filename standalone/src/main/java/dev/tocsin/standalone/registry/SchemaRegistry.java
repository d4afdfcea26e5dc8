package dev.tocsin.standalone.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.HttpDefaults;
import dev.tocsin.runtime.OpsRoutes;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.standalone.settings.StandaloneSettings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry that speaks a part of Confluent's REST API, kept on a compacted topic. New versions must be compatible
 * with all older ones in both directions unless told otherwise. One may run at a time; a second one takes over.
 */
public final class SchemaRegistry implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);
    private static final int LARGEST_REQUEST = 1024 * 1024;
    private static final String STARTED = "tocsin.started";

    private final Settings settings;
    private final Clock clock;
    private final PrometheusMeterRegistry metrics;
    private final RegistryStore store;
    private final Javalin http;

    /**
     * @param settings
     *            {@code bootstrap.servers}, {@code http.host}, {@code http.port}, {@code replication.factor},
     *            {@code registry.topic}
     */
    public SchemaRegistry(Settings settings, Clock clock, PrometheusMeterRegistry metrics) {
        this.settings = settings;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.metrics = metrics;
        var client = settings.kafka();
        var topic = StandaloneSettings.REGISTRY_TOPIC.in(settings);
        this.store = new RegistryStore(() -> new SchemaTopic(client, topic), CommonSettings.REPLICATION_FACTOR.in(
                settings));
        this.http = Javalin.create(this::configure);
        RegistryMetrics.SCHEMAS.watch(metrics, store, known -> known.ask(SchemaBook::size));
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public void start() {
        store.open();
        http.start(CommonSettings.HTTP_HOST.in(settings), CommonSettings.HTTP_PORT.in(settings));
        LOG.info("schema registry listens on port {} with {} schemas", port(), store.ask(SchemaBook::size));
    }

    /** The port it listens on. */
    public int port() {
        return http.port();
    }

    @Override
    public Health health() {
        var health = store.takenOver()
                ? Health.dead("another registry took over as the writer of the topic")
                : Health.up();
        return health.with("schemas", Integer.toString(store.ask(SchemaBook::size)));
    }

    @Override
    public void close() {
        http.stop();
        store.close();
    }

    private void configure(JavalinConfig config) {
        HttpDefaults.apply(config);
        config.http.maxRequestSize = LARGEST_REQUEST;
        OpsRoutes.add(config, this::health, metrics);
        new RegistryApi(store).addTo(config.routes);
        config.routes.before(context -> context.attribute(STARTED, clock.instant()));
        config.routes.after(this::measure);
        config.routes.exception(RegistryError.class,
                (error, context) -> refuse(context, error.status(), error.code(), error.getMessage()));
        config.routes.exception(HttpResponseException.class,
                (error, context) -> refuse(context, error.getStatus(), error.getStatus(), error.getMessage()));
        config.routes.exception(Exception.class, (error, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), error);
            refuse(context, 500, 50001, "Internal error of the registry. See its log.");
        });
    }

    private static void refuse(Context context, int status, int code, String message) {
        context.status(status);
        RegistryApi.answer(context, Map.of("error_code", code, "message", String.valueOf(message)));
    }

    private void measure(Context context) {
        Instant started = context.attribute(STARTED);
        if (started != null) {
            RegistryMetrics.REQUEST_DURATION.timer(metrics, Integer.toString(context.statusCode())).record(Duration
                    .between(started, clock.instant()));
        }
    }
}
