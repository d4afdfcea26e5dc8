package dev.tocsin.standalone.acceptance.harness;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.Console;
import dev.tocsin.correlator.Correlator;
import dev.tocsin.escalator.Escalator;
import dev.tocsin.ingest.AlertIngest;
import dev.tocsin.notifier.Notifier;
import dev.tocsin.policy.feed.PolicyPublisher;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.emergency.EmergencyChannel;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.SlewedClock;
import dev.tocsin.runtime.SlewedTime;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.standalone.KafkaForTests;
import dev.tocsin.standalone.registry.SchemaRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** All services and the registry as plain objects in this JVM, on a broker that is there already. */
public final class Pipeline implements AutoCloseable {

    /** Bearer token of the source cloudwatch. */
    public static final String CLOUDWATCH_TOKEN = "acceptance-cloudwatch-token";

    /** Client secret of the source sentry. */
    public static final String SENTRY_SECRET = "acceptance-sentry-secret";

    /** Secret of the webhook subscription of the source pagerduty. */
    public static final String PAGERDUTY_SECRET = "acceptance-pagerduty-secret";

    private final Clock clock = new SlewedClock(new SlewedTime());
    private final List<Service> services = new ArrayList<>();
    private final String bootstrapServers;
    private final Settings settings;
    private final SchemaRegistry registry;
    private final AlertIngest ingest;
    private final Correlator correlator;
    private final Escalator escalator;
    private final Notifier notifier;
    private final Console console;
    private final TopicReader topics;

    private Pipeline(String bootstrapServers, Path folder) {
        this.bootstrapServers = bootstrapServers;
        var base = Settings.of(Map.of("bootstrap.servers", bootstrapServers, "http.port", "0", "state.dir",
                folder.resolve("state").toString(), "instance.id", "acceptance", "outbound.allow", "127.0.0.1/32",
                "sources.cloudwatch.token", CLOUDWATCH_TOKEN, "sources.sentry.secret", SENTRY_SECRET,
                "sources.pagerduty.secret",
                PAGERDUTY_SECRET));
        TopicAdmin.create(base.kafka(), KafkaForTests.LAYOUT);
        registry = new SchemaRegistry(base, clock, Metrics.create("registry"));
        registry.start();
        settings = base.with("schema.registry.url", registryUrl());
        SchemaRegistration.register(new EventSerdes(settings.serdes()));
        correlator = part(new Correlator(settings, clock, Metrics.create("correlator")));
        escalator = part(new Escalator(settings, clock, Metrics.create("escalator")));
        notifier = part(new Notifier(settings, clock, Metrics.create("notifier")));
        console = part(new Console(settings, clock, Metrics.create("console")));
        ingest = part(new AlertIngest(settings, clock, Metrics.create("ingest"), () -> Optional.of(consoleUrl()),
                EmergencyChannel.NONE));
        topics = new TopicReader(bootstrapServers, registryUrl());
    }

    /**
     * Starts all, and waits until all do their work.
     *
     * @param folder
     *            for state
     */
    public static Pipeline on(String bootstrapServers, Path folder) {
        var pipeline = new Pipeline(bootstrapServers, folder);
        try {
            pipeline.services.forEach(Service::start);
            pipeline.awaitReady();
            return pipeline;
        } catch (RuntimeException | Error failure) {
            pipeline.close();
            throw failure;
        }
    }

    /** Publishes a policy, as {@code tocsin apply} does. */
    public void publish(String policy) {
        try {
            new PolicyPublisher(settings.kafka(), new EventSerdes(settings.serdes()), clock).publish("acceptance.yml",
                    policy,
                    "acceptance");
        } catch (PolicyErrors errors) {
            throw new IllegalArgumentException("the policy of the tests is wrong: " + errors.errors(), errors);
        }
    }

    /** Waits until every service says that it does its work. */
    public void awaitReady() {
        Awaiting.until("all services ready", () -> services.stream().allMatch(each -> each.health().ready()));
    }

    /** Where senders post to. */
    public String ingestUrl() {
        return url(ingest.port());
    }

    /**
     * Another ingest beside the one of the pipeline, not started and not closed by it.
     *
     * @param metrics
     *            where it counts
     * @param more
     *            settings of its own
     */
    public AlertIngest anotherIngest(PrometheusMeterRegistry metrics, Map<String, String> more) {
        return new AlertIngest(settings.withAll(more), clock, metrics, () -> Optional.of(consoleUrl()),
                EmergencyChannel.NONE);
    }

    private String consoleUrl() {
        return url(console.port());
    }

    /** Where people look. */
    public ConsoleClient console() {
        return new ConsoleClient(consoleUrl());
    }

    /** Where schemas are. */
    public String registryUrl() {
        return url(registry.port());
    }

    /** Where Kafka is. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** What lies in the topics. */
    public TopicReader topics() {
        return topics;
    }

    /** The HTTP servers of all, by the service's name. */
    public Map<String, String> urls() {
        return Map.of("registry", registryUrl(), "ingest", ingestUrl(), "correlator", url(correlator.port()),
                "escalator",
                url(escalator.port()), "notifier", url(notifier.port()), "console", url(console.port()));
    }

    @Override
    public void close() {
        topics.close();
        services.reversed().forEach(Service::close);
        registry.close();
    }

    private <S extends Service> S part(S service) {
        services.add(service);
        return service;
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
