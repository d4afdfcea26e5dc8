package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;

import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Payloads;
import dev.tocsin.schemas.alert.OwnAlerts;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A5: whatever is done to a body, the answer is done, or never again: no crash, no hang, nothing blamed on us. And nothing is
 * silent that was not silent by the sender's own words: there are alerts, or the bytes are in quarantine and a person is told.
 */
@Tag("long")
class MutationTest {

    private static final int MUTATIONS = 40;
    private static final String[] SPLICES = {"null", "[]", "{}", "-1", "1e400", "\"\"", "true", "\"\\ud800\"",
            "\"\\u0000\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", ",", "}", "]", "\\", "\u0000"};
    private static IngestHarness ingest;

    @BeforeAll
    static void start() {
        ingest = IngestHarness.with("sources.sentry.unsigned", "true", "sources.cloudwatch.require-signature", "false");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tocsin.ingest.Payloads#all")
    void shouldAnswerEveryMutationWithDoneOrNeverAgain(String name) {
        var random = new Random(name.hashCode());
        var path = "/v1/" + name.substring(0, name.indexOf('/'));

        for (var i = 0; i < MUTATIONS; i++) {
            var body = mutated(Payloads.bytes(name), random);

            ingest.clock.advance(Duration.ofMinutes(2));
            var before = Seen.of(ingest);

            var response = ingest.post(path, body, "Content-Type", "application/json");

            var after = Seen.of(ingest);
            assertThat(response.statusCode()).as("mutation %d of %s", i, name).isIn(202, 400, 422);
            assertThat(response.body()).doesNotContain("reader-failed");
            if (response.statusCode() == 202) {
                assertThat(after.received()).isEqualTo(before.received() + 1);
                assertThat(after.alerts() > before.alerts() || json(response).has("reason")).as("mutation %d of %s: %s",
                        i, name, response.body()).isTrue();
            } else {
                assertThat(after.quarantined()).isEqualTo(before.quarantined() + 1);
                assertThat(after.ownAlerts()).isEqualTo(before.ownAlerts() + 1);
            }
        }
    }

    private record Seen(long received, long quarantined, long alerts, long ownAlerts) {
        static Seen of(IngestHarness ingest) {
            return new Seen(ingest.written().stream().filter(Topics.RECEIVED.name()::equals).count(), ingest.written()
                    .stream().filter(Topics.QUARANTINE.name()::equals).count(),
                    ingest.keys(Topics.SIGNALS).stream().filter(key -> !key.equals(OwnAlerts.SERVICE)).count(),
                    ingest.keys(Topics.SIGNALS).stream().filter(OwnAlerts.SERVICE::equals).count());
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        var mutated = new ByteArrayOutputStream();
        var at = random.nextInt(body.length);
        var length = Math.min(body.length - at, 1 + random.nextInt(40));
        mutated.write(body, 0, at);
        switch (random.nextInt(6)) {
            case 0 -> {
            }
            case 1 -> mutated.writeBytes(SPLICES[random.nextInt(SPLICES.length)].getBytes());
            case 2 -> mutated.write(random.nextInt(256));
            case 3 -> mutated.write(body, 0, length);
            case 4 -> length = body.length - at;
            default -> {
                mutated.write(body[at] ^ (1 << random.nextInt(8)));
                length = 1;
            }
        }
        mutated.write(body, at + length, body.length - at - length);
        return mutated.toByteArray();
    }
}
