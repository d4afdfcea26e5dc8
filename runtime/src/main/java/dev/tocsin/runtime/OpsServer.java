package dev.tocsin.runtime;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** HTTP server of a service with {@link OpsRoutes} and, if it has any, its administration. */
public final class OpsServer implements AutoCloseable {

    private final String host;
    private final int wantedPort;
    private final Javalin javalin;

    /**
     * @param host
     *            address to listen on
     * @param port
     *            port to listen on; 0 for any free one
     */
    public OpsServer(String host, int port, Supplier<Health> health, PrometheusMeterRegistry metrics) {
        this(host, port, health, metrics, _ -> {});
    }

    /**
     * @param port
     *            port to listen on; 0 for any free one
     * @param more
     *            adds further routes
     */
    public OpsServer(String host, int port, Supplier<Health> health, PrometheusMeterRegistry metrics,
            Consumer<JavalinConfig> more) {
        this.host = host;
        this.wantedPort = port;
        this.javalin = Javalin.create(config -> {
            HttpDefaults.apply(config);
            OpsRoutes.add(config, health, metrics);
            more.accept(config);
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
}
