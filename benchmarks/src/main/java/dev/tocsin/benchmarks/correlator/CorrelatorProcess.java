package dev.tocsin.benchmarks.correlator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.benchmarks.ChildJvm;
import dev.tocsin.benchmarks.ProcessFigures;
import dev.tocsin.correlator.CorrelatorMain;

/** The correlator as a process of its own. */
final class CorrelatorProcess implements AutoCloseable {

    private static final int PORT = 17_503;
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final ChildJvm jvm;
    private final HttpClient client = HttpClient.newHttpClient();

    private CorrelatorProcess(ChildJvm jvm) {
        this.jvm = jvm;
    }

    static CorrelatorProcess start(BrokerProcess broker, Path work, String cores, List<String> flags,
            Map<String, String> settings) {
        var environment = new HashMap<>(Map.of("TOCSIN_BOOTSTRAP_SERVERS", broker.address(),
                "TOCSIN_SCHEMA_REGISTRY_URL", broker.registry(), "TOCSIN_STATE_DIR", state(work).toString(),
                "TOCSIN_HTTP_PORT", Integer.toString(PORT)));
        settings.forEach((key, value) -> environment.put("TOCSIN_" + key.toUpperCase(java.util.Locale.ROOT).replace('.',
                '_'), value));
        return new CorrelatorProcess(ChildJvm.start(cores, flags, CorrelatorMain.class, List.of(), environment, work
                .resolve("correlator.log")));
    }

    static Path state(Path work) {
        return work.resolve("state");
    }

    /** Waits until all its partitions have their state and are worked on. */
    void awaitReady() throws InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end && jvm.alive()) {
            if (ask("/readyz").statusCode() == 200) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the correlator did not come up");
    }

    /** Used heap after a collection, in megabytes. */
    long heapMegabytes() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        run(jcmd, Long.toString(jvm.pid()), "GC.run");
        return ask("/metrics").body().lines().filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains(
                "area=\"heap\"")).mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum() / 1_048_576;
    }

    long residentMegabytes() {
        return ProcessFigures.residentMegabytes(jvm.pid());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor();
    }

    private HttpResponse<String> ask(String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path)).build();
        while (jvm.alive()) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the correlator ended");
    }

    @Override
    public void close() {
        client.close();
        jvm.close();
    }
}
