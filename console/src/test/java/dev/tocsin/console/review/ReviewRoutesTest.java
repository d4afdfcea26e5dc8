package dev.tocsin.console.review;

import static dev.tocsin.console.ConsoleFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.console.ConsoleFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReviewRoutesTest {

    private static final String PATH = "/api/incidents/" + PlayedIncident.ID + "/review";

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldAnswerInTheFormThatIsAskedFor() {
        PlayedIncident.to(console.projection, "SEV1", false);

        var plain = console.get(PATH);
        var markdown = console.send(console.to(PATH).header("Accept", "text/markdown"));
        var html = console.send(console.to(PATH).header("Accept", "text/html,application/xhtml+xml"));

        assertThat(json(plain).path("parts").path(0).path("heading").asString()).isEqualTo("Summary");
        assertThat(json(plain).path("parts").path(0).path("contents").path(0).path("type").asString()).isEqualTo(
                "Fact");
        assertThat(markdown.headers().firstValue("Content-Type")).hasValue("text/markdown; charset=utf-8");
        assertThat(markdown.body()).startsWith("# Incident review");
        assertThat(html.body()).startsWith("<!doctype html>");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'",
                "style-src 'sha256-");
    }

    @Test
    void shouldAnswerByTheEndingOfALink() {
        PlayedIncident.to(console.projection, "SEV1", false);

        assertThat(console.get(PATH + ".md").body()).startsWith("# Incident review");
        assertThat(console.get(PATH + ".html").body()).startsWith("<!doctype html>");
        assertThat(json(console.get(PATH + ".json")).path("incident").asString()).isEqualTo(PlayedIncident.ID);
    }

    /** The document is a view: what is written to the log later is in it. */
    @Test
    void shouldShowWhatCameAfterTheResolve() {
        PlayedIncident.to(console.projection, "SEV1", false);
        assertThat(console.get(PATH + ".md").body()).doesNotContain("note of the day after");

        console.projection.apply(dev.tocsin.console.Records.aFact(PlayedIncident.ID, "late",
                dev.tocsin.event.FactKind.NOTE_ADDED).setSummary("note of the day after").build());

        assertThat(console.get(PATH + ".md").body()).contains("note of the day after");
    }

    @Test
    void shouldNotShowAConfidentialIncidentToThoseWhoAreNotCleared() {
        PlayedIncident.to(console.projection, "SEV1", true);

        assertThat(console.get(PATH).statusCode()).isEqualTo(403);
        assertThat(console.get(PATH + ".html").body()).doesNotContain("Memory leak");
    }

    @Test
    void shouldNotKnowAnUnknownIncident() {
        assertThat(console.get("/api/incidents/nothing/review.md").statusCode()).isEqualTo(404);
    }
}
