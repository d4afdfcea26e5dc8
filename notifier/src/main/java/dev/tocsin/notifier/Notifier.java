package dev.tocsin.notifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.notifier.admin.AdminRoutes;
import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.channel.MessageReaders;
import dev.tocsin.notifier.channel.PolicyBook;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.delivery.ChannelAlarms;
import dev.tocsin.notifier.delivery.DeliveryLog;
import dev.tocsin.notifier.delivery.DeliveryLoop;
import dev.tocsin.notifier.delivery.KafkaClients;
import dev.tocsin.notifier.delivery.LoopLimits;
import dev.tocsin.notifier.directory.ChannelAdapters;
import dev.tocsin.notifier.directory.ChannelDirectory;
import dev.tocsin.notifier.directory.ChannelSender;
import dev.tocsin.notifier.freshness.Freshness;
import dev.tocsin.notifier.freshness.IncidentReader;
import dev.tocsin.notifier.freshness.IncidentView;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.notifier.trial.TestMessages;
import dev.tocsin.notifier.trial.TestWorker;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.feed.PolicyFeed;
import dev.tocsin.runtime.ClockWatch;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.OpsServer;
import dev.tocsin.runtime.Service;
import dev.tocsin.runtime.SlewedTime;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.net.BearerToken;
import dev.tocsin.runtime.net.Cidr;
import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Sends notifications from tocsin.notifications and records the outcome in tocsin.deliveries. */
public final class Notifier implements Service {

    /** Longest wait at the start for incidents and policy before delivering without them. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration ADMIN_PATIENCE = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_POLICY = Duration.ofSeconds(5);

    private final Clock clock;
    private final PolicyFeed policies;
    private final IncidentReader incidents;
    private final GuardedHttp http;
    private final DeliveryLoop loop;
    private final TestWorker tests;
    private final ClockWatch clockWatch = new ClockWatch();
    private final OpsServer ops;
    private volatile Instant started = Instant.MAX;

    /**
     * A notifier that is not started.
     *
     * @throws SettingsException
     *             when a setting is wrong
     */
    public Notifier(Settings settings, Clock clock, PrometheusMeterRegistry metrics) {
        this(settings, clock, metrics, Optional::empty);
    }

    /**
     * A notifier that is not started.
     *
     * @param ownConsole
     *            URL of the console in the same process, for links if neither policy nor settings have one
     * @throws SettingsException
     *             when a setting is wrong
     */
    public Notifier(Settings settings, Clock clock, PrometheusMeterRegistry metrics,
            Supplier<Optional<String>> ownConsole) {
        this.clock = clock;
        var serdes = new EventSerdes(settings.serdes());
        var clients = new KafkaClients(settings.kafka(), NotifierSettings.INSTANCE_ID.in(settings));
        policies = new PolicyFeed(settings.kafka(), serdes);
        var view = new IncidentView();
        incidents = new IncidentReader(view, clients::committedReader, serdes.of(Topics.INCIDENTS).deserializer(),
                clock);
        var allowed = allowed(NotifierSettings.OUTBOUND_ALLOW.in(settings));
        var guard = new AddressGuard(allowed);
        http = new GuardedHttp(guard, HttpLimits.standard(), clock);
        var book = book(policies);
        var channels = new ChannelDirectory(book, ChannelAdapters.all(http, guard), WAIT_FOR_POLICY);
        var configured = settings.optional(NotifierSettings.CONSOLE_URL.name());
        var readers = new MessageReaders(book, WAIT_FOR_POLICY, () -> configured.or(ownConsole));
        var receipts = new Receipts();
        var courier = new ChannelSender(channels, Secrets.ofProcess(), new MessageWriter(readers), receipts, AnswerDoor
                .from(settings), clock);
        var log = new DeliveryLog(clients, serdes.of(Topics.DELIVERIES).deserializer(), Duration.ofSeconds(15),
                receipts::saw);
        var breakers = new BreakerDesk();
        loop = new DeliveryLoop(clients, serdes, log, new Freshness(view, incidents::upToDate, channels), courier,
                this::mayStart, clock, limits(settings), metrics,
                new ChannelAlarms(channels::addresses, view::failingChannels), breakers);
        tests = TestWorker.on(settings.kafka(), serdes, policies::current, new TestMessages(allowed, Secrets
                .ofProcess(),
                clock), policies::caughtUp, clock);
        clockWatch.whenSet(this::renewClients);
        ops = new OpsServer(CommonSettings.HTTP_HOST.in(settings), CommonSettings.HTTP_PORT.in(settings), this::health,
                metrics, new AdminRoutes(breakers, adminToken(settings), ADMIN_PATIENCE)::add);
    }

    /** After the system clock was set back, existing consumers stop heartbeats for as long, so they are recreated. */
    private void renewClients(Duration step) {
        if (step.compareTo(SlewedTime.SET.negated()) < 0) {
            loop.renew();
        }
    }

    private static List<Cidr> allowed(List<String> ranges) {
        try {
            return ranges.stream().map(Cidr::parse).toList();
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("setting outbound.allow: " + wrong.getMessage(), wrong);
        }
    }

    private static LoopLimits limits(Settings settings) {
        var standard = LoopLimits.standard();
        return new LoopLimits(
                NotifierSettings.UNFINISHED.in(settings),
                standard.sendDeadline(), NotifierSettings.GRACE.in(settings), new BreakerRules(
                        NotifierSettings.BREAKER_FAILURES.in(settings), NotifierSettings.BREAKER_HALF_OPEN.in(
                                settings)));
    }

    private static Optional<BearerToken> adminToken(Settings settings) {
        var name = NotifierSettings.ADMIN_TOKEN.name();
        return settings.secret(name).map(token -> new BearerToken(name, token));
    }

    private static PolicyBook book(PolicyFeed feed) {
        return new PolicyBook() {
            @Override
            public Optional<CompiledPolicy> version(int version, Duration wait) {
                return feed.version(version, wait);
            }

            @Override
            public CompiledPolicy current() {
                return feed.current();
            }
        };
    }

    /** After an outage, the first pages are checked against the current incidents. */
    private boolean mayStart() {
        return (policies.caughtUp() && incidents.upToDate()) || clock.instant().isAfter(started.plus(LONGEST_WAIT));
    }

    @Override
    public String name() {
        return "notifier";
    }

    @Override
    public void start() {
        started = clock.instant();
        ops.start();
        policies.start();
        incidents.start();
        loop.start();
        tests.start();
    }

    /** Port of its HTTP server. */
    public int port() {
        return ops.port();
    }

    @Override
    public Health health() {
        var health = loop.health().with("incidents", incidents.upToDate() ? "up to date" : "not up to date");
        return policies.caughtUp() ? health : health.and(Health.notReady("the policy is not read yet"));
    }

    @Override
    public void close() {
        clockWatch.close();
        tests.close();
        loop.close();
        incidents.close();
        policies.close();
        http.close();
        ops.close();
    }
}
