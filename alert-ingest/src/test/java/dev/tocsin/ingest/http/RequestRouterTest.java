package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Strangers at the door: nobody holds a place without end, and nobody keeps an honest sender out. */
class RequestRouterTest {

    private static final int MEBI = 1024 * 1024;
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration EACH = Duration.ofMillis(100);
    private static final String ALERT = """
            {"alerts":[{"status":"firing","labels":{"alertname":"A"}}]}""";
    private static final String[] HASTY = {"http.header-deadline", "1s", "http.idle-timeout", "1s",
            "http.body-deadline", "2s", "sources.alertmanager.token", "right", "sources.open.format", "alertmanager",
            "sources.sentry.secret", "secret"};
    private static final String OPEN = "/v1/alertmanager/open";
    private static final String WRONG = "Authorization: Bearer wrong";

    /** What a client sends at once, and what it then sends byte by byte, without end. */
    private record Slow(String name, String begin, String drip) {}

    private final List<RawClient> clients = new ArrayList<>();
    private IngestHarness ingest = IngestHarness.with(HASTY);

    @AfterEach
    void close() {
        clients.forEach(RawClient::close);
        ingest.close();
    }

    @Test
    @DisplayName("B1: bytes that are only declared take no room from anybody")
    void shouldCountWhatCameNotWhatWasDeclared() {
        restart();
        for (var length : List.of(10_485_760, 10_485_760, 10_485_760, 10_485_760, 8_388_600)) {
            client().send(RawClient.post(OPEN, "Content-Length: " + length) + "{");
        }

        honestSendersAreAnswered();
        assertThat(ingest.gauge("tocsin.ingest.bodies.in.flight.bytes")).isZero();
    }

    @Test
    @DisplayName("B1: bodies that came nearly whole and then drip keep nobody out, on their own source neither")
    void shouldKeepRoomBesideBodiesThatDrip() {
        restart();
        for (var i = 0; i < 6; i++) {
            client().send(RawClient.post(OPEN, "Content-Length: 10485760")).send(new byte[9 * MEBI]);
        }
        await().atMost(LONG).until(() -> ingest.gauge("tocsin.ingest.bodies.in.flight.bytes") > 17 * MEBI);

        honestSendersAreAnswered();
    }

    @Test
    @DisplayName("B1: a wrong token is answered before the body, and the connection is closed")
    void shouldAnswerAWrongTokenBeforeTheBody() {
        restart();
        var stranger = client().send(RawClient.post("/v1/alertmanager", "Content-Length: 10485760", WRONG) + "{");

        assertThat(stranger.waitUntilClosed(LONG)).isTrue();
        assertThat(stranger.heard()).startsWith("HTTP/1.1 401").contains("Connection: close", "/problems/wrong-token");
    }

    @Test
    @DisplayName("B1: a wrong token is not asked to go on with its body")
    void shouldNotContinueAWrongToken() {
        var stranger = client().send(RawClient.post("/v1/alertmanager", "Content-Length: " + ALERT.length(),
                "Expect: 100-continue", WRONG));
        var sender = client().send(RawClient.post("/v1/alertmanager", "Content-Length: " + ALERT.length(),
                "Expect: 100-continue", "Authorization: Bearer right"));

        assertThat(stranger.waitUntilClosed(LONG)).isTrue();
        assertThat(stranger.heard()).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
        assertThat(sender.waitFor("100 Continue", LONG)).isTrue();
        assertThat(sender.send(ALERT).waitFor("HTTP/1.1 202", LONG)).isTrue();
    }

    @Test
    @DisplayName("B1: connections beyond the most of them cost the address that holds most its oldest, not the next sender")
    void shouldAnswerWhenAllConnectionsAreTaken() {
        restart("http.max-connections", "20", "http.header-deadline", "60s");
        IntStream.range(0, 60).forEach(_ -> client().send("POST /v1/ale"));

        honestSendersAreAnswered();
        await().atMost(LONG).until(() -> ingest.gauge("tocsin.ingest.connections") <= 20);
        await().atMost(LONG).until(() -> ingest.count("tocsin.ingest.connections.closed", "reason", "crowded") >= 40);
    }

    private static Stream<Slow> slow() throws IOException {
        var chunked = "Transfer-Encoding: chunked";
        var long1 = "Content-Length: 10485760";
        return Stream.of(slow("nothing at all", "", ""), slow("a request line that stops", "POST /v1/ale", ""),
                slow("headers that drip", "POST /v1/alertmanager/open HTTP/1.1\r\nHost: x\r\nX: ", "x"),
                slow("headers without end", "POST /v1/alertmanager/open HTTP/1.1\r\n", "X: y\r\n"),
                slow("blank lines", "", "\r\n"),
                slow("a wrong token", RawClient.post("/v1/alertmanager", long1, WRONG), "x"),
                slow("no token", RawClient.post("/v1/alertmanager", chunked), "1\r\nx\r\n"),
                slow("a source without a check", RawClient.post(OPEN, long1), "x"),
                slow("a source with signatures", RawClient.post("/v1/sentry", long1), "x"),
                slow("an unknown path", RawClient.post("/nowhere", long1), "x"),
                slow("an unknown source", RawClient.post("/v1/alertmanager/nobody", long1), "x"),
                slow("another method", RawClient.post(OPEN, long1).replace("POST", "PATCH"), "x"),
                slow("a GET with a body", RawClient.post("/readyz", long1).replace("POST", "GET"), "x"),
                slow("an encoding we do not have", RawClient.post(OPEN, long1, "Content-Encoding: br"), "x"),
                slow("more bytes than there are", RawClient.post(OPEN, "Content-Length: 9223372036854775807"),
                        "x"),
                slow("chunks that drip", RawClient.post(OPEN, chunked), "1\r\nx\r\n"),
                slow("half of a chunk's header", RawClient.post(OPEN, chunked) + "ff", ""),
                slow("a chunk's header that drips", RawClient.post(OPEN, chunked) + "1;", "x"),
                slow("trailers that drip", RawClient.post(OPEN, chunked) + "1\r\nx\r\n0\r\nX: ", "x"),
                slow("11 MiB in a chunk, then a drip", RawClient.post(OPEN, chunked) + "b00001\r\n" + "x".repeat(
                        11 * MEBI), "x"),
                slow("gzip that drips", RawClient.post(OPEN, chunked, "Content-Encoding: gzip") + chunk(gzip()),
                        "1\r\n\0\r\n"),
                slow("HTTP/1.0 without a length", "POST /v1/alertmanager HTTP/1.0\r\n\r\n", "x"),
                slow("a good request, then nothing", RawClient.post(OPEN, "Content-Length: " + ALERT.length())
                        + ALERT, ""),
                slow("two good requests, then half of one", (RawClient.post(OPEN, "Content-Length: " + ALERT
                        .length()) + ALERT).repeat(2) + "POST /v1/al", "x"));
    }

