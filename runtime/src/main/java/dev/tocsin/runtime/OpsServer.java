package dev.tocsin.runtime;

import java.util.function.Supplier;

import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** HTTP server of a service without other routes than {@link OpsRoutes}. */
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
        this.host = host;
        this.wantedPort = port;
        this.javalin = Javalin.create(config -> {
            HttpDefaults.apply(config);
            OpsRoutes.add(config, health, metrics);
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
