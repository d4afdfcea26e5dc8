package dev.tocsin.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tocsin.event.Alert;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.ingest.emergency.EmergencyDesk;
import dev.tocsin.ingest.emergency.EmergencyThread;
import dev.tocsin.ingest.emergency.MarkingPublisher;
import dev.tocsin.policy.emergency.EmergencyChannel;
import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.answer.IncidentReader;
import dev.tocsin.ingest.answer.KnownIncidents;
import dev.tocsin.ingest.answer.People;
import dev.tocsin.ingest.authenticity.Certificates;
import dev.tocsin.ingest.authenticity.FetchedCertificates;
import dev.tocsin.ingest.authenticity.VendorWeb;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.health.SourceBook;
import dev.tocsin.ingest.health.SourceLog;
import dev.tocsin.ingest.http.IngestHttp;
import dev.tocsin.ingest.http.IngestServer;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.BrokerCheck;
import dev.tocsin.ingest.publish.KafkaAlertPublisher;
import dev.tocsin.ingest.publish.ServiceMapping;
import dev.tocsin.ingest.quarantine.UnreadableBodies;
import dev.tocsin.ingest.replay.ReplayDesk;
import dev.tocsin.ingest.replay.ReplayWorker;
import dev.tocsin.ingest.setting.IngestSettings;
import dev.tocsin.ingest.source.Sources;
import dev.tocsin.ingest.source.Subscriptions;
import dev.tocsin.ingest.spool.Spool;
import dev.tocsin.policy.feed.PolicyFeed;
import dev.tocsin.policy.heartbeat.HeartbeatAlerts;
import dev.tocsin.policy.mapping.AlertMapping;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.report.Reports;
import dev.tocsin.runtime.ClusterGate;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.serde.EventSerdes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes alerts in over HTTP and puts them on the log before it says yes. */
public final class AlertIngest implements Service {

    /**
     * What it needs of the world.
     *
     * @param confirm
     *            visits an SNS subscription's checked address, in its own time
     * @param policy
     *            the newest
     * @param incidents
     *            where they stand
     * @param later
     *            says something at a vendor's checked address, in its own time
     * @param published
     *            the text of the policy in force, once it is known
     * @param emergencies
     *            starts looking after emergencies
     * @param background
     *            starts what is done beside the requests
     */
    record World(AlertPublisher publisher, ServiceMapping services, Certificates certificates, Consumer<URI> confirm,
            Supplier<Policy> policy, KnownIncidents incidents, Consumer<Reply.Later> later,
            BiFunction<SourceBook, ReplayDesk, List<AutoCloseable>> background,
            Supplier<Optional<PolicyVersion>> published, Function<EmergencyDesk, AutoCloseable> emergencies) {}

    private static final Logger LOG = LoggerFactory.getLogger(AlertIngest.class);

    private final Settings settings;
    private final Clock clock;
    private final PrometheusMeterRegistry metrics;
    private final Supplier<Optional<String>> console;
    private final UnreadableBodies unreadable;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private volatile IngestServer server;
    private final EmergencyChannel emergencyChannel;
    private volatile EmergencyDesk emergency;
    private volatile World world;

    public AlertIngest(Settings settings, Clock clock, PrometheusMeterRegistry metrics) {
        this(settings, clock, metrics, Optional::empty, EmergencyChannel.NONE);
    }

    /**
     * One beside a console.
     *
     * @param console
     *            its address once it listens; the setting {@code api.console} wins
     * @param emergency
     *            how people are paged while Kafka is unavailable; closed with the service
     */
    public AlertIngest(Settings settings, Clock clock, PrometheusMeterRegistry metrics,
            Supplier<Optional<String>> console, EmergencyChannel emergency) {
        this.emergencyChannel = emergency;
        this.console = console;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.unreadable = new UnreadableBodies(clock);
    }

    @Override
    public String name() {
        return "alert-ingest";
    }

    @Override
    public void start() {
        start(realWorld());
    }

    void start(World given) {
        world = given;
        open.push(given.publisher());
        emergency = desk(given);
        open.push(emergency);
        var publisher = new MarkingPublisher(given.publisher(), emergency);
        var desk = new AnswerDesk(AnswerDoor.from(settings), new People(given.policy()), given.incidents());
        server = IngestHttp.server(settings, clock, metrics, Sources.from(settings, given.certificates(), clock, desk),
                publisher, spool(), emergency, given.services(), new Subscriptions(given.confirm()), unreadable, desk,
                given
                        .later(), console, this::health, (book, replays) -> given.background().apply(book, replays)
                                .forEach(open::push));
        server.start();
        open.push(server);
        open.push(given.emergencies().apply(emergency));
        LOG.info("alert-ingest listens on port {}", server.port());
    }

