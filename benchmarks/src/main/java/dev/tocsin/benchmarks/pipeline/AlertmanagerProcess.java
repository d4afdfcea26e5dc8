package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** Alertmanager in a process of its own, every alert a group of its own, sent to one webhook without waiting. */
record AlertmanagerProcess(SubjectProcess process, URI address, Duration startTook) implements Subject {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static AlertmanagerProcess start(Path folder, URI receiver) throws IOException, InterruptedException {
        // Nothing resolves by itself while it is measured: the runs count what a new alert costs.
        var config = Files.writeString(folder.resolve("alertmanager.yml"), """
                global: {resolve_timeout: 4h}
                route: {receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 5m, repeat_interval: 4h}
                receivers: [{name: hook, webhook_configs: [{url: '%s'}]}]
                """.formatted(receiver));
        var port = FreePorts.some(1).getFirst();
        var process = SubjectProcess.start("alertmanager", folder.resolve("alertmanager.log"), List.of(PROGRAM
                .toString(), "--config.file=" + config, "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port, "--cluster.listen-address=", "--log.level=error"));
        var took = process.awaitReady(List.of(URI.create("http://127.0.0.1:" + port + "/-/ready")));
        return new AlertmanagerProcess(process, URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"), took);
    }

    @Override
    public String body(List<Map<String, String>> alerts) {
        var now = Instant.now().toString();
        return JSON.writeValueAsString(alerts.stream().map(labels -> Map.of("labels", labels, "annotations",
                Map.of("summary", "load " + labels.get("service")), "startsAt", now)).toList());
    }
}
