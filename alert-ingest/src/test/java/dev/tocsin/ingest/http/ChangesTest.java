package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Change;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was changed, as a build pipeline tells it (B16, D7). */
class ChangesTest {

    private static final String[] JSON = {"Content-Type", "application/json"};
    private static final String DEPLOYMENT = """
            {"id":"build-17","kind":"deployment","service":"checkout","summary":"checkout 4.2.0","author":"ada",
             "changedAt":"2026-03-10T11:48:00Z","labels":{"environment":"production","job":"shop"},
             "links":[{"title":"build","href":"https://ci.example.org/17"},{"title":"x","href":"javascript:alert(1)"}]}""";

    private IngestHarness ingest = IngestHarness.with();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldKeepTheRawRequestAndWriteASignalUnderTheKeyOfTheService() {
        var response = ingest.post("/v1/changes", DEPLOYMENT, JSON);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.written()).containsExactly("tocsin.received", "tocsin.signals");
        assertThat(ingest.keys(Topics.SIGNALS)).containsExactly("shop");
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.getKind()).isEqualTo("deployment");
            assertThat(change.getSummary()).isEqualTo("checkout 4.2.0");
            assertThat(change.getAuthor()).isEqualTo("ada");
            assertThat(change.getSource()).isEqualTo("changes");
            assertThat(change.getChangedAt()).isEqualTo(Instant.parse("2026-03-10T11:48:00Z"));
            assertThat(change.getLabels()).containsEntry("service", "checkout").containsEntry("environment",
                    "production");
            assertThat(change.getLinks()).singleElement().satisfies(link -> assertThat(link.getHref()).isEqualTo(
                    "https://ci.example.org/17"));
        });
    }

    @Test
    void shouldGiveTheSameChangeTheSameId() {
        ingest.post("/v1/changes", DEPLOYMENT, JSON);
        ingest.post("/v1/changes", DEPLOYMENT.replace("4.2.0", "4.2.0 again"), JSON);

        assertThat(changes()).extracting(Change::getId).hasSize(2).containsOnly(changes().getFirst().getId());
    }

    @Test
    void shouldTakeTwoChangesOfTheSameWordsWithoutIdAndTimeForTwo() {
        ingest.post("/v1/changes", "{\"service\":\"checkout\",\"summary\":\"flag on\"}", JSON);
        ingest.post("/v1/changes", "{\"service\":\"checkout\",\"summary\":\"flag on\"}", JSON);

        assertThat(changes()).extracting(Change::getId).doesNotHaveDuplicates().hasSize(2);
        assertThat(changes()).extracting(Change::getKind).containsOnly("deployment");
        assertThat(changes()).extracting(Change::getChangedAt).containsOnly(ingest.clock.instant());
    }

    @Test
    void shouldTakeTheGoodOnesAndSetTheBodyAsideForTheRest() {
        var response = ingest.post("/v1/changes", "{\"changes\":[" + DEPLOYMENT + ",{\"service\":\"search\"}]}", JSON);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(changes()).hasSize(1);
        assertThat(ingest.quarantined()).singleElement().satisfies(aside -> assertThat(aside.getReason()).isEqualTo(
                "missing-field"));
        assertThat(json(response).path("quarantineId").asString()).isEqualTo(ingest.quarantined().getFirst().getId());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no summary           | {"service":"checkout"}            | 422 | Set summary
            no service           | {"summary":"checkout 4.2.0"}      | 422 | Name the changed service
            not an object        | ["checkout"]                      | 422 | Send a change as an object
            nothing in the list  | {"changes":[]}                    | 422 | Send 1 to 500 changes
            not JSON             | service=checkout                  | 400 | Send one JSON object""")
    void shouldExplainTheCorrectionAndQuarantine(String what, String body, int status, String detail) {
        var response = ingest.post("/v1/changes", body, JSON);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("detail").asString()).contains(detail);
        assertThat(ingest.quarantined()).hasSize(1);
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldTakeAWrongTokenForForged() {
        close();
        ingest = IngestHarness.with("sources.changes.token", "right");

        assertThat(ingest.post("/v1/changes", DEPLOYMENT, JSON).statusCode()).isEqualTo(401);
        assertThat(ingest.post("/v1/changes", DEPLOYMENT, "Content-Type", "application/json", "Authorization",
                "Bearer right").statusCode()).isEqualTo(202);
        assertThat(ingest.signals()).hasSize(1);
    }

    private List<Change> changes() {
        return ingest.signals().stream().map(signal -> (Change) signal.getBody()).toList();
    }
}
