package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.property.Between;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Large groups are answered or refused for good, and no group is stored twice because its answer was late. */
class LargeGroupsTest {

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String ALERT = """
            {"alerts":[{"status":"firing","labels":{"alertname":"A"}}]}""";
    private static final String[] JSON = {"Content-Type", "application/json"};

    private IngestHarness ingest = IngestHarness.with();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    @DisplayName("B3: a group of 11,500 alerts in 6 MB is accepted, also where it takes longer than the deadline")
    void shouldAcceptAGroupThatTakesLong() {
        restart(IngestHarness.with("sources.alertmanager.deadline", "1ms"));

        assertThat(post(alerts(1)).statusCode()).isEqualTo(202);
        var body = alerts(11_500);
        var response = post(body);

        assertThat(body.length()).isGreaterThan(6_000_000);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).path("alerts").asInt()).isEqualTo(11_500);
        assertThat(ingest.alerts()).hasSize(11_501);
    }

    @Test
    @DisplayName("B3: 299,000 empty alerts are refused before they are read, with what to change")
    void shouldRefuseAGroupThatCannotBeAnswered() {
        var response = post("{\"alerts\":[" + "{},".repeat(298_999) + "{}]}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).path("detail").asString()).contains("20000", "max_alerts");
        assertThat(ingest.quarantined()).extracting("id").containsExactly(json(response).path("quarantineId")
                .asString());
        assertThat(ingest.alerts()).isEmpty();
    }

    @Test
    @DisplayName("B3: a repeat of what landed late gets its outcome and costs no second copy")
    void shouldNotStoreTwiceWhatLandedLate() {
        restart(IngestHarness.slow("sources.alertmanager.deadline", "200ms"));

        var late = post(ALERT);
        ingest.acknowledge();
        var repeat = post(ALERT);

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(repeat.statusCode()).isEqualTo(202);
        assertThat(ingest.written()).containsExactly("tocsin.received", "tocsin.signals");
        assertThat(json(repeat).path("id").asString()).isEqualTo(ingest.received().getFirst().getId());
        assertThat(ingest.count("tocsin.ingest.requests.repeated", "source", "alertmanager")).isOne();
    }

    @Test
    @DisplayName("B3: a repeat of what is under way waits for it")
    void shouldJoinRequestInProgress() throws Exception {
        restart(IngestHarness.slow("sources.alertmanager.deadline", "30s"));
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = senders.submit(() -> post(ALERT));
            await().atMost(LONG).until(() -> ingest.written().size() == 2);
            var repeat = senders.submit(() -> post(ALERT));
            await().atMost(LONG).until(() -> ingest.count("tocsin.ingest.requests.repeated") == 1);

            ingest.acknowledge();

            assertThat(first.get().statusCode()).isEqualTo(202);
            assertThat(json(repeat.get()).path("id")).isEqualTo(json(first.get()).path("id"));
            assertThat(ingest.written()).hasSize(2);
        }
    }

    /** An alert that fires again may have the bytes that it had before it was resolved. */
    @Test
    @DisplayName("B3: the same bytes after an answer in time are news, and stored")
    void shouldStoreTheSameBytesAgainOnceTheirSenderWasTold() {
        post(ALERT);
        post(ALERT.replace("firing", "resolved"));
        post(ALERT);

        assertThat(ingest.alerts()).extracting(alert -> alert.getStatus().name()).containsExactly("FIRING", "RESOLVED",
                "FIRING");
    }

    @Test
    @DisplayName("B3: a repeat of what failed is stored, not told the failure")
    void shouldStoreARepeatOfWhatFailed() {
        ingest.breakLog(new org.apache.kafka.common.errors.TimeoutException("away"));
        assertThat(post(ALERT).statusCode()).isEqualTo(503);
        ingest.mendLog();

        assertThat(post(ALERT).statusCode()).isEqualTo(202);
        assertThat(ingest.signals()).hasSize(1);
    }

    @Test
    @DisplayName("B3: bodies of two sources are never taken for one another")
    void shouldNotJoinAcrossSources() {
        restart(IngestHarness.slow("sources.alertmanager.deadline", "200ms", "sources.other.format", "alertmanager",
                "sources.other.deadline", "200ms"));
        post(ALERT);
        ingest.post("/v1/alertmanager/other", ALERT, JSON);

        assertThat(ingest.received()).extracting("source").containsExactly("alertmanager", "other");
    }

    @Property(tries = 100)
    void shouldCountTheElementsOfTheLargestList(@ForAll @Between(max = 40) int alerts,
            @ForAll @Between(max = 40) int others, @ForAll long seed) {
        var random = new Random(seed);
        var filler = "\"filler\":\"" + "x".repeat(40_000) + "\"";
        var body = "{" + filler + ",\"alerts\":" + list(alerts, random) + ",\"n\":{\"deep\":" + list(50, random)
                + "},\"others\":" + list(others, random) + "}";

        for (var most = 0; most <= 41; most++) {
            assertThat(AlertCount.exceeds(body.getBytes(), most)).as("%s of %s", most, body.length())
                    .isEqualTo(Math.max(alerts, others) > most);
        }
    }

    private static String list(int size, Random random) {
        var elements = new String[]{"{}", "1", "\"]\"", "{\"a\":[1,2,3]}", "[[],[]]", "null"};
        return IntStream.range(0, size).mapToObj(_ -> elements[random.nextInt(elements.length)])
                .collect(Collectors.joining(",", "[", "]"));
    }

    private HttpResponse<String> post(String body) {
        return ingest.post("/v1/alertmanager", body, JSON);
    }

    private static String alerts(int count) {
        return IntStream.range(0, count).mapToObj(i -> """
                {"status":"firing","labels":{"alertname":"DiskFull","instance":"node-%d.example.org:9100","job":"node",
                "severity":"critical","mountpoint":"/var/lib/data","device":"/dev/nvme0n1p2","cluster":"eu-1"},
                "annotations":{"summary":"disk of node %d is nearly full","description":"%s"},
                "startsAt":"2026-03-10T11:00:00Z","endsAt":"0001-01-01T00:00:00Z"}""".formatted(i, i, "x".repeat(200)))
                .collect(Collectors.joining(",", "{\"version\":\"4\",\"alerts\":[", "]}"));
    }

    private void restart(IngestHarness other) {
        ingest.close();
        ingest = other;
    }
}
