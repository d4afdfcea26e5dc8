package dev.tocsin.console;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tocsin.console.api.ChangePublisher;
import dev.tocsin.console.api.PolicyInForce;
import dev.tocsin.console.api.StatusProblems;
import dev.tocsin.console.audit.KafkaAuditTrail;
import dev.tocsin.console.channel.ChannelTestLog;
import dev.tocsin.console.command.KafkaAppender;
import dev.tocsin.console.command.KafkaCommandLog;
import dev.tocsin.console.feed.KafkaLogSearch;
import dev.tocsin.console.feed.KafkaReportLog;
import dev.tocsin.console.feed.PublishedPolicies;
import dev.tocsin.console.feed.RecordReader;
import dev.tocsin.console.feed.SnapshotReader;
import dev.tocsin.console.feed.TopicReader;
import dev.tocsin.console.live.LiveFeed;
import dev.tocsin.console.login.AccessDoor;
import dev.tocsin.console.oncall.KafkaOnCallLog;
import dev.tocsin.console.pipeline.PipelineProbe;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.projection.RefusingDestination;
import dev.tocsin.console.quarantine.ReplayLog;
import dev.tocsin.console.silence.KafkaSilenceLog;
import dev.tocsin.policy.feed.PolicyArchive;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.tls.ServerTls;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.CommittedReaders;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service: shows incidents to people and takes their commands. Owns no truth; several may run side by side. */
public final class Console implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int KEPT_EVENTS = 1_000;
    private static final int CLIENT_BUFFER = 2_000;
    private static final int MOST_CLIENTS = 200;
    private static final int RUN_LETTERS = 8;
    private static final Duration BLOCKS = Duration.ofSeconds(4);
    private static final Duration AUDIT_BLOCKS = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final Projection projection;
    private final TopicReader reader;
    private final SnapshotReader older;
    private final PipelineProbe probe;
    private final Clock clock;
    private final KafkaCommandLog commands;
    private final KafkaAuditTrail audit;
    private final ConsoleServer server;
    private final ConsoleConfig config;
    private final StatusProblems troubles;
    private final Optional<ServerTls> tls;

    /**
     * @param settings
     *            what the README lists
     * @param clock
     *            time of commands, of what is let go, and of the status
     * @param metrics
     *            where its numbers go
     * @throws dev.tocsin.runtime.setting.SettingsException
     *             when the settings are wrong
     */
    public Console(Settings settings, Clock clock, PrometheusMeterRegistry metrics) {
        this(settings, clock, metrics, Map::of);
    }

    /**
     * @param services
     *            health of the services that run in the same process, by name, for the status
     * @throws dev.tocsin.runtime.setting.SettingsException
     *             when the settings are wrong
     */
    public Console(Settings settings, Clock clock, PrometheusMeterRegistry metrics,
            Supplier<Map<String, Health>> services) {
        var millis = Clock.tick(clock, Duration.ofMillis(1));
        this.clock = millis;
        this.config = ConsoleConfig.of(settings);
        this.tls = ServerTls.from(settings, clock);
        var serdes = new EventSerdes(settings.serdes());
        this.projection = new Projection(config.bounds());
        var feed = new LiveFeed(UUID.randomUUID().toString().substring(0, RUN_LETTERS), KEPT_EVENTS, CLIENT_BUFFER,
                MOST_CLIENTS);
        this.audit = new KafkaAuditTrail(producer(settings.kafka(), serdes, Topics.AUDIT, AUDIT_BLOCKS),
                ConsoleMetrics.AUDIT_LOST.in(metrics)::increment);
        var door = new AccessDoor(config.access(), config.oidc(), millis);
        var records = new RecordReader(serdes, projection, door.auditReader());
        this.reader = new TopicReader(() -> consumer(settings.kafka()), records, projection, new TopicReader.Horizons(
                config.quarantineFor(), door.auditFor()),
                new ChangePublisher(projection, new PolicyInForce(projection::policy), feed), millis);
        this.older = new SnapshotReader(() -> consumer(settings.kafka()), serdes.of(Topics.INCIDENTS)
                .deserializer(),
                millis);
        this.probe = new PipelineProbe(Admin.create(settings.kafka()), PipelineProbe.WATCHED, config.probeEvery(),
                millis);
        this.commands = new KafkaCommandLog(producer(settings.kafka(), serdes, Topics.SIGNALS));
        this.troubles = new StatusProblems(projection, reader::progress, probe::last, services, millis);
        this.server = new ConsoleServer(config, door, projection, feed, commands, new ConsoleServer.Sources(
                reader::progress,
                probe::last, records::undecodable, older::read, this::health, troubles, new KafkaLogSearch(
                        () -> consumer(
                                settings.kafka()), serdes, millis), new PublishedPolicies(projection::policy,
                                        new PolicyArchive(settings.kafka(), serdes)), new KafkaReportLog(() -> consumer(
                                                settings.kafka()), serdes, millis), audit), new KafkaSilenceLog(settings
                                                        .kafka(), serdes, millis), new KafkaOnCallLog(() -> producer(
                                                                settings.kafka(), serdes, Topics.ONCALL)), replays(
                                                                        settings, serdes), tests(settings, serdes),
                millis, metrics, tls);
        tls.ifPresent(it -> it.measure(metrics));
        ConsoleMetrics.INCIDENTS.watch(metrics, projection, held -> held.incidents().size());
        ConsoleMetrics.PROBLEMS.watch(metrics, troubles, each -> each.now().size());
        ConsoleMetrics.DESTINATIONS_REFUSING.watch(metrics, troubles, each -> each.refusals().size());
        ConsoleMetrics.CLIENTS.watch(metrics, feed, LiveFeed::clients);
        ConsoleMetrics.RECORDS_UNDECODABLE.count(metrics, records, RecordReader::undecodable);
    }

    private static ReplayLog replays(Settings settings, EventSerdes serdes) {
        var log = new KafkaAppender<>(Topics.REPLAYS, "replay", () -> producer(settings.kafka(), serdes,
                Topics.REPLAYS));
        return request -> log.append(request.getId(), request);
    }

    private static ChannelTestLog tests(Settings settings, EventSerdes serdes) {
        var log = new KafkaAppender<>(Topics.CHANNEL_TESTS, "test", () -> producer(settings.kafka(), serdes,
                Topics.CHANNEL_TESTS));
        return request -> log.append(request.getId(), request);
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public void start() {
        server.start();
        reader.start();
        probe.start();
        LOG.info("console listens on {}://{}:{}/{}", tls.isPresent() ? "https" : "http", config.host(), server.port(),
                config.access().asked()
                        ? " (login required)"
                        : " (no login)");
    }

    /** Port of the API, the page, health and metrics. */
    public int port() {
        return server.port();
    }

    /** Ready once it has read everything that was there, and while Kafka answers: else what it shows may be old. */
    @Override
    public Health health() {
        var progress = reader.progress();
        var health = progress.caughtUpAt().isEmpty()
                ? Health.notReady("reading the topics")
                : progress.isInContact(clock.instant(), LONGEST_SILENCE)
                        ? Health.up()
                        : Health.notReady("Kafka has not answered for " + LONGEST_SILENCE.toSeconds()
                                + " s, so the console may show old data");
        var told = progress.trouble().map(why -> health.with("console.trouble", why)).orElse(health).with(
                "console.incidents", Integer.toString(projection.incidents().size()));
        return ServerTls.told(tls, withRefusals(told));
    }

    /** Only what comes from the log: the health of the other services is told by themselves. */
    private Health withRefusals(Health health) {
        var refusing = troubles.refusals().stream().map(RefusingDestination::destination).collect(Collectors.joining(
                ", "));
        var own = troubles.ownIncidents().stream().map(incident -> incident.description().title()).collect(Collectors
                .joining("; "));
        var told = refusing.isEmpty() ? health : health.with("console.refusing", refusing);
        return own.isEmpty() ? told : told.with("console.about-tocsin", own);
    }

    @Override
    public void close() {
        server.close();
        tls.ifPresent(ServerTls::close);
        probe.close();
        reader.close();
        older.close();
        commands.close();
        audit.close();
    }

    private static Consumer<String, byte[]> consumer(Map<String, Object> kafka) {
        return new KafkaConsumer<>(CommittedReaders.config(kafka, Map.of("client.id", "tocsin-console",
                "max.poll.records", 1_000)), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static <V extends SpecificRecord> KafkaProducer<String, V> producer(Map<String, Object> kafka,
            EventSerdes serdes, Topic<V> topic) {
        return producer(kafka, serdes, topic, BLOCKS);
    }

    private static <V extends SpecificRecord> KafkaProducer<String, V> producer(Map<String, Object> kafka,
            EventSerdes serdes, Topic<V> topic, Duration blocks) {
        var settings = new HashMap<>(kafka);
        settings.putAll(Map.of("acks", "all", "enable.idempotence", true, "linger.ms", 0, "max.block.ms", blocks
                .toMillis(),
                "request.timeout.ms", 2_000, "delivery.timeout.ms", 4_500, "client.id", "tocsin-console"));
        return new KafkaProducer<>(settings, new StringSerializer(), serdes.of(topic).serializer());
    }
}
