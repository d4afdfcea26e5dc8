package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {

    private static final int MEBI = 1024 * 1024;
    private static final String ALERT = """
            {"alerts":[{"status":"firing","labels":{"alertname":"A"}}]}""";
    private static IngestHarness ingest;

    @BeforeAll
    static void start() {
        ingest = IngestHarness.with("sources.sentry.unsigned", "true", "sources.cloudwatch.require-signature", "false");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    static Stream<Arguments> bad() throws IOException {
        return Stream.of(bad("nothing at all", 400, "not-json", ""), bad("blanks only", 400, "not-json", " \n "),
                bad("not JSON", 400, "not-json", "hello"), bad("half of a body", 400, "not-json", ALERT.substring(0,
                        30)),
                bad("two bodies", 400, "not-json", ALERT + ALERT), bad("a comment", 400, "not-json", "/* */" + ALERT),
                bad("single quotes", 400, "not-json", ALERT.replace('"', '\'')),
                bad("quoted twice", 400, "not-json", "\"{\\\"alerts\\\":[]}\""),
                bad("a number", 422, "unknown-shape", "42"), bad("null", 422, "unknown-shape", "null"),
                bad("another JSON", 422, "unknown-shape", "{\"hello\":\"world\"}"),
                bad("nested 100,000 deep", 422, "too-deep", "{\"a\":".repeat(100_000)),
                bad("a million alerts", 413, "too-large", "{\"alerts\":[" + "1,".repeat(1_000_000) + "1]}"),
                bytes("11 MiB", 413, "too-large", filled(11 * MEBI)),
                bytes("10 MiB and a byte", 413, "too-large", filled(10 * MEBI + 1)),
                argumentSet("form", 415, "media-type", "application/x-www-form-urlencoded", "", ALERT.getBytes(UTF_8)),
                argumentSet("text", 415, "media-type", "text/plain", "", ALERT.getBytes(UTF_8)),
                argumentSet("not gzip", 400, "bad-encoding", "application/json", "gzip", ALERT.getBytes(UTF_8)),
                argumentSet("half of a gzip", 400, "bad-encoding", "application/json", "gzip",
                        Arrays.copyOf(gzip(ALERT.getBytes(UTF_8)), 30)),
                argumentSet("gzip bomb", 413, "compression-ratio", "application/json", "gzip",
                        gzip(new byte[100 * MEBI])),
                argumentSet("brotli", 415, "content-encoding", "application/json", "br", new byte[]{1, 2, 3}));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("bad")
    void shouldSayWhatToChangeAndKeepTheBytes(int status, String type, String contentType, String encoding,
            byte[] body) {
        var response = encoding.isEmpty()
                ? ingest.post("/v1/alertmanager", body, "Content-Type", contentType)
                : ingest.post("/v1/alertmanager", body, "Content-Type", contentType, "Content-Encoding", encoding);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = json(response);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank().doesNotContain("Exception", "tools.jackson",
                "\tat ");
        assertThat(ingest.quarantined()).last().satisfies(kept -> {
            assertThat(kept.getId()).isEqualTo(problem.path("quarantineId").asString());
            assertThat(kept.getReason()).isEqualTo(type);
            if (!kept.getBodyTruncated()) {
                assertThat(kept.getBody().array()).isEqualTo(body);
            } else {
                assertThat(kept.getBody().remaining()).isLessThanOrEqualTo(10 * MEBI);
            }
        });
        assertThat(ingest.alerts()).isEmpty();
    }

    @Test
    void shouldTakeGoodGzip() throws IOException {
        try (var own = IngestHarness.with()) {
            var response = own.post("/v1/alertmanager", gzip(ALERT.getBytes(UTF_8)), "Content-Type", "application/json",
                    "Content-Encoding", "gzip");

            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(own.received().getFirst().getBody().array()).isEqualTo(ALERT.getBytes(UTF_8));
        }
    }

    @Test
    void shouldTakeALargeGroupWhole() {
        try (var own = IngestHarness.with()) {
            var alerts = IntStream.range(0, 5000).mapToObj(i -> """
                    {"status":"firing","labels":{"alertname":"A","instance":"i%d"},"annotations":{"summary":"%s"},
                    "startsAt":"2026-03-10T11:00:00Z","endsAt":"0001-01-01T00:00:00Z"}""".formatted(i, "x".repeat(
                    1000)))
                    .collect(Collectors.joining(","));

            var response = own.post("/v1/alertmanager", "{\"alerts\":[" + alerts + "]}", "Content-Type",
                    "application/json");

            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(own.alerts()).hasSize(5000);
        }
    }

    private static Arguments bad(String name, int status, String type, String body) {
        return bytes(name, status, type, body.getBytes(UTF_8));
    }

    private static Arguments bytes(String name, int status, String type, byte[] body) {
        return argumentSet(name, status, type, "application/json", "", body);
    }

    private static byte[] filled(int size) {
        var body = new byte[size];
        Arrays.fill(body, (byte) ' ');
        return body;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        }
        return zipped.toByteArray();
    }
}
