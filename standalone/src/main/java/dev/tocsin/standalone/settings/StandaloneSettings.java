package dev.tocsin.standalone.settings;

import static dev.tocsin.runtime.setting.Setting.port;
import static dev.tocsin.runtime.setting.Setting.span;
import static dev.tocsin.runtime.setting.Setting.text;

import java.time.Duration;
import java.util.List;

import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Setting;

/** Settings of {@code tocsin up} and of the schema registry. */
public final class StandaloneSettings {

    /** Port of the broker. */
    public static final Setting<Integer> KAFKA_PORT = port("kafka.port", Ports.KAFKA,
            "Port of the broker, which always listens on 127.0.0.1.");

    /** Interval between checks of the policy file. */
    public static final Setting<Duration> POLICY_WATCH = span("policy.watch", Duration.ofMillis(100), Duration
            .ofSeconds(
                    1), "Interval between checks of the policy file of `up`.");

    /** How long a start waits for a plausible clock. */
    public static final Setting<Duration> CLOCK_WAIT = span("clock.wait", Duration.ZERO, Duration.ofSeconds(20),
            "How long a start waits for an implausible system clock to be corrected.");

    /** Topic of the registry. */
    public static final Setting<String> REGISTRY_TOPIC = text("registry.topic", "_schemas",
            "Topic of the schema registry.");

    /** HTTP ports of the parts of {@code up}. */
    public static final List<Setting<?>> PORTS = List.of(port("console.port", Ports.CONSOLE,
            "HTTP port of the console."), port("ingest.port", Ports.INGEST, "HTTP port of ingest."), port(
                    "registry.port",
                    Ports.REGISTRY, "HTTP port of the schema registry."), port("correlator.port", Ports.CORRELATOR,
                            "HTTP port of the correlator, for health and metrics."), port("escalator.port",
                                    Ports.ESCALATOR, "HTTP port of the escalator, for health and metrics."), port(
                                            "notifier.port", Ports.NOTIFIER,
                                            "HTTP port of the notifier, for health and metrics."), KAFKA_PORT);

    /** Those with one use. */
    public static final List<Setting<?>> OTHERS = List.of(CommonSettings.PARTITIONS, POLICY_WATCH,
            CommonSettings.DISK_WARN, CommonSettings.DISK_FULL, CLOCK_WAIT, REGISTRY_TOPIC);

    private StandaloneSettings() {}
}
