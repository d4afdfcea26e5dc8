package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An honest sender beside hostile ones from the same machine. Its times without and with them are printed, never asserted;
 * {@code -Dtocsin.hostile=2000} is the full size.
 */
@Tag("long")
class HostileClientsTest {

    private static final int MEBI = 1024 * 1024;
    private static final int MOST = Integer.getInteger("tocsin.hostile", 300);
    private static final int HONEST = Integer.getInteger("tocsin.honest", 1000);
    private static final int WARM_UP = 200;
    /** Both ends of each connection are here. */
    private static final int SHARE_OF_DESCRIPTORS = 6;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ALERT = """
            {"version":"4","alerts":[{"status":"firing","labels":{"alertname":"A","job":"shop"}}]}""";
    private static final String OPEN = "/v1/alertmanager/open";
    private static final String LENGTH = "Content-Length: 10485760";
    private static final String WRONG = "Authorization: Bearer wrong";

    private final IngestHarness ingest = IngestHarness.with("sources.alertmanager.token", "right",
            "sources.open.format", "alertmanager", "sources.sentry.secret", "secret", "http.header-deadline", "4s",
            "http.body-deadline", "6s");
    private int connections;

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    @DisplayName("B1, B2: hostile clients hold no place, and an honest sender beside them is always answered")
    void shouldAnswerAnHonestSenderBesideHostileOnes() {
        var hostiles = Math.min(MOST, descriptors() / SHARE_OF_DESCRIPTORS);
        honest(WARM_UP);
        var without = honest(HONEST);
        long[] with;
        try (var hostile = new HostileSockets(ingest.port(), hostiles, HostileClientsTest::says)) {
            await().atMost(LONG).until(() -> hostile.opened() >= hostiles);
            with = honest(HONEST);
            hostile.leave();
            connections = hostile.opened();
            assertThat(hostile.closedByServer()).as("each was closed by the server").isEqualTo(connections);
        }

        print(hostiles, without, with);
        await().atMost(LONG).until(() -> ingest.gauge("tocsin.ingest.connections") == 0);
        assertThat(ingest.gauge("tocsin.ingest.bodies.in.flight.bytes")).isZero();
        assertThat(large(ALERT)).as("the source that they wanted to fill").isEqualTo(202);
        assertThat(ingest.get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("B3: an honest sender is answered beside large groups of another source")
    void shouldAnswerAnHonestSenderBesideLargeGroups() throws Exception {
        var group = largeGroup();
        honest(WARM_UP);
        var without = honest(HONEST);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients.submit(() -> List.of(large(group), large(group)));
            var with = honest(HONEST);

            print(1, without, with);
            assertThat(answers.get()).containsOnly(202);
        }
    }

    private static byte[] says(int kind) {
        var request = request(kind).getBytes(ISO_8859_1);
        return kind % 8 == 0 && kind < 32 ? Arrays.copyOf(request, request.length + 9 * MEBI) : request;
    }

    private static String request(int kind) {
        return switch (kind % 8) {
            case 0 -> RawClient.post(OPEN, LENGTH);
            case 1 -> RawClient.post("/v1/alertmanager", LENGTH, WRONG);
            case 2 -> "POST " + OPEN + " HTTP/1.1\r\nHost: x\r\nX-Slow: ";
            case 3 -> RawClient.post("/v1/sentry", LENGTH);
            case 4 -> RawClient.post(OPEN, "Content-Length: 9223372036854775807");
            case 5 -> RawClient.post(OPEN, "Transfer-Encoding: chunked") + "ffffff\r\n";
            case 6 -> RawClient.post("/v1/alertmanager", LENGTH, WRONG, "Content-Encoding: br");
            default -> "";
        };
    }

    /** Sends one alert after the other, each over a connection of its own; the nanoseconds that each took, in order. */
    private long[] honest(int count) {
        var took = new long[count];
        var request = RawClient.post("/v1/alertmanager", "Connection: close", "Authorization: Bearer right",
                "Content-Length: " + ALERT.length()) + ALERT;
        for (var i = 0; i < count; i++) {
            var began = System.nanoTime();
            try (var sender = new RawClient(ingest.port())) {
                assertThat(sender.send(request).waitUntilClosed(LONG)).isTrue();
                assertThat(sender.heard()).startsWith("HTTP/1.1 202");
            }
            took[i] = System.nanoTime() - began;
        }
        Arrays.sort(took);
        return took;
    }

    private int large(String group) {
        return ingest.post(OPEN, group, "Content-Type", "application/json").statusCode();
    }

    private static String largeGroup() {
        var alert = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\",\"instance\":\"%d\"},"
                + "\"annotations\":{\"description\":\"" + "x".repeat(400) + "\"}}";
        return "{\"alerts\":[" + String.join(",", java.util.stream.IntStream.range(0, 11_500).mapToObj(alert::formatted)
                .toList()) + "]}";
    }

    private void print(int hostiles, long[] without, long[] with) {
        System.out.printf(
                "honest sender, ms: without p50 %.1f p99 %.1f; beside %d hostile (%d connections) p50 %.1f p99 %.1f; p99 x %.1f%n",
                millis(without, 50), millis(without, 99), hostiles, connections, millis(with, 50), millis(with, 99),
                millis(with, 99) / millis(without, 99));
    }

    private static double millis(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private static int descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
                : MOST * SHARE_OF_DESCRIPTORS;
    }
}