    @Test
    @DisplayName("B2: whoever is slow is closed, on every path")
    void shouldCloseWhoeverIsSlow() throws IOException {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = slow().map(slow -> {
                var stranger = client();
                return senders.submit(() -> {
                    stranger.send(slow.begin());
                    var closed = slow.drip().isEmpty()
                            ? stranger.waitUntilClosed(LONG)
                            : stranger.dripUntilClosed(slow.drip(), EACH, LONG);
                    return slow.name() + (closed ? ": closed" : ": open, heard " + stranger.heard());
                });
            }).toList();
            honestSendersAreAnswered();

            assertThat(ends).extracting(Future::get).allMatch(end -> end.endsWith(": closed"));
        }
        await().atMost(LONG).until(() -> ingest.gauge("tocsin.ingest.bodies.in.flight.bytes") == 0);
        honestSendersAreAnswered();
    }

    @Test
    @DisplayName("B2: a body slower than the slowest pace is told to come again and closed before the deadline")
    void shouldCloseWhoeverFallsBehindThePace() {
        restart("http.body-deadline", "10m", "http.header-deadline", "60s");
        var slow = client().send(RawClient.post(OPEN, "Content-Length: 10485760"));

        assertThat(slow.dripUntilClosed("x", EACH, LONG)).isTrue();
        assertThat(slow.heard()).startsWith("HTTP/1.1 503").contains("/problems/too-slow", "Retry-After");
    }

    @Test
    @DisplayName("B2: headers of a megabyte are refused when they are too long, not when they end")
    void shouldRefuseEndlessHeaders() {
        var stranger = client().send("POST /v1/alertmanager/open HTTP/1.1\r\nHost: x\r\nX: ").send(new byte[MEBI]);

        assertThat(stranger.waitUntilClosed(LONG)).isTrue();
        await().atMost(LONG).until(() -> ingest.gauge("tocsin.ingest.connections") == 0);
    }

    @Test
    @DisplayName("B2: what cannot fit is refused by its declared length, and its sender can read why")
    void shouldRefuseByTheDeclaredLength() {
        restart();
        var sender = client().send(RawClient.post(OPEN, "Content-Length: 9223372036854775807"));

        assertThat(sender.waitUntilClosed(LONG)).isTrue();
        assertThat(sender.heard()).startsWith("HTTP/1.1 413").contains("max_alerts");
        assertThat(ingest.quarantined()).extracting("reason").containsExactly("too-large");
    }

    @Test
    @DisplayName("B2: who is closed by a deadline is counted")
    void shouldCountClosedConnections() {
        assertThat(client().send("POST").waitUntilClosed(LONG)).isTrue();
        assertThat(client().waitUntilClosed(LONG)).isTrue();

        assertThat(ingest.count("tocsin.ingest.connections.closed", "reason", "slow-headers")).isOne();
        assertThat(ingest.count("tocsin.ingest.connections.closed", "reason", "idle")).isOne();
    }

    private void honestSendersAreAnswered() {
        var token = ingest.post("/v1/alertmanager", ALERT, "Content-Type", "application/json", "Authorization",
                "Bearer right");
        var open = ingest.post("/v1/alertmanager/open", ALERT, "Content-Type", "application/json");
        var change = ingest.post("/v1/changes", "{\"service\":\"shop\",\"summary\":\"s\"}", "Content-Type",
                "application/json");
        var ready = ingest.get("/readyz");

        assertThat(List.of(token.statusCode(), open.statusCode(), change.statusCode(), ready.statusCode()))
                .containsExactly(202, 202, 202, 200);
    }

    private RawClient client() {
        var client = new RawClient(ingest.port());
        clients.add(client);
        return client;
    }

    /** With deadlines that no test waits for, except where it says so. */
    private void restart(String... settings) {
        ingest.close();
        ingest = IngestHarness.with(Stream.concat(Stream.of("sources.alertmanager.token", "right",
                "sources.open.format", "alertmanager"), Stream.of(settings)).toArray(String[]::new));
    }

    private static Slow slow(String name, String begin, String drip) {
        return new Slow(name, begin, drip);
    }

    private static String chunk(byte[] bytes) {
        return Integer.toHexString(bytes.length) + "\r\n" + new String(bytes,
                java.nio.charset.StandardCharsets.ISO_8859_1) + "\r\n";
    }

    /** The beginning of a stream that says nothing yet. */
    private static byte[] gzip() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped, true)) {
            out.flush();
            return zipped.toByteArray();
        }
    }
}
