package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sends alerts to Tocsin as Prometheus and Alertmanager do: through Debian's prometheus-alertmanager where it is installed,
 * else by webhooks of the same form.
 */
public interface RealAlertmanager extends AutoCloseable {

    /** Name of the program. */
    String PROGRAM = "prometheus-alertmanager";

    /**
     * Says once what Prometheus would say at each evaluation.
     *
     * @param startsAt
     *            since when it fires
     * @param endsAt
     *            until when it counts as firing unless it is said again; in the past for a resolve
     */
    void tell(Map<String, String> labels, Map<String, String> annotations, Instant startsAt, Instant endsAt);

    /** Ends, and begins again without any memory, as in a new container. */
    void restart();

    @Override
    void close();

    /**
     * Starts one.
     *
     * @param folder
     *            for configuration, data and log
     * @param ingestUrl
     *            Tocsin's
     */
    static RealAlertmanager start(Path folder, String ingestUrl) {
        return RealPrometheus.program(PROGRAM).<RealAlertmanager>map(_ -> Installed.in(folder, ingestUrl))
                .orElseGet(() -> new Imitated(ingestUrl));
    }

    /** The real one. It repeats every two seconds, so that what is told reaches Tocsin soon. */
    final class Installed implements RealAlertmanager {

        private final Path folder;
        private final int port = FreePorts.next();
        private int starts;
        private Process process;

        private Installed(Path folder) {
            this.folder = folder;
        }

        static Installed in(Path folder, String ingestUrl) {
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("alertmanager.yml"), """
                        route:
                          receiver: tocsin
                          group_by: [alertname, service]
                          group_wait: 0s
                          group_interval: 1s
                          repeat_interval: 2s
                        receivers:
                          - name: tocsin
                            webhook_configs:
                              - {url: '%s/v1/alertmanager', send_resolved: true}
                        """.formatted(ingestUrl));
                var installed = new Installed(folder);
                installed.begin();
                return installed;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private void begin() {
            starts++;
            try {
                process = new ProcessBuilder(RealPrometheus.program(PROGRAM).orElseThrow().toString(), "--config.file="
                        + folder.resolve("alertmanager.yml"), "--storage.path=" + folder.resolve("data-" + starts),
                        "--web.listen-address=127.0.0.1:" + port, "--cluster.listen-address=").redirectErrorStream(true)
                        .redirectOutput(folder.resolve("alertmanager-" + starts + ".log").toFile()).start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Awaiting.until("Alertmanager ready", () -> Http.status("http://127.0.0.1:" + port
                    + "/-/ready") == 200);
        }

        @Override
        public void tell(Map<String, String> labels, Map<String, String> annotations, Instant startsAt,
                Instant endsAt) {
            post("http://127.0.0.1:" + port + "/api/v2/alerts", Http.JSON.writeValueAsString(List.of(Map.of("labels",
                    labels, "annotations", annotations, "startsAt", startsAt.toString(), "endsAt", endsAt.toString(),
                    "generatorURL", "http://prometheus.example/graph"))));
        }

        @Override
        public void restart() {
            close();
            begin();
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Webhooks of version 4 in its name. */
    record Imitated(String ingestUrl) implements RealAlertmanager {

        @Override
        public void tell(Map<String, String> labels, Map<String, String> annotations, Instant startsAt,
                Instant endsAt) {
            var over = !endsAt.isAfter(Instant.now());
            var status = over ? "resolved" : "firing";
            var alert = Map.of("status", status, "labels", labels, "annotations", annotations, "startsAt", startsAt
                    .toString(), "endsAt", over ? endsAt.toString() : "0001-01-01T00:00:00Z", "generatorURL",
                    "http://prometheus.example/graph");
            post(ingestUrl + "/v1/alertmanager", Http.JSON.writeValueAsString(Map.of("version", "4", "groupKey",
                    "{}:{}", "status", status, "receiver", "tocsin", "groupLabels", Map.of(), "commonLabels", labels,
                    "commonAnnotations", annotations, "externalURL", "", "alerts", List.of(alert))));
        }

        @Override
        public void restart() {}

        @Override
        public void close() {}
    }

    private static void post(String url, String body) {
        try {
            var answer = Http.post(url, body, Map.of("Content-Type", "application/json"));
            if (!answer.isSuccess()) {
                throw new AssertionError(url + " answered " + answer);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
