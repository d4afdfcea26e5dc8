package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.Pages.commands;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.tocsin.event.CommandKind;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody acknowledges an emergency in Pushover. */
class PushoverAnswersTest {

    private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

    private final IngestHarness ingest = Pages.ingest();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldAcknowledgeForThePersonWithTheKey() {
        assertThat(call(mark(), 1, USER)).isEqualTo(200);
        assertThat(commands(ingest)).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.ACKNOWLEDGE);
            assertThat(command.getActor()).isEqualTo("ada");
            assertThat(command.getVia()).isEqualTo("pushover");
        });
        assertThat(ingest.received().toString()).doesNotContain(USER, mark());
    }

    @Test
    void shouldNameTheReceiverOfThePageWhereTheKeyIsUnknown() {
        call(mark(), 1, "gznej3rKEVAvPUxu9vvNnqpmZpokzF");

        assertThat(commands(ingest)).extracting(command -> command.getActor()).containsExactly("ada");
    }

    @Test
    void shouldBeOneCommandHoweverOftenItIsCalled() {
        call(mark(), 1, USER);
        call(mark(), 1, USER);

        assertThat(commands(ingest)).extracting(command -> command.getId()).hasSize(2).containsOnly(commands(ingest)
                .getFirst().getId());
    }

    @Test
    void shouldBelieveOnlyAnAddressThatWeSigned() {
        assertThat(call("x" + mark().substring(1), 1, USER)).isEqualTo(403);
        assertThat(ingest.post("/v1/pushover", "acknowledged=1").statusCode()).isEqualTo(403);
        ingest.clock.advance(Duration.ofHours(2));
        assertThat(call(Pages.mark("push", USER, ingest.clock.instant().minusSeconds(3_601)), 1, USER)).isEqualTo(403);
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldDoNothingUntilSomebodyAcknowledged() {
        assertThat(call(mark(), 0, "")).isEqualTo(200);
        assertThat(commands(ingest)).isEmpty();
    }

    private String mark() {
        return Pages.mark("push", USER, ingest.clock.instant());
    }

    private int call(String mark, int acknowledged, String user) {
        return ingest.post("/v1/pushover?page=" + mark, "receipt=rLqVuqTRh62UzxtmqiaLzQmVcPgiCy&acknowledged="
                + acknowledged + "&acknowledged_at=1773144000&acknowledged_by=" + user, "Content-Type",
                "application/x-www-form-urlencoded").statusCode();
    }
}
