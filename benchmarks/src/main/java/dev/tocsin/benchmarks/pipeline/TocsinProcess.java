package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** {@code tocsin up} in a process of its own, every alert an incident of its own, paged to one webhook at once. */
record TocsinProcess(SubjectProcess process, URI ingest, Duration startTook) implements Subject {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> PORTS = List.of("ingest.port", "console.port", "registry.port",
            "correlator.port", "escalator.port", "notifier.port", "kafka.port");

    static TocsinProcess start(Path script, List<String> settings, Path folder, URI receiver) throws IOException,
            InterruptedException {
        var policy = Files.writeString(folder.resolve("policy.yml"), policy(receiver));
        var ports = FreePorts.some(PORTS.size());
        var command = new ArrayList<>(List.of(script.toString(), "up", "--no-supervisor", "--data", folder.resolve(
                "data").toString(), "--policy", policy.toString(), "--set", "outbound.allow=127.0.0.0/8"));
        for (int each = 0; each < PORTS.size(); each++) {
            command.addAll(List.of("--set", PORTS.get(each) + "=" + ports.get(each)));
        }
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        var process = SubjectProcess.start("tocsin", folder.resolve("tocsin.log"), command);
        var took = process.awaitReady(ports.subList(0, 2).stream().map(port -> URI.create("http://127.0.0.1:" + port
                + "/readyz")).toList());
        return new TocsinProcess(process, URI.create("http://127.0.0.1:" + ports.getFirst()), took);
    }

    @Override
    public URI address() {
        return ingest.resolve("/v1/alertmanager");
    }

    @Override
    public String body(List<Map<String, String>> alerts) {
        var now = Instant.now().toString();
        var all = alerts.stream().map(labels -> Map.of("status", "firing", "labels", labels, "annotations",
                Map.of("summary", "load " + labels.get("service")), "startsAt", now, "endsAt",
                "0001-01-01T00:00:00Z", "generatorURL", "http://prometheus.example/graph")).toList();
        return JSON.writeValueAsString(Map.of("version", "4", "groupKey", "{}:{}", "status", "firing", "receiver",
                "tocsin", "groupLabels", Map.of(), "commonLabels", Map.of(), "commonAnnotations", Map.of(),
                "externalURL", "http://alertmanager.example", "alerts", all));
    }

    /** Nothing is over by itself while it is measured: the runs count what a new alert costs. */
    private static String policy(URI receiver) {
        return """
                policy: bench
                severities:
                  - {id: SEV1, title: Load, ladder: at-once, quiet: 4h, reopen: 4h}
                fallback: {reason: It is load, severity: SEV1, correlate-by: [service]}
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
