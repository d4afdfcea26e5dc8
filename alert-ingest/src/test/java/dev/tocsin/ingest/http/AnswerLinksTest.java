package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.Pages.INCIDENT;
import static dev.tocsin.ingest.Pages.commands;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody opens the signed link of a page. */
class AnswerLinksTest {

    private final IngestHarness ingest = Pages.ingest();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    @DisplayName("a mail scanner opens every link, and nothing happens")
    void shouldDoNothingUntilTheButtonIsPressed() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.OPEN, "", now()));

        var page = ingest.get("/a/" + link());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        assertThat(page.body()).contains("<html lang=\"en\">", "<form method=\"post\">", ">Acknowledge</button>",
                "Error rate &lt;above&gt; 5 %", INCIDENT).doesNotContain("<script", "http://", "https://");
        assertThat(ingest.send("HEAD", "/a/" + link(), BodyPublishers.noBody()).statusCode()).isEqualTo(200);
        assertThat(ingest.written()).isEmpty();
    }

    @Test
    void shouldAcknowledgeForThePersonThatTheLinkWasMadeFor() {
        var page = press(link());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Acknowledged.");
        assertThat(commands(ingest)).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.ACKNOWLEDGE);
            assertThat(command.getIncidentId()).isEqualTo(INCIDENT);
            assertThat(command.getActor()).isEqualTo("ada");
            assertThat(command.getVia()).isEqualTo("link");
        });
    }

    @Test
    void shouldBeOneCommandHoweverOftenItIsPressed() {
        press(link());
        press(link());

        assertThat(commands(ingest)).extracting(command -> command.getId()).hasSize(2).containsOnly(commands(ingest)
                .getFirst().getId());
    }

    @Test
    void shouldSayThatALinkHasExpired() {
        var old = Pages.token(AnswerWay.LINK, AnswerAction.ACKNOWLEDGE, now().minusSeconds(3_600));

        assertThat(press(old).statusCode()).isEqualTo(410);
        assertThat(ingest.get("/a/" + old).body()).contains("expired");
        assertThat(ingest.written()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "..", ""})
    void shouldKnowNoOtherLinks(String token) {
        assertThat(press(token).statusCode()).isEqualTo(404);
        assertThat(ingest.get("/a/" + token).statusCode()).isEqualTo(404);
        assertThat(ingest.written()).isEmpty();
    }

    @Test
    void shouldNotTakeATokenOfAnotherWay() {
        assertThat(press(Pages.token(AnswerWay.SLACK, AnswerAction.ACKNOWLEDGE, now())).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayThatTheIncidentIsOver() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.RESOLVED, "ben", now()));

        var page = press(link());

        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("already resolved by ben");
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldStoreNeitherTheTokenNorABody() {
        press(link());

        assertThat(ingest.received()).singleElement().satisfies(request -> {
            assertThat(request.getPath()).isEqualTo("/a/");
            assertThat(UTF_8.decode(request.getBody()).toString()).isEmpty();
            assertThat(request.toString()).doesNotContain(link());
        });
    }

    @Test
    void shouldSayThatItCouldNotBeStored() {
        ingest.breakLog(new RuntimeException("away"));

        assertThat(press(link()).statusCode()).isEqualTo(503);
    }

    @Test
    void shouldKnowNoLinksWithoutASecret() {
        try (var bare = IngestHarness.with()) {
            assertThat(bare.get("/a/" + link()).statusCode()).isEqualTo(404);
            assertThat(bare.post("/v1/link", "").statusCode()).isEqualTo(403);
        }
    }

    private Instant now() {
        return ingest.clock.instant();
    }

    private String link() {
        return Pages.token(AnswerWay.LINK, AnswerAction.ACKNOWLEDGE, now());
    }

    private HttpResponse<String> press(String token) {
        return ingest.post("/a/" + token, "", "Content-Type", "application/x-www-form-urlencoded");
    }
}
