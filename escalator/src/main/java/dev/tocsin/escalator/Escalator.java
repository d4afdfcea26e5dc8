package dev.tocsin.escalator;

import java.time.Clock;

import dev.tocsin.escalator.backlog.ReadPositions;
import dev.tocsin.policy.feed.OnCallFeed;
import dev.tocsin.policy.feed.PolicyFeed;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.OpsServer;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.runtime.streams.StreamsHost;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Groups;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The escalator service: reads tocsin.incidents and writes tocsin.notifications. */
public final class Escalator implements Service {

    private static final String NAME = "escalator";

    private final PolicyFeed feed;
    private final OnCallFeed changes;
    private final ReadPositions backlog;
    private final StreamsHost streams;
    private final OpsServer ops;

    /**
     * An escalator that is not running yet.
     *
     * @param clock
     *            clock for waiting on missing policies and for read positions; ladders use the host's slewed time
     */
    public Escalator(Settings settings, Clock clock, PrometheusMeterRegistry metrics) {
        var serdes = new EventSerdes(settings.serdes());
        this.feed = new PolicyFeed(settings.kafka(), serdes);
        this.changes = new OnCallFeed(settings.kafka(), serdes);
        var failed = new FailedRecords();
        this.backlog = new ReadPositions(settings.kafka(), clock);
        var topology = new EscalatorTopology(serdes, metrics, failed, System::nanoTime, backlog).build(
                new FeedPolicies(feed, changes, clock), LadderSettings.of(settings));
        this.streams = new StreamsHost(Groups.ESCALATOR, topology, failed, settings, metrics);
        this.ops = new OpsServer(CommonSettings.HTTP_HOST.in(settings), CommonSettings.HTTP_PORT.in(settings),
                this::health, metrics);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        ops.start();
        feed.start();
        changes.start();
        backlog.start();
        streams.start();
    }

    /** The port of its health and metrics. */
    public int port() {
        return ops.port();
    }

    @Override
    public Health health() {
        var policy = feed.caughtUp() ? Health.up() : Health.notReady("reading tocsin.policy");
        return streams.health().and(policy).with("policy.version", Integer.toString(feed.current().version()));
    }

    @Override
    public void close() {
        streams.close();
        backlog.close();
        changes.close();
        feed.close();
        ops.close();
    }
}
