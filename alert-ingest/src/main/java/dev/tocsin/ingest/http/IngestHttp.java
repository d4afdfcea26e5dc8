package dev.tocsin.ingest.http;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.emergency.EmergencyDesk;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.health.SourceBook;
import dev.tocsin.ingest.metric.IngestMeters;
import dev.tocsin.ingest.metric.IngestMetrics;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.IngestIds;
import dev.tocsin.ingest.publish.ServiceMapping;
import dev.tocsin.ingest.quarantine.ForgedSample;
import dev.tocsin.ingest.quarantine.UnreadableBodies;
import dev.tocsin.ingest.queue.QueueThread;
import dev.tocsin.ingest.queue.SqsQueue;
import dev.tocsin.ingest.replay.ReplayDesk;
import dev.tocsin.ingest.setting.IngestSettings;
import dev.tocsin.ingest.source.Sources;
import dev.tocsin.ingest.source.Subscriptions;
import dev.tocsin.ingest.spool.Drain;
import dev.tocsin.ingest.spool.DrainThread;
import dev.tocsin.ingest.spool.Spool;
import dev.tocsin.runtime.AlertmanagerApi;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.tls.OwnCertificateTrust;
import dev.tocsin.runtime.tls.ServerTls;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Puts the HTTP side together from settings. */
public final class IngestHttp {

    private IngestHttp() {}

    /**
     * A server, not started.
     *
     * @param background
     *            what is done beside the requests
     */
    public static IngestServer server(Settings settings, Clock clock, PrometheusMeterRegistry registry, Sources sources,
            AlertPublisher publisher, Optional<Spool> spool, EmergencyDesk emergency, ServiceMapping services,
            Subscriptions subscriptions,
            UnreadableBodies unreadable,
            AnswerDesk desk, Consumer<Reply.Later> later, Supplier<Optional<String>> console, Supplier<Health> health,
            BiConsumer<SourceBook, ReplayDesk> background) {
        var metrics = new IngestMetrics(registry);
        var sample = new ForgedSample(IngestSettings.FORGED_PER_MINUTE.in(settings),
                IngestSettings.FORGED_BYTES.in(settings), clock);
        var random = new SecureRandom();
        var limits = HttpLimits.from(settings);
        var room = new BodyMemory(limits.bytesInFlight(), sources.configured());
        var connections = new Connections(limits, why -> metrics.closed(why.code()));
        var heavy = new LargeBodies(sources.names());
        IngestMeters.BODIES_IN_FLIGHT.watch(registry, room, BodyMemory::bytes);
        IngestMeters.SOURCES_UNREADABLE.watch(registry, unreadable, all -> all.troubled().size());
        IngestMeters.CONNECTIONS.watch(registry, connections, Connections::count);
        var troubles = new SourceProblems(sources.names(), registry, clock);
        var clocks = new SenderClocks(clock);
        var decisions = new RequestDecisions(services, subscriptions, unreadable, metrics, limits.alerts(), later,
                clocks);
        var spooled = spool.map(it -> new SpooledRequests(it, sources, decisions, publisher, metrics, clock));
        spool.ifPresent(it -> {
            IngestMeters.SPOOL_REQUESTS.watch(registry, it, Spool::count);
            IngestMeters.SPOOL_BYTES.watch(registry, it, Spool::bytes);
        });
        var turnedAway = new TurnedAway(metrics, troubles, random);
        var repeats = new RepeatedRequests();
        var storage = new Storage(publisher, spooled, unreadable, troubles, turnedAway, repeats, emergency);
        spooled.ifPresent(it -> emergency.readSpool(it::forEach));
        var intake = new Intake(publisher, sample, decisions, storage, turnedAway, metrics, troubles, heavy, repeats);
        var drain = spooled.flatMap(it -> spool.map(queue -> new DrainThread(new Drain(queue, it))));
        var activity = new SourceActivity(sources.names(), registry, clock, clocks, instance(settings),
                () -> spool.map(Spool::count).orElse(0L));
        var webhooks = new WebhookHandler(room, new BodyReader(limits), intake, new IngestIds(clock, random), metrics,
                clock, sample.mostBytes(), activity);
        AlertmanagerApi.announce(registry);
        var tls = ServerTls.from(settings, clock);
        tls.ifPresent(it -> it.measure(registry));
        var relay = new ConsoleRelay(() -> Optional.of(IngestSettings.API_CONSOLE.in(settings)).filter(
                address -> !address.isBlank()).or(console), OwnCertificateTrust.context(tls));
        var door = new RequestRouter(limits, connections, sources, webhooks, relay, desk, new ReportDoor(desk.door(),
                services, settings, clock), clock, health, registry,
                activity::json);
        BooleanSupplier ready = () -> decisions.ready() && publisher.trouble().isEmpty();
        var queues = sources.queues().entrySet().stream().map(it -> new QueueThread(it.getKey().name(), new SqsQueue(it
                .getValue()), new PolledRequests(it.getKey(), intake, ready, new IngestIds(clock, random), metrics,
                        troubles, activity, clock), SqsQueue.HIDDEN)).toList();
        background.accept(activity, replays(settings, clock, metrics, sources, publisher, services, limits));
        return new IngestServer(CommonSettings.HTTP_HOST.in(settings), CommonSettings.HTTP_PORT.in(settings), limits,
                connections, door, relay, heavy, troubles, drain, tls, queues);
    }

    /** A replay neither mends nor breaks a source, and answers nobody. */
    private static ReplayDesk replays(Settings settings, Clock clock, IngestMetrics metrics, Sources sources,
            AlertPublisher publisher, ServiceMapping services, HttpLimits limits) {
        var decisions = new RequestDecisions(services, new Subscriptions(_ -> {}), new UnreadableBodies(clock), metrics,
                limits.alerts(), _ -> {}, new SenderClocks(clock));
        return new QuarantineReplays(sources, decisions, publisher, IngestSettings.REPLAY_WITHIN.in(settings), clock);
    }

    /** Where a process has no name, it is the only one. */
    private static String instance(Settings settings) {
        var name = CommonSettings.INSTANCE_ID.in(settings);
        return name.isBlank() ? "ingest" : name;
    }
}
