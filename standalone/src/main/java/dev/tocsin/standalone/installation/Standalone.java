package dev.tocsin.standalone.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.tocsin.console.Console;
import dev.tocsin.console.access.TokenFile;
import dev.tocsin.correlator.Correlator;
import dev.tocsin.escalator.Escalator;
import dev.tocsin.ingest.AlertIngest;
import dev.tocsin.notifier.Notifier;
import dev.tocsin.notifier.emergency.EmergencyPager;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.feed.PolicyPublisher;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.SlewedClock;
import dev.tocsin.runtime.SlewedTime;
import dev.tocsin.runtime.TopicSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.runtime.tls.ServerTls;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.serde.SchemaRegistration;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import dev.tocsin.standalone.registry.SchemaRegistry;
import dev.tocsin.standalone.settings.LocalSecrets;
import dev.tocsin.standalone.settings.StandaloneSettings;
import dev.tocsin.standalone.start.Preparation;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole pipeline in one JVM: an embedded broker, the registry, and the same service objects that run as processes of
 * their own elsewhere. They meet at topics here too.
 */
public final class Standalone implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

    private static final String UNFINISHED_PER_PARTITION = "notifier.unfinished.per.partition";

    /** Fewer partitions, more destinations in each: a receiver that is down must not stop those of others sooner. */
    private static final int UNFINISHED = 12_000;

    private final Path data;
    private final Settings given;
    private final Optional<Path> policyFile;
    private final Consumer<Standalone> whenUp;
    private final Clock clock = new SlewedClock(new SlewedTime());
    private final List<Service> services = new ArrayList<>();

    private Preparation prepared;
    private EmbeddedBroker broker;
    private SchemaRegistry registry;
    private AlertIngest ingest;
    private Console console;
    private PolicyWatch watch;

    /**
     * @param data
     *            folder in which everything is kept
     * @param policyFile
     *            policy to publish at the start and whenever it changes
     * @param whenUp
     *            called once everything is ready
     */
    public Standalone(Path data, Settings settings, Optional<Path> policyFile, Consumer<Standalone> whenUp) {
        this.data = data;
        this.given = settings;
        this.policyFile = policyFile;
        this.whenUp = whenUp;
    }

    /**
     * Looks at the policy file before anything is started.
     *
     * @throws PolicyErrors
     *             with everything that is wrong with it
     */
    public void check() throws PolicyErrors {
        if (policyFile.isPresent()) {
            PolicyLoader.load(policyFile.get().toString(), policyText());
        }
    }

    @Override
    public String name() {
        return "standalone";
    }

    @Override
    public void start() {
        prepared = Preparation.of(data, given, () -> new SlewedClock(new SlewedTime()).instant(),
                EmbeddedBroker.METADATA);
        broker = new EmbeddedBroker(data.resolve("kafka"), given.integer(StandaloneSettings.KAFKA_PORT.name(), 0));
        broker.start();
        var settings = LocalSecrets.madeIn(data).settings().entrySet().stream().filter(secret -> !isConfigured(secret
                .getKey())).reduce(given, (all, secret) -> all.with(secret.getKey(), secret.getValue()), (a, b) -> b)
                .withAll(Map.of("bootstrap.servers", broker.bootstrapServers(), "state.dir", data.resolve("state")
                        .toString(), "instance.id", "standalone"));
        var partitions = TopicAdmin.create(settings.kafka(), TopicSettings.layout(settings.with("replication.factor",
                "1"), TopicLayout.ON_ONE_MACHINE));
        if (!isConfigured(UNFINISHED_PER_PARTITION)) {
            settings = settings.with(UNFINISHED_PER_PARTITION, Integer.toString(Math.max(1, UNFINISHED / partitions)));
        }

        registry = new SchemaRegistry(port(settings, "registry"), clock, metrics("registry"));
        registry.start();
        settings = settings.with("schema.registry.url", registryUrl());
        if (!isConfigured("spool.dir")) {
            settings = settings.with("spool.dir", data.resolve("spool").toString());
        }
        if (!isConfigured("console.tokens.file") && Files.exists(TokenFile.in(data))) {
            settings = settings.with("console.tokens.file", TokenFile.in(data).toString());
        }
        SchemaRegistration.register(new EventSerdes(settings.serdes()));
        publishPolicy(settings);

        ingest = new AlertIngest(port(settings, "ingest"), clock, metrics("ingest"), this::ownConsole,
                EmergencyPager.from(settings, clock));
        console = new Console(port(settings, "console"), clock, metrics("console"), this::healthOfServices);
        services.add(new Correlator(port(settings, "correlator"), clock, metrics("correlator")));
        services.add(new Escalator(port(settings, "escalator"), clock, metrics("escalator")));
        services.add(new Notifier(port(settings, "notifier"), clock, metrics("notifier"), this::ownConsole));
        services.add(ingest);
        services.add(console);
        startTogether();
        awaitReady();
        if (watch != null) {
            watch.start(StandaloneSettings.POLICY_WATCH.in(given));
        }
        whenUp.accept(this);
    }

    /** Address of the console and its API. */
    public String consoleUrl() {
        return ServerTls.scheme(given) + "://127.0.0.1:" + console.port();
    }

    /** Where messages link to unless the policy or a setting says otherwise; nowhere before the console listens. */
    private Optional<String> ownConsole() {
        return Optional.of(console).filter(it -> it.port() > 0).map(_ -> consoleUrl());
    }

    /** Address that senders post to. */
    public String ingestUrl() {
        return ServerTls.scheme(given) + "://127.0.0.1:" + ingest.port();
    }

    /** Address of the schema registry. */
    public String registryUrl() {
        return "http://127.0.0.1:" + registry.port();
    }

    /** Address of the broker. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Of all but the console, which shows it; a service that is closed or not started yet says so itself. */
    private Map<String, Health> healthOfServices() {
        return services.stream().filter(service -> service != console).collect(Collectors.toMap(Service::name,
                Service::health, Health::and));
    }

    @Override
    public Health health() {
        return services.stream().map(Service::health).reduce(Health.up(), Health::and);
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        services.reversed().forEach(Standalone::closeQuietly);
        if (registry != null) {
            closeQuietly(registry);
        }
        if (broker != null) {
            broker.close();
        }
        if (prepared != null) {
            prepared.close();
        }
    }

    private boolean isConfigured(String key) {
        return given.optional(key).or(() -> given.optional(key + ".file")).or(() -> given.optional(key + ".env"))
                .isPresent();
    }

    private static Settings port(Settings settings, String service) {
        return settings.with("http.port", Integer.toString(settings.integer(service + ".port", 0)));
    }

    private PrometheusMeterRegistry metrics(String service) {
        var metrics = Metrics.create(service);
        prepared.disk().bindTo(metrics);
        return metrics;
    }

    private void publishPolicy(Settings settings) {
        if (policyFile.isEmpty()) {
            return;
        }
        var publisher = new PolicyPublisher(settings.kafka(), new EventSerdes(settings.serdes()), clock);
        var author = System.getProperty("user.name", "tocsin");
        var text = policyText();
        watch = new PolicyWatch(policyFile.get(), text, (file, changed) -> publisher.publish(file, changed, author));
        try {
            publisher.publish(policyFile.get().toString(), text, author);
        } catch (PolicyErrors errors) {
            throw new SettingsException("the policy file changed after its check: " + errors.getMessage(), errors);
        }
    }

    private String policyText() {
        var file = policyFile.orElseThrow();
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read policy file " + file + " (" + PolicyWatch.why(unreadable)
                    + "): name an existing file with --policy", unreadable);
        }
    }

    private void startTogether() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starting = services.stream().map(service -> threads.submit(service::start)).toList();
            for (Future<?> each : starting) {
                each.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", interrupted);
        } catch (java.util.concurrent.ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        }
    }

    private void awaitReady() {
        try {
            while (!health().ready()) {
                if (!health().live()) {
                    throw new IllegalStateException("a service died while starting: " + health().details());
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Service service) {
        try {
            service.close();
        } catch (RuntimeException failure) {
            LOG.warn("cannot close {}", service.name(), failure);
        }
    }
}
