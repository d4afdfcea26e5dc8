package dev.tocsin.standalone.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code tocsin top} in a terminal: keys are typed, and the screen is read. */
class TopLoopTest {

    private static final String ROW = """
            {"id":"a1b2c3d4-k3j2h1g0f9e8","state":"%s","severity":"SEV1","severityRank":1,"service":"checkout","openedAt":"2026-11-21T02:00:00Z","title":"down"}""";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private volatile String state = "OPEN";
    private HttpServer console;

    @BeforeEach
    void listen() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", exchange -> {
            var path = exchange.getRequestURI().toString();
            asked.add(exchange.getRequestMethod() + " " + path);
            if (path.contains("/acknowledge")) {
                state = "ACKNOWLEDGED";
            }
            var row = ROW.formatted(state);
            var answer = path.startsWith("/api/explain")
                    ? "{\"links\":[{\"at\":\"2026-11-21T02:00:00Z\",\"stage\":\"classify\",\"kind\":\"classified\",\"sentence\":\"A rule decided.\",\"main\":true}]}"
                    : path.startsWith("/api/incidents?")
                            ? "{\"incidents\":[" + (path.contains("state=open") ? row : "") + "],\"total\":1}"
                            : path.startsWith("/api/incidents/") ? "{\"incident\":" + row + "}" : "";
            var bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        console.start();
    }

    @AfterEach
    void stop() {
        console.stop(0);
    }

    @Test
    void shouldAcknowledgeExplainAndLeaveTheTerminalAsItWas() throws IOException, InterruptedException {
        var call = new HttpCall(URI.create("http://127.0.0.1:" + console.getAddress().getPort()), "NO_SUCH_VARIABLE");
        try (var keys = new PipedOutputStream();
                var in = new PipedInputStream(keys);
                var terminal = TerminalBuilder.builder().system(false).streams(in, screen).type("xterm").size(Size.of(
                        100, 20)).build();
                var changes = ChangeStream.of(call)) {
            var before = terminal.getAttributes().toString();
            var loop = new TopLoop(new TopDesk(call, "ada", Clock.systemUTC()), terminal, changes, false, Clock
                    .systemUTC());
            var running = Thread.ofPlatform().start(() -> run(loop));

            shows("1 unacknowledged");
            shows("> SEV1");
            type(keys, "a");
            shows("acknowledged by ada");
            assertThat(asked).contains("POST /api/incidents/a1b2c3d4-k3j2h1g0f9e8/acknowledge?wait=5s");
            type(keys, "e");
            shows("A rule decided.");
            type(keys, "q");
            type(keys, "q");
            running.join(Duration.ofSeconds(20));

            assertThat(running.isAlive()).isFalse();
            assertThat(terminal.getAttributes()).hasToString(before);
            shows("\u001B[?1049l"); // the alternate screen is left
        }
    }

    private static void run(TopLoop loop) {
        try {
            loop.run();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void type(PipedOutputStream keys, String typed) throws IOException {
        keys.write(typed.getBytes(UTF_8));
        keys.flush();
    }

    private void shows(String text) {
        Awaitility.await(text).atMost(Duration.ofSeconds(30)).until(() -> screen.toString(UTF_8).contains(text));
    }
}
