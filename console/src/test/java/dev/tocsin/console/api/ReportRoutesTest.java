package dev.tocsin.console.api;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.report.ReportTable;
import dev.tocsin.event.FactKind;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures over a period, as the API answers them. */
class ReportRoutesTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldAnswerTheFiguresOfTheLastThirtyDays() {
        opened("i1", NOW.minus(Duration.ofDays(3)));
        opened("old", NOW.minus(Duration.ofDays(31)));

        var answer = json(console.get("/api/reports"));

        assertThat(answer.get("from").stringValue()).isEqualTo("2026-10-22T03:00:00Z");
        assertThat(answer.get("to").stringValue()).isEqualTo("2026-11-21T03:00:00Z");
        assertThat(answer.get("totals").get("opened").intValue()).isEqualTo(1);
        assertThat(answer.get("complete").booleanValue()).isTrue();
        assertThat(answer.get("times").get(0).get("acknowledge").get("times").get("medianSeconds").longValue())
                .isEqualTo(90);
        assertThat(answer.get("incidents").get(0).get("title").stringValue()).isEqualTo(
                "Checkout fails for one in ten");
    }

    @Test
    void shouldTakeDatesInTheZoneOfThePolicyAndFilters() {
        opened("i1", Instant.parse("2026-11-10T00:00:00Z"));
        opened("i2", Instant.parse("2026-11-11T00:00:00Z"));

        assertThat(json(console.get("/api/reports?from=2026-11-10&to=2026-11-11")).get("totals").get("opened")
                .intValue()).isEqualTo(1);
        assertThat(json(console.get("/api/reports?team=nobody")).get("totals").get("opened").intValue()).isZero();
        assertThat(json(console.get("/api/reports?team=payments&severity=sev2,sev3&service=checkout")).get("totals")
                .get(
                        "opened").intValue()).isEqualTo(2);
    }

    @Test
    void shouldAnswerEachTableAsCsv() {
        opened("i1", NOW.minus(Duration.ofDays(3)));

        var times = console.get("/api/reports/times.csv");
        var rounds = console.get("/api/reports/rounds.csv?from=2026-11-01");

        assertThat(times.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(times.headers().firstValue("Content-Disposition")).contains(
                "attachment; filename=\"tocsin-times.csv\"");
        assertThat(times.body()).startsWith("by,name,responses,acknowledge.times.count,").contains(
                "all,,1,1,90,90,0,0,i1");
        assertThat(rounds.body().lines()).hasSize(2).last().asString().startsWith(
                "i1,1,opened,Checkout fails for one in ten,SEV2,checkout,payments,errors-high,errors,");
    }

    @Test
    void shouldDescribeEachTableAsItIsAnswered() {
        opened("i1", NOW.minus(Duration.ofDays(3)));
        var paths = json(console.get("/api/openapi.json")).get("paths");

        for (var table : ReportTable.values()) {
            var operation = paths.get(table.path()).get("get");
            var answer = console.get(table.path());

            var described = operation.get("responses").get("200");
            assertThat(described.get("content").propertyNames()).containsExactly(answer.headers().firstValue(
                    "Content-Type").orElseThrow().replaceFirst(";.*", ""));
            assertThat(described.at("/content/text~1csv/schema/description").stringValue()).endsWith(": " + answer
                    .body()
                    .lines().findFirst().orElseThrow());
            assertThat(answer.headers().firstValue("Content-Disposition")).contains(described.at(
                    "/headers/Content-Disposition/schema/const").stringValue());
            assertThat(operation.get("parameters").valueStream().map(each -> each.get("name").stringValue()))
                    .containsExactly("from", "to", "team", "service", "severity");
        }
    }

    @ParameterizedTest
    @CsvSource({"from=yesterday,from must be a date", "from=2026-11-02&to=2026-11-01,from must be before to",
            "from=2020-01-01,a report covers at most 400 days"})
    void shouldSayWhatIsWrongWithThePeriod(String query, String words) {
        var answer = console.get("/api/reports?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").stringValue()).contains(words);
    }

    @Test
    void shouldSayThatFiguresAreIncomplete() {
        console.log.completeSince = Optional.of(NOW.minus(Duration.ofDays(2)));

        var answer = json(console.get("/api/reports"));

        assertThat(answer.get("complete").booleanValue()).isFalse();
        assertThat(answer.get("completeSince").stringValue()).isEqualTo("2026-11-19T03:00:00Z");
        assertThat(answer.get("notes").get(0).stringValue()).contains("only since 2026-11-19T03:00:00Z");
    }

    @Test
    void shouldCountIncidentsThatStayedOpenWithoutAnyFactInThePeriod() {
        console.projection.apply(anIncident("i9").setOpenedAt(NOW.minus(Duration.ofDays(40))).setRoundStartedAt(NOW
                .minus(
                        Duration.ofDays(40))).build());

        var answer = json(console.get("/api/reports"));

        assertThat(answer.get("totals").get("carriedInIncidents").get(0).stringValue()).isEqualTo("i9");
        assertThat(answer.get("incidents").get(0).get("open").booleanValue()).isTrue();
    }

    private void opened(String id, Instant at) {
        console.log.add(Topics.TIMELINE, aFact(id, "opened", FactKind.OPENED).setAt(at).setDetails(Map.of("severity",
                "SEV2", "alert", "prometheus:HighErrorRate")).build());
        console.log.add(Topics.TIMELINE, aFact(id, "acknowledged", FactKind.ACKNOWLEDGED).setAt(at.plusSeconds(90))
                .setActor("ada").setDetails(Map.of("command", "c1")).build());
        console.log.add(Topics.INCIDENTS, anIncident(id).setOpenedAt(at).build());
    }
}
