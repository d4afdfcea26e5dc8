package dev.tocsin.console.api;

import static dev.tocsin.console.Records.acknowledged;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.runtime.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamRouteTest {

    /** What has not come by then never comes. */
    private static final Duration LONG = Duration.ofMinutes(4);

    private final ConsoleFixture console = new ConsoleFixture(Settings.of(Map.of("console.heartbeat", "50ms")));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        console.close();
        client.close();
    }

    @Test
    void shouldSendWhatChangedWithAnIdToResumeFrom() throws Exception {
        var lines = stream("");

        console.announce(console.projection.apply(anIncident("i1").build()));

        assertThat(until(lines, "id: ")).isEqualTo("id: run-0");
        assertThat(until(lines, "id: ")).isEqualTo("id: run-1");
        assertThat(lines.next()).isEqualTo("event: incident");
        assertThat(lines.next()).startsWith("data: {\"id\":\"i1\",").contains("\"state\":\"OPEN\"");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void shouldResumeAfterTheLastEventThatTheClientSaw() throws Exception {
        console.announce(console.projection.apply(anIncident("i1").build()));
        console.announce(console.projection.apply(acknowledged("i1", "ada").build()));

        var lines = stream("run-1");

        assertThat(until(lines, "id: ")).isEqualTo("id: run-2");
    }

    @Test
    void shouldTellAClientOfAnotherRunToReload() throws Exception {
        var lines = stream("other-7");

        assertThat(until(lines, "event: reload")).isEqualTo("event: reload");
    }

    @Test
    void shouldShowThatItLivesWhileNothingHappens() throws Exception {
        var lines = stream("");

        until(lines, "event: heartbeat");

        assertThat(until(lines, "event: heartbeat")).isEqualTo("event: heartbeat");
    }

    @Test
    void shouldCutAClientThatDoesNotReadWithoutHoldingUpOthers() throws Exception {
        try (var deaf = new Socket("127.0.0.1", console.port())) {
            deaf.setReceiveBufferSize(1024);
            deaf.getOutputStream().write("GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(
                    StandardCharsets.US_ASCII));
            await().atMost(LONG).until(() -> console.feed.clients() == 1);
            var much = anIncident("i1").setTitle("x".repeat(100_000)).build();

            await().atMost(LONG).pollInterval(Duration.ofMillis(1)).until(() -> {
                console.announce(console.projection.apply(much));
                return console.feed.cuts() == 1;
            });

            assertThat(console.feed.clients()).isZero();
            assertThat(console.get("/api/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Timeout(240)
    void shouldEndTheStreamWhenTheConsoleStops() throws Exception {
        var lines = stream("");
        until(lines, "event: heartbeat");

        console.close();

        drain(lines);
    }

    /** Returns at the end of the stream; one that goes on runs into the test's timeout. */
    private static void drain(Iterator<String> lines) {
        try {
            while (lines.hasNext()) {
                lines.next();
            }
        } catch (UncheckedIOException cut) {
            assertThat(cut).hasCauseInstanceOf(IOException.class);
        }
    }

    private Iterator<String> stream(String lastEventId) throws Exception {
        var request = console.to("/api/stream").header("Last-Event-ID", lastEventId);
        if (lastEventId.isEmpty()) {
            request = console.to("/api/stream");
        }
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)).lines().iterator();
    }

    private static String until(Iterator<String> lines, String beginning) {
        while (true) {
            var line = lines.next();
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }
}
