package dev.tocsin.correlator;

import java.time.Clock;

import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.OpsServer;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.runtime.streams.StreamsHost;
import dev.tocsin.schemas.serde.EventSerdes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The correlator service: turns signals into incidents. */
public final class Correlator implements Service {

    private final StreamsHost host;
    private final OpsServer ops;

    /**
     * Creates a correlator; {@link #start} starts it.
     *
     * @param settings
     *            what the README lists
     * @param clock
     *            not used: its time is the log's, and its timers run on the host's slewed time
     * @param metrics
     *            where its numbers go
     */
    public Correlator(Settings settings, Clock clock, PrometheusMeterRegistry metrics) {
        var failed = new FailedRecords();
        var topology = new CorrelatorTopology(new EventSerdes(settings.serdes()), metrics, Timers.LIVE, failed);
        this.host = new StreamsHost(CorrelatorTopology.APPLICATION_ID, topology.build(), failed, settings, metrics);
        this.ops = new OpsServer(CommonSettings.HTTP_HOST.in(settings), CommonSettings.HTTP_PORT.in(settings),
                this::health, metrics);
    }

    @Override
    public String name() {
        return "correlator";
    }

    @Override
    public void start() {
        ops.start();
        host.start();
    }

    /** Port of health and metrics. */
    public int port() {
        return ops.port();
    }

    @Override
    public Health health() {
        return host.health();
    }

    @Override
    public void close() {
        host.close();
        ops.close();
    }
}