    private EmergencyDesk desk(World given) {
        var folder = IngestSettings.SPOOL_DIR.in(settings);
        try {
            return new EmergencyDesk(folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder)),
                    emergencyChannel,
                    given.published(), given.publisher()::trouble, clock, metrics);
        } catch (IOException unusable) {
            throw new SettingsException("setting " + IngestSettings.SPOOL_DIR.name() + " is '" + folder
                    + "', which cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private Optional<Spool> spool() {
        var folder = IngestSettings.SPOOL_DIR.in(settings);
        if (folder.isBlank()) {
            LOG.warn("no spool: while Kafka is away, requests that their senders do not repeat are lost; set {}",
                    IngestSettings.SPOOL_DIR.name());
            return Optional.empty();
        }
        try {
            var spool = Spool.open(Path.of(folder), IngestSettings.SPOOL_MAX_BYTES.in(settings));
            open.push(spool);
            return Optional.of(spool);
        } catch (IOException unusable) {
            throw new SettingsException("setting " + IngestSettings.SPOOL_DIR.name() + " is '" + folder
                    + "', which cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** The port of its HTTP server. */
    public int port() {
        return server.port();
    }

    @Override
    public Health health() {
        var now = world;
        var door = server;
        if (now == null || door == null) {
            return Health.notReady("not started");
        }
        if (!now.services().known()) {
            return Health.notReady("the policy has not been read yet");
        }
        return withUnreadable(now.publisher().trouble().map(Health::notReady).orElseGet(Health::up).and(door
                .troubles()));
    }

    /** A source that is not understood is no reason to send its alerts elsewhere; a person is told. */
    private Health withUnreadable(Health health) {
        var told = health;
        for (var trouble : unreadable.troubled().entrySet()) {
            told = told.with("unreadable." + trouble.getKey(), trouble.getValue());
        }
        var paging = emergency.trouble();
        return paging.isPresent() ? told.with("emergency", paging.get()) : told;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            var next = open.pop();
            try {
                next.close();
            } catch (Exception failure) {
                LOG.warn("cannot close {}", next.getClass().getSimpleName(), failure);
            }
        }
    }

    private World realWorld() {
        var serdes = new EventSerdes(settings.serdes());
        var feed = new PolicyFeed(settings.kafka(), serdes);
        open.push(feed);
        feed.start();
        var web = new VendorWeb();
        open.push(web);
        var gate = new ClusterGate(settings, () -> LOG.info("topics and schemas are valid"));
        open.push(gate);
        gate.start();
        var brokers = new BrokerCheck(settings.kafka());
        open.push(brokers);
        Map<String, Object> config = KafkaAlertPublisher.producerConfig(settings.kafka());
        var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        var publisher = new KafkaAlertPublisher(producer, serdes, () -> gate.trouble().or(brokers));
        return new World(publisher, mapping(feed),
                new FetchedCertificates(web::get, clock), uri -> confirm(web, uri), () -> feed.current().policy(),
                incidents(serdes), vendors(web), (book, replays) -> List.of(SourceLog.on(settings.kafka(), serdes, book,
                        publisher), ReplayWorker.on(settings.kafka(), serdes, replays)), () -> feed.caughtUp()
                                ? feed.published()
                                : Optional.empty(), EmergencyThread::started);
    }

    private KnownIncidents incidents(EventSerdes serdes) {
        var known = new KnownIncidents();
        if (!AnswerDoor.from(settings).isOpen()) {
            return known;
        }
        var reader = new IncidentReader(known, settings.kafka(), serdes, clock);
        open.push(reader);
        reader.start();
        return known;
    }

    /** Beside the request: the person sees it a moment later, or not at all. */
    private static Consumer<Reply.Later> vendors(VendorWeb web) {
        return later -> Thread.ofVirtual().name("say-later").start(() -> {
            try {
                web.post(later.to(), later.json());
            } catch (java.io.IOException failed) {
                LOG.warn("cannot answer at {}: {}", later.to().getHost(), failed.getClass().getSimpleName());
            }
        });
    }

    private ServiceMapping mapping(PolicyFeed feed) {
        return new ServiceMapping() {
            @Override
            public boolean known() {
                return feed.caughtUp();
            }

            @Override
            public String serviceKey(Alert alert) {
                return feed.current().serviceKey(alert);
            }

            @Override
            public Optional<AlertMapping> mapping(String source) {
                return feed.current().mapping(source);
            }

            @Override
            public Optional<Reports> reports() {
                return feed.caughtUp() ? Optional.of(feed.current().reports()) : Optional.empty();
            }

            @Override
            public Optional<HeartbeatAlerts> heartbeat(String name) {
                return feed.current().heartbeats().named(name);
            }

            @Override
            public Optional<HeartbeatAlerts> beatenBy(Alert alert) {
                var policy = feed.current();
                return policy.heartbeats().beatenBy(alert, it -> policy.facts(it, policy.serviceKey(it), clock
                        .instant()));
            }
        };
    }

    /** Later and beside the request; SNS asks again if it fails. */
    private static void confirm(VendorWeb web, URI uri) {
        Thread.ofVirtual().name("confirm-subscription").start(() -> {
            try {
                web.get(uri);
                LOG.info("confirmed an SNS subscription with {}", uri.getHost());
            } catch (java.io.IOException failed) {
                LOG.warn("cannot confirm an SNS subscription with {}: {}", uri.getHost(), failed.toString());
            }
        });
    }
}
