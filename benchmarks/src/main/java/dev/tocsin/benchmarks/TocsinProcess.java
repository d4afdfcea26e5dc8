package dev.tocsin.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin up} in a process of its own, every alert an incident of its own, paged to one webhook at once. */
final class TocsinProcess implements Subject {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int INGEST = 17401;
    private static final int CONSOLE = 17400;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final long startMillis;

    private TocsinProcess(Process process, long startMillis) {
        this.process = process;
        this.startMillis = startMillis;
    }

    static TocsinProcess start(Path script, Path work, URI receiver, List<String> settings)
            throws IOException, InterruptedException {
        var policy = Files.writeString(work.resolve("policy.yml"), policy(receiver));
        var log = work.resolve("tocsin.log");
        var began = System.nanoTime();
        var command = new ArrayList<>(List.of(script.toString(), "up", "--no-supervisor", "--data",
                work.resolve("data").toString(), "--policy", policy.toString(), "--set", "ingest.port=" + INGEST,
                "--set", "console.port=" + CONSOLE, "--set", "registry.port=17402", "--set", "correlator.port=17403",
                "--set", "escalator.port=17404", "--set", "notifier.port=17405", "--set", "kafka.port=17492", "--set",
                "outbound.allow=127.0.0.0/8"));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        awaitReady(process, log);
        return new TocsinProcess(process, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    long startMillis() {
        return startMillis;
    }

    @Override
    public String name() {
        return "tocsin";
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + INGEST + "/v1/alertmanager");
    }

    @Override
    public String body(List<Map<String, String>> alerts) {
        var now = java.time.Instant.now().toString();
        var all = alerts.stream().map(labels -> Map.of("status", "firing", "labels", labels, "annotations",
                Map.of("summary", "load " + labels.get("service")), "startsAt", now, "endsAt",
                "0001-01-01T00:00:00Z", "generatorURL", "http://prometheus.example/graph")).toList();
        return JSON.writeValueAsString(Map.of("version", "4", "groupKey", "{}:{}", "status", "firing", "receiver",
                "tocsin", "groupLabels", Map.of(), "commonLabels", Map.of(), "commonAnnotations", Map.of(),
                "externalURL", "http://alertmanager.example", "alerts", all));
    }

    @Override
    public long residentMegabytes() {
        return Resident.megabytes(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitReady(Process process, Path log) throws InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + INGEST + "/readyz")).build();
            var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + CONSOLE + "/readyz")).build();
            while (System.nanoTime() < deadline && process.isAlive()) {
                try {
                    if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200
                            && client.send(page, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    Thread.sleep(50);
                }
                Thread.sleep(50);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("tocsin did not come up; its log is " + log);
    }

    private static String policy(URI receiver) {
        return """
                policy: bench
                severities:
                  - {id: SEV1, title: Load, ladder: at-once, quiet: 5m, reopen: 10m}
                fallback: {question: It is load, severity: SEV1, correlate-by: [service]}
                ladders:
                  at-once:
                    steps:
                      - {after: 0m, notify: [receiver]}
                targets:
                  receiver: [{channel: hook}]
                channels:
                  hook: {type: webhook, url: '%s'}
                """.formatted(receiver);
    }
}
