package dev.tocsin.console;

import static dev.tocsin.console.Records.NOW;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.tocsin.console.api.ChangePublisher;
import dev.tocsin.console.api.PolicyInForce;
import dev.tocsin.console.api.StatusProblems;
import dev.tocsin.console.audit.AuditReader;
import dev.tocsin.console.command.CommandLog;
import dev.tocsin.console.feed.ReadProgress;
import dev.tocsin.console.live.LiveFeed;
import dev.tocsin.console.login.AccessDoor;
import dev.tocsin.console.pipeline.Pipeline;
import dev.tocsin.console.pipeline.PipelineStage;
import dev.tocsin.console.projection.Bounds;
import dev.tocsin.console.projection.Change;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.silence.SilenceLog;
import dev.tocsin.event.AuditEntry;
import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.Command;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.topic.Topics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console without Kafka: what the topics would bring is applied by hand, what it writes is kept. */
public final class ConsoleFixture implements AutoCloseable {

    public static final ReadProgress CAUGHT_UP = new ReadProgress(Optional.of(NOW), Optional.of(NOW.minusSeconds(90)),
            Map.of(
                    "tocsin.incidents", 0L), Optional.of(NOW), Optional.empty());
    public static final Pipeline HEALTHY = new Pipeline(Optional.of(NOW.minusSeconds(3)), List.of(new PipelineStage(
            "correlator", 4, 0),
            new PipelineStage("escalator", 4, 0), new PipelineStage("notifier", 1, 0)), Optional.of(NOW.minusSeconds(
                    75)), Optional
                            .empty());

    public final Projection projection = new Projection(Bounds.DEFAULT);
    public final LiveFeed feed = new LiveFeed("run", 100, 100, 10);
    public final List<Signal> written = new CopyOnWriteArrayList<>();
    public ReadProgress progress = CAUGHT_UP;
    public Pipeline pipeline = HEALTHY;
    public final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    public Map<String, Health> services = Map.of();
    public final Map<String, Incident> onTheLog = new ConcurrentHashMap<>();
    public final List<SilenceSet> silenced = new CopyOnWriteArrayList<>();
    public Consumer<Command> correlator = command -> {};

    /** The end of a test of a channel; empty while no notifier answers. */
    public Function<ChannelTest, Optional<ChannelTest>> notifier = requested -> Optional.empty();

    public final MemoryLog log = new MemoryLog();
    public final KnownPolicies policies = new KnownPolicies();

    private final ChangePublisher announcer = new ChangePublisher(projection, new PolicyInForce(projection::policy),
            feed);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConsoleServer server;
    private final AuditReader auditReader;

    public ConsoleFixture() {
        this(Settings.of(Map.of()));
    }

    public ConsoleFixture(Settings settings) {
        this(settings, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public ConsoleFixture(Settings settings, Clock clock) {
        CommandLog commands = (signal, atMost) -> {
            written.add(signal);
            correlator.accept((Command) signal.getBody());
        };
        SilenceLog silences = set -> {
            silenced.add(set);
            announce(projection.apply(set));
        };
        var config = ConsoleConfig.of(settings);
        var door = new AccessDoor(config.access(), config.oidc(), clock);
        this.auditReader = door.auditReader();
        this.server = new ConsoleServer(config, door, projection, feed, commands,
                new ConsoleServer.Sources(
                        () -> progress,
                        () -> pipeline, () -> 0, (id, place) -> Optional.ofNullable(onTheLog.get(id)), Health::up,
                        new StatusProblems(
                                projection, () -> progress, () -> pipeline, () -> services, clock), log, policies, log,
                        this::audit),
                silences, change -> announce(projection.apply(change)), replay -> announce(projection.apply(replay)),
                this::test,
                clock, Metrics.create("console"), Optional.empty());
        server.start();
    }

    private void test(ChannelTest requested) {
        announce(projection.apply(requested));
        notifier.apply(requested).ifPresent(ended -> announce(projection.apply(ended)));
    }

    private void audit(AuditEntry entry) {
        audited.add(entry);
        log.add(Topics.AUDIT, entry);
    }

    /** Lets this console read what another wrote to the audit. */
    public void readAudit(AuditEntry entry) {
        auditReader.accept(entry);
    }

    public int port() {
        return server.port();
    }

    /** Method and path of each handler of the server. */
    List<String> served() {
        return server.served();
    }

    /** Applies a change and tells those who look on, as the reader does. */
    public void announce(Optional<Change> change) {
        announcer.accept(change.map(java.util.Set::of).orElse(java.util.Set.of()));
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofMinutes(2));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(to(path));
    }

    public HttpResponse<String> delete(String path) {
        return send(to(path).header("Content-Type", "application/json").DELETE());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
