package dev.tocsin.console.idempotency;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.access.SetClock;
import dev.tocsin.console.idempotency.IdempotencyBook.Answer;
import dev.tocsin.console.idempotency.IdempotencyBook.Verdict;
import dev.tocsin.event.Command;
import dev.tocsin.runtime.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent again with their {@code Idempotency-Key}. */
class IdempotencyTest {

    private static final String ACKNOWLEDGE = "/api/incidents/i1/acknowledge";
    private static final String SILENCE = "{\"condition\":\"a=\\\"b\\\"\",\"for\":\"1h\",\"reason\":\"test\"}";

    private final SetClock clock = new SetClock(NOW);
    private final ConsoleFixture console = new ConsoleFixture(Settings.of(Map.of()), clock);

    @BeforeEach
    void anOpenIncident() {
        console.projection.apply(anIncident("i1").build());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldCarryOutOnceAndAnswerTheSame() {
        var first = post(ACKNOWLEDGE, "k1", "{\"actor\":\"ada\"}");
        var again = post(ACKNOWLEDGE, "k1", "{\"actor\":\"ada\"}");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(console.written).hasSize(1);
    }

    @Test
    void shouldRefuseAKeyThatBelongsToAnotherRequest() {
        post(ACKNOWLEDGE, "k1", "{\"actor\":\"ada\"}");

        var otherBody = post(ACKNOWLEDGE, "k1", "{\"actor\":\"ben\"}");
        var otherRoute = post("/api/incidents/i1/mitigate", "k1", "{\"actor\":\"ada\"}");

        assertThat(otherBody.statusCode()).isEqualTo(422);
        assertThat(json(otherBody).get("type").stringValue()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(otherRoute.statusCode()).isEqualTo(422);
        assertThat(console.written).hasSize(1);
    }

    @Test
    void shouldSayThatTheSameRequestIsUnderWay() throws Exception {
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        console.correlator = command -> {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        };
        var first = CompletableFuture.supplyAsync(() -> post(ACKNOWLEDGE, "k1", "{}"));
        reached.await();

        var meanwhile = post(ACKNOWLEDGE, "k1", "{}");
        goOn.countDown();

        assertThat(meanwhile.statusCode()).isEqualTo(409);
        assertThat(json(meanwhile).get("type").stringValue()).isEqualTo("/problems/idempotency-in-flight");
        assertThat(meanwhile.headers().firstValue("Retry-After")).isPresent();
        assertThat(first.get().statusCode()).isEqualTo(202);
        assertThat(console.written).hasSize(1);
    }

    @Test
    void shouldTryAgainWhatWasNotCarriedOut() {
        assertThat(post("/api/incidents/nope/acknowledge", "k1", "{}").statusCode()).isEqualTo(404);
        console.projection.apply(anIncident("nope").build());

        assertThat(post("/api/incidents/nope/acknowledge", "k1", "{}").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldForgetAfterADay() {
        post(ACKNOWLEDGE, "k1", "{}");
        clock.pass(Duration.ofHours(24));

        assertThat(post(ACKNOWLEDGE, "k1", "{\"actor\":\"ben\"}").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldKnowFromTheLogWhatWasDoneBeforeARestart() {
        var first = post("/api/silences", "k1", SILENCE);
        try (var restarted = new ConsoleFixture(Settings.of(Map.of()), clock)) {
            console.audited.forEach(restarted::readAudit);

            var again = restarted.send(restarted.to("/api/silences").header("Idempotency-Key", "k1").header(
                    "Content-Type", "application/json").POST(BodyPublishers.ofString(SILENCE)));
            var other = restarted.send(restarted.to("/api/silences").header("Idempotency-Key", "k1").header(
                    "Content-Type", "application/json").POST(BodyPublishers.ofString(SILENCE.replace("1h", "2h"))));

            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(json(again).get("status").stringValue()).isEqualTo("already-carried-out");
            assertThat(json(again).get("id")).isEqualTo(json(first).get("silence").get("id"));
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(restarted.silenced).isEmpty();
        }
    }

    /** What the audit lost, the ID of what was written still shows. */
    @Test
    void shouldGiveARepeatedCommandTheSameIdEvenWithoutTheAudit() {
        post(ACKNOWLEDGE, "k1", "{}");
        try (var restarted = new ConsoleFixture(Settings.of(Map.of()), clock)) {
            restarted.projection.apply(anIncident("i1").build());
            restarted.send(restarted.to(ACKNOWLEDGE).header("Idempotency-Key", "k1").header("Content-Type",
                    "application/json").POST(BodyPublishers.ofString("{}")));

            assertThat(id(restarted)).isEqualTo(id(console));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b"})
    void shouldRefuseAKeyOfAnotherForm(String key) {
        assertThat(post(ACKNOWLEDGE, key, "{}").statusCode()).isEqualTo(400);
        assertThat(console.written).isEmpty();
    }

    @Test
    void shouldHoldABoundedNumber() {
        var book = new IdempotencyBook(clock);
        for (var key = 0; key <= IdempotencyBook.MOST; key++) {
            book.begin("k" + key, "f");
            book.finish("k" + key, new Answer(200, "", ""));
            clock.pass(Duration.ofMillis(1));
        }

        assertThat(book.begin("k1", "f")).isInstanceOf(Verdict.Answered.class);
        assertThat(book.begin("k0", "f")).as("the oldest is forgotten").isInstanceOf(Verdict.First.class);
    }

    private static String id(ConsoleFixture at) {
        return ((Command) at.written.getFirst().getBody()).getId();
    }

    private HttpResponse<String> post(String path, String key, String body) {
        return console.send(console.to(path).header("Idempotency-Key", key).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
