package dev.tocsin.benchmarks.escalator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tocsin.benchmarks.ChildJvm;
import dev.tocsin.benchmarks.ProcessFigures;
import dev.tocsin.escalator.EscalatorMain;

/** An escalator as a process of its own. */
final class EscalatorProcess implements AutoCloseable {

    private static final int FIRST_PORT = 17_510;
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final ChildJvm jvm;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    EscalatorProcess(int number, Path work, List<String> flags, Map<String, String> settings) {
        port = FIRST_PORT + number;
        var environment = new HashMap<String, String>();
        settings.forEach((key, value) -> environment.put("TOCSIN_" + key.toUpperCase(Locale.ROOT).replace('.', '_'),
                value));
        environment.put("TOCSIN_STATE_DIR", work.resolve("state-" + number).toString());
        environment.put("TOCSIN_HTTP_PORT", Integer.toString(port));
        environment.put("TOCSIN_LOG_LEVEL", "WARN");
        jvm = ChildJvm.start("", flags, EscalatorMain.class, List.of(), environment, work.resolve("escalator-" + number
                + ".log"));
    }

    void awaitReady() throws InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end && jvm.alive()) {
            if (isReady()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the escalator did not come up");
    }

    private boolean isReady() throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    long residentMegabytes() {
        return ProcessFigures.residentMegabytes(jvm.pid());
    }

    void kill9() throws InterruptedException {
        jvm.kill9();
    }

    @Override
    public void close() {
        client.close();
        jvm.close();
    }
}
