package dev.tocsin.standalone.command;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.console.Console;
import dev.tocsin.correlator.Correlator;
import dev.tocsin.escalator.Escalator;
import dev.tocsin.ingest.AlertIngest;
import dev.tocsin.notifier.Notifier;
import dev.tocsin.notifier.emergency.EmergencyPager;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.ServiceMain;
import dev.tocsin.runtime.SlewedClock;
import dev.tocsin.runtime.SlewedTime;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.standalone.registry.SchemaRegistry;
import dev.tocsin.standalone.settings.Ports;
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

    /**
     * The command of a service. A reference to a constructor would load the service for each command, a lambda does not.
     *
     * @param name
     *            of the service
     */
    public static ServiceCommand of(String name) {
        return switch (name) {
            case "registry" -> new ServiceCommand(name, Ports.REGISTRY, (settings, clock,
                    metrics) -> new SchemaRegistry(
                            settings, clock, metrics));
            case "ingest" -> new ServiceCommand(name, Ports.INGEST, (settings, clock, metrics) -> new AlertIngest(
                    settings, clock, metrics, Optional::empty, EmergencyPager.from(settings, clock)));
            case "correlator" -> new ServiceCommand(name, Ports.CORRELATOR, (settings, clock,
                    metrics) -> new Correlator(
                            settings, clock, metrics));
            case "escalator" -> new ServiceCommand(name, Ports.ESCALATOR, (settings, clock, metrics) -> new Escalator(
                    settings, clock, metrics));
            case "notifier" -> new ServiceCommand(name, Ports.NOTIFIER, (settings, clock, metrics) -> new Notifier(
                    settings, clock, metrics));
            case "console" -> new ServiceCommand(name, Ports.CONSOLE, (settings, clock, metrics) -> new Console(
                    settings,
                    clock, metrics));
            default -> throw new IllegalArgumentException("no service " + name);
        };
    }

    @Override
    public Integer call() {
        var defaults = new LinkedHashMap<>(Ports.NEARBY);
        defaults.put("http.port", Integer.toString(port));
        ServiceMain.run(maker.make(options.settings(defaults), new SlewedClock(new SlewedTime()), Metrics.create(
                name)));
        return 0;
    }

    private interface Maker {
        Service make(Settings settings, Clock clock, PrometheusMeterRegistry metrics);
    }
}
