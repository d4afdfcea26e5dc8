package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;

import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Payloads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a body, the answer is done, or never again: no crash, no hang, nothing blamed on us. */
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

            var status = ingest.post(path, body, "Content-Type", "application/json").statusCode();

            assertThat(status).as("mutation %d of %s", i, name).isIn(202, 400, 422);
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        var mutated = new ByteArrayOutputStream();
        var at = random.nextInt(body.length);
        var length = Math.min(body.length - at, 1 + random.nextInt(40));
        mutated.write(body, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> {
            }
            case 1 -> mutated.writeBytes(SPLICES[random.nextInt(SPLICES.length)].getBytes());
            case 2 -> mutated.write(random.nextInt(256));
            case 3 -> mutated.write(body, 0, length);
            default -> {
                mutated.write(body[at] ^ (1 << random.nextInt(8)));
                length = 1;
            }
        }
        mutated.write(body, at + length, body.length - at - length);
        return mutated.toByteArray();
    }
}
