package dev.tocsin.standalone.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;

/**
 * A real Prometheus that scrapes one number of ours each second, with a rule on it, and a real Alertmanager that sends
 * to Tocsin; Prometheus sends each alert to Tocsin directly besides. Configured as their documentation says, with short intervals.
 */
public final class RealPrometheus implements AutoCloseable {

    private static final String WEBHOOK = "{integration=\"webhook\"";

    private final HttpServer exporter;
    private final int alertmanagerPort = FreePorts.next();
    private final List<Process> processes = new ArrayList<>();
    private volatile int failing;

    private RealPrometheus(HttpServer exporter) {
        this.exporter = exporter;
    }

    /** The program of a Debian package, if it is installed. */
    public static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts both, with the rule not firing yet.
     *
     * @param folder
     *            for their configuration, data and logs
     * @param service
     *            label of the alert
     * @param severity
     *            label of the alert
     * @param tocsin
     *            where both send to
     */
    public static RealPrometheus start(Path folder, String service, String severity, TocsinAddress tocsin)
            throws IOException {
        Files.createDirectories(folder);
        var exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        var real = new RealPrometheus(exporter);
        try {
            real.exporter();
            real.alertmanager(folder, tocsin);
            real.prometheus(folder, service, severity, tocsin);
            return real;
        } catch (IOException | RuntimeException | AssertionError failure) {
            real.close();
            throw failure;
        }
    }

    /** From now on the rule holds. */
    public void breakIt() {
        failing = 1;
    }

    /** From now on it does not. */
    public void mendIt() {
        failing = 0;
    }

    /** How many requests Alertmanager's webhook made so far, and how many of them failed, as Alertmanager counts them. */
    public Sent sent() {
        try {
            var metrics = Http.get("http://127.0.0.1:" + alertmanagerPort + "/metrics").body();
            return new Sent(value(metrics, "alertmanager_notification_requests_total"), value(metrics,
                    "alertmanager_notification_requests_failed_total"));
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    /** Requests of a sender. */
    public record Sent(long all, long failed) {

        /** Those that got a 2xx. */
        public long taken() {
            return all - failed;
        }
    }

    private static long value(String metrics, String name) {
        return metrics.lines().filter(line -> line.startsWith(name + WEBHOOK)).mapToLong(line -> (long) Double
                .parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Override
    public void close() {
        processes.reversed().forEach(RealPrometheus::stop);
        exporter.stop(0);
    }

    private void exporter() {
        exporter.createContext("/metrics", exchange -> {
            try (exchange) {
                var text = ("# TYPE checkout_failing gauge\ncheckout_failing " + failing + "\n").getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
            }
        });
        exporter.start();
    }

    private void alertmanager(Path folder, TocsinAddress tocsin) throws IOException {
        var config = folder.resolve("alertmanager.yml");
        Files.writeString(config, """
                route:
                  receiver: tocsin
                  group_by: [alertname, service]
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                  - name: tocsin
                    webhook_configs:
                      - %s
                """.formatted(tocsin.webhookConfig()));
        run(folder, "prometheus-alertmanager", "--config.file=" + config, "--storage.path=" + folder.resolve("am"),
                "--web.listen-address=127.0.0.1:" + alertmanagerPort, "--cluster.listen-address=");
        awaitReady("Alertmanager", alertmanagerPort);
    }

    private void prometheus(Path folder, String service, String severity, TocsinAddress tocsin)
            throws IOException {
        var rules = folder.resolve("rules.yml");
        Files.writeString(rules, """
                groups:
                  - name: checkout
                    rules:
                      - alert: CheckoutFailing
                        expr: checkout_failing == 1
                        labels: {severity: %s, service: %s}
                        annotations: {summary: 'Checkout of {{ $labels.instance }} fails'}
                """.formatted(severity, service));
        var config = folder.resolve("prometheus.yml");
        Files.writeString(config, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                alerting:
                  alertmanagers:
                    - static_configs: [{targets: ['127.0.0.1:%d']}]
                    - %s
                scrape_configs:
                  - job_name: checkout
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(rules.toAbsolutePath(), alertmanagerPort, tocsin.alertmanager(), exporter
                .getAddress().getPort()));
        var port = FreePorts.next();
        run(folder, "prometheus", "--config.file=" + config, "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port);
        awaitReady("Prometheus", port);
    }

    private void run(Path folder, String name, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(program(name).orElseThrow().toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile()).start();
        processes.add(process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    private static void awaitReady(String name, int port) {
        Awaiting.until(name + " ready", () -> Http.status("http://127.0.0.1:" + port + "/-/ready") == 200);
    }

    private static void stop(Process process) {
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
