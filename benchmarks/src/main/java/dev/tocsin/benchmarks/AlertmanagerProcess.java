package dev.tocsin.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.json.JsonMapper;

/** Alertmanager in a process of its own, every alert a group of its own, sent to one webhook without waiting. */
final class AlertmanagerProcess implements Subject {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
    private static final int PORT = 19093;
    private static final int ATTEMPTS = 200;

    private final Process process;

    private AlertmanagerProcess(Process process) {
        this.process = process;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static AlertmanagerProcess start(Path work, URI receiver) throws IOException, InterruptedException {
        var config = Files.writeString(work.resolve("alertmanager.yml"), """
                route: {receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 5m, repeat_interval: 4h}
                receivers: [{name: hook, webhook_configs: [{url: '%s'}]}]
                """.formatted(receiver));
        var process = new ProcessBuilder(PROGRAM.toString(), "--config.file=" + config, "--storage.path="
                + work.resolve("alertmanager"), "--web.listen-address=127.0.0.1:" + PORT, "--cluster.listen-address=",
                "--log.level=error").redirectErrorStream(true)
                .redirectOutput(work.resolve("alertmanager.log").toFile()).start();
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/-/ready")).build();
        try (var client = HttpClient.newHttpClient()) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                        return new AlertmanagerProcess(process);
                    }
                } catch (IOException notYet) {
                    Thread.sleep(100);
                }
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("Alertmanager did not come up");
    }

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + PORT + "/api/v2/alerts");
    }

    @Override
    public String body(List<Map<String, String>> alerts) {
        return JSON.writeValueAsString(alerts.stream().map(labels -> Map.of("labels", labels, "annotations",
                Map.of("summary", "load " + labels.get("service")), "startsAt", java.time.Instant.now().toString()))
                .toList());
    }

    @Override
    public long residentMegabytes() {
        return Resident.megabytes(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
