package dev.tocsin.standalone.command;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.tocsin.ingest.AlertIngest;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.runtime.Settings;
import dev.tocsin.runtime.SlewedClock;
import dev.tocsin.runtime.SlewedTime;
import dev.tocsin.standalone.registry.SchemaRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Commands that run one service as a process of its own, against any Kafka. */
public final class ServiceCommands {

    private ServiceCommands() {}

    private interface Maker {
        Service make(Settings settings, Clock clock, PrometheusMeterRegistry metrics);
    }

    private abstract static class OneService implements Callable<Integer> {

        @Mixin
        private SettingsOptions options;

        private final String name;
        private final int port;
        private final Maker maker;

        OneService(String name, int port, Maker maker) {
            this.name = name;
            this.port = port;
            this.maker = maker;
        }

        @Override
        public Integer call() {
            var settings = options.settings(Map.of("bootstrap.servers", "127.0.0.1:" + Ports.KAFKA,
                    "schema.registry.url", "http://127.0.0.1:" + Ports.REGISTRY, "http.port", Integer.toString(port)));
            ServiceMain.run(maker.make(settings, new SlewedClock(new SlewedTime()), Metrics.create(name)));
            return 0;
        }
    }

    /** {@code tocsin ingest}. */
    @Command(name = "ingest", description = "Takes alerts over HTTP into Kafka.")
    public static final class Ingest extends OneService {
        Ingest() {
            super("ingest", Ports.INGEST, AlertIngest::new);
        }
    }

    /** {@code tocsin correlator}. */
    @Command(name = "correlator", description = "Makes incidents of alerts.")
    public static final class Correlator extends OneService {
        Correlator() {
            super("correlator", Ports.CORRELATOR, dev.tocsin.correlator.Correlator::new);
        }
    }

    /** {@code tocsin escalator}. */
    @Command(name = "escalator", description = "Climbs the ladders.")
    public static final class Escalator extends OneService {
        Escalator() {
            super("escalator", Ports.ESCALATOR, dev.tocsin.escalator.Escalator::new);
        }
    }

    /** {@code tocsin notifier}. */
    @Command(name = "notifier", description = "Delivers notifications.")
    public static final class Notifier extends OneService {
        Notifier() {
            super("notifier", Ports.NOTIFIER, dev.tocsin.notifier.Notifier::new);
        }
    }

    /** {@code tocsin console}. */
    @Command(name = "console", description = "Serves the API and the page.")
    public static final class Console extends OneService {
        Console() {
            super("console", Ports.CONSOLE, dev.tocsin.console.Console::new);
        }
    }

    /** {@code tocsin registry}. */
    @Command(name = "registry", description = "Serves the schema registry's API, kept in Kafka.")
    public static final class Registry extends OneService {
        Registry() {
            super("registry", Ports.REGISTRY, SchemaRegistry::new);
        }
    }
}
