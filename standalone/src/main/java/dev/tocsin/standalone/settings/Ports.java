package dev.tocsin.standalone.settings;

import java.util.Map;

/** Ports that are used where none is set. */
public final class Ports {

    public static final int CONSOLE = 7400;
    public static final int INGEST = 7401;
    public static final int REGISTRY = 7402;
    public static final int CORRELATOR = 7403;
    public static final int ESCALATOR = 7404;
    public static final int NOTIFIER = 7405;
    public static final int KAFKA = 7492;

    /** Settings of a command that nobody told where Kafka and the registry are: on this machine, as {@code up} serves them. */
    public static final Map<String, String> NEARBY = Map.of("bootstrap.servers", "127.0.0.1:" + KAFKA,
            "schema.registry.url",
            "http://127.0.0.1:" + REGISTRY);

    /** The same for a command that somebody waits for. */
    public static final Map<String, String> NEARBY_SOON = Map.of("bootstrap.servers", NEARBY.get("bootstrap.servers"),
            "schema.registry.url", NEARBY.get("schema.registry.url"), "kafka.request.timeout.ms", "10000",
            "kafka.default.api.timeout.ms", "15000");

    private Ports() {}
}
