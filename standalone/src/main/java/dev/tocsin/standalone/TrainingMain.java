package dev.tocsin.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.standalone.fire.Sample;
import dev.tocsin.standalone.installation.Standalone;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does once what people do, so that a JVM that watches it learns which classes are needed and which methods are hot: starts everything
 * on free ports, takes alerts of each source, pages for them, repeats and resolves them, answers commands, stops in order.
 * The {@code tocsin} script runs it after a build, for its AOT cache (docs/adr/0011).
 */
public final class TrainingMain {

    private static final int REQUESTS = 10;
    private static final int ALERTS = 20;
    private static final int ROUNDS = 3;
    private static final int ANSWERED = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Standalone standalone;
    private final HttpClient http;

    private TrainingMain(Standalone standalone, HttpClient http) {
        this.standalone = standalone;
        this.http = http;
    }

    /**
     * Runs it and exits with 0.
     *
     * @param arguments
     *            a folder that is thrown away afterwards
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().start(TrainingMain::endWithItsParent);
        Tocsin.commandLine("up").parseArgs();
        run(List.of("help"));
        run(List.of("up", "--help"));
        var settings = Settings.of(Map.of("http.host", "127.0.0.1", "streams.threads", "1"));
        var standalone = new Standalone(Path.of(arguments[0]), settings, Optional.empty(), _ -> {});
        standalone.start();
        try (var http = HttpClient.newHttpClient()) {
            new TrainingMain(standalone, http).work(Path.of(arguments[0]));
        }
        standalone.close();
        System.exit(0);
    }

    /** Its input ends when whoever started it does: then nobody wants to know any more. */
    private static void endWithItsParent() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException gone) {
            // As good as an end.
        }
        Runtime.getRuntime().halt(1);
    }

    private void work(Path data) throws IOException, InterruptedException {
        for (var source : List.of("alertmanager", "cloudwatch", "sentry")) {
            run(List.of("fire", "--source", source, "--url", standalone.ingestUrl(), "--data", data.toString()));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int request = 0; request < REQUESTS; request++) {
                send(body(request, false));
            }
        }
        var incidents = incidents(REQUESTS * ALERTS / 2);
        incidents.stream().limit(ANSWERED).forEach(id -> run(List.of("incident", "ack", id, "--console", standalone
                .consoleUrl())));
        for (int request = 0; request < REQUESTS; request++) {
            send(body(request, true));
        }
        for (var path : List.of("/", "/api/inbox", "/healthz", "/metrics")) {
            read(standalone.consoleUrl() + path);
        }
        run(List.of("incident", "list", "--console", standalone.consoleUrl()));
        run(List.of("silence", "list", "--console", standalone.consoleUrl()));
    }

    /** Alerts of services that are no others', so that each opens an incident; a few of them are not urgent. */
    private static String body(int request, boolean resolved) {
        var now = Clock.systemUTC().instant();
        var bodies = IntStream.range(0, ALERTS).mapToObj(each -> new Sample("Training", "service-" + request + "-"
                + each, each % 4 == 0 ? "warning" : "critical", resolved, now).alertmanager().body()).map(
                        text -> (ObjectNode) JSON.readTree(text)).toList();
        var all = bodies.getFirst();
        bodies.stream().skip(1).forEach(other -> ((ArrayNode) all.path("alerts")).add(other.path("alerts").get(0)));
        return JSON.writeValueAsString(all);
    }

    private void send(String body) throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(URI.create(standalone.ingestUrl() + "/v1/alertmanager")).header(
                "Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private void read(String address) throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding());
    }

    /** As soon as there are so many, or when there is no more time for them: what was seen until then is learnt all the same. */
    private List<String> incidents(int enough) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = new ArrayList<String>();
        while (found.size() < enough && System.nanoTime() < deadline) {
            Thread.sleep(Duration.ofMillis(500));
            found.clear();
            JSON.readTree(run(List.of("incident", "list", "--json", "--console", standalone.consoleUrl()))).forEach(
                    incident -> found.add(incident.path("id").asString("")));
        }
        return found;
    }

    /** What the command says. */
    private static String run(List<String> words) {
        var said = new StringWriter();
        Tocsin.commandLine(words.toArray(String[]::new)).setOut(new PrintWriter(said, true)).setErr(new PrintWriter(
                new StringWriter(), true)).execute(words.toArray(String[]::new));
        return said.toString();
    }
}
