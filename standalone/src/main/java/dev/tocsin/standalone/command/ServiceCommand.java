package dev.tocsin.standalone.command;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.tocsin.console.Console;
import dev.tocsin.correlator.Correlator;
import dev.tocsin.escalator.Escalator;
import dev.tocsin.ingest.AlertIngest;
import dev.tocsin.notifier.Notifier;
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

/** {@code tocsin ingest}, {@code tocsin correlator} and so on: one service as a process of its own, against any Kafka. */
@Command
public final class ServiceCommand implements Callable<Integer> {

    private final String name;
    private final int port;
    private final Maker maker;

    @Mixin
    private SettingsOptions options;

    private ServiceCommand(String name, int port, Maker maker) {
        this.name = name;
        this.port = port;
        this.maker = maker;
    }

    /** The command of each service, by name. A reference to a constructor would load the service for each command. */
    public static Map<String, ServiceCommand> all() {
        var commands = new LinkedHashMap<String, ServiceCommand>();
        add(commands, "registry", Ports.REGISTRY, (settings, clock, metrics) -> new SchemaRegistry(settings, clock,
                metrics));
        add(commands, "ingest", Ports.INGEST, (settings, clock, metrics) -> new AlertIngest(settings, clock,
                metrics));
        add(commands, "correlator", Ports.CORRELATOR, (settings, clock, metrics) -> new Correlator(settings, clock,
                metrics));
        add(commands, "escalator", Ports.ESCALATOR, (settings, clock, metrics) -> new Escalator(settings, clock,
                metrics));
        add(commands, "notifier", Ports.NOTIFIER, (settings, clock, metrics) -> new Notifier(settings, clock,
                metrics));
        add(commands, "console", Ports.CONSOLE, (settings, clock, metrics) -> new Console(settings, clock,
                metrics));
        return commands;
    }

    @Override
    public Integer call() {
        var defaults = new LinkedHashMap<>(Ports.NEARBY);
        defaults.put("http.port", Integer.toString(port));
        ServiceMain.run(maker.make(options.settings(defaults), new SlewedClock(new SlewedTime()), Metrics.create(
                name)));
        return 0;
    }

    private static void add(Map<String, ServiceCommand> commands, String name, int port, Maker maker) {
        commands.put(name, new ServiceCommand(name, port, maker));
    }

    private interface Maker {
        Service make(Settings settings, Clock clock, PrometheusMeterRegistry metrics);
    }
}
