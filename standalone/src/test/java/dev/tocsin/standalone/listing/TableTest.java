package dev.tocsin.standalone.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists as text: what fits the terminal, and what never reaches it. */
class TableTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final JsonNode ONE = JsonMapper.shared().readTree(
            """
            {"id":"a1b2c3d4-k3j2h1g0f9e8","severity":"SEV1","severityRank":1,"state":"OPEN","service":"checkout","openedAt":"2026-11-21T02:48:00Z",
             "acknowledgedBy":"","alertsFiring":2,"alertsTotal":3,"flapping":true,"title":"Checkout fails for one in ten\\u001b[31m customers"}""");
    private static final JsonNode TWO = JsonMapper.shared().readTree("""
            {"id":"a1b2c3d4-aaaaaaaaaaaa","severity":"SEV3","severityRank":3,"state":"ACKNOWLEDGED","service":"支払い","openedAt":"2026-11-20T01:00:00Z",
             "acknowledgedBy":"ada","title":"slow"}""");
    private static final Listing.Found BOTH = Listing.Found.of(List.of(ONE, TWO), List.of());

    private static List<String> lines(OutputForm form, Screen screen) {
        return Listings.INCIDENTS.lines(BOTH, form, screen, NOW);
    }

    @Test
    void shouldNotCutWhatAProgramReads() {
        assertThat(lines(OutputForm.TABLE, Screen.PIPE)).containsExactly(
                "ID                     SEVERITY  STATE         SERVICE   AGE   ACKNOWLEDGED BY  TITLE",
                "a1b2c3d4-k3j2h1g0f9e8  SEV1      open          checkout  12m                    Checkout fails for one in ten [31m customers",
                "a1b2c3d4-aaaaaaaaaaaa  SEV3      acknowledged  支払い    1d2h  ada              slow");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 100, 120, 200})
    void shouldFitTheTerminal(int width) {
        assertThat(lines(OutputForm.TABLE, new Screen(width, false))).allSatisfy(line -> assertThat(DisplayWidth.of(
                line)).isLessThanOrEqualTo(width));
    }

    @Test
    void shouldShortenIdsBeforeItCutsTitles() {
        var lines = lines(OutputForm.TABLE, new Screen(100, false));

        assertThat(lines.get(1)).startsWith("k3j2h1g0f9e8  SEV1").endsWith("Checkout fails for one in te…");
    }

    @Test
    void shouldShowAllColumnsInWide() {
        var lines = lines(OutputForm.WIDE, new Screen(40, false));

        assertThat(lines.getFirst()).contains("TEAM", "ALERTS", "COMMANDER", "NOTES");
        assertThat(lines.get(1)).contains("2/3", "flapping", "customers");
    }

    @Test
    void shouldPrintOneJsonDocument() {
        assertThat(lines(OutputForm.JSON, Screen.PIPE)).singleElement().satisfies(line -> assertThat(JsonMapper.shared()
                .readTree(line).path(1)).isEqualTo(TWO));
    }

    @Test
    void shouldColourOnlyWhereThereAreColours() {
        assertThat(String.join("", lines(OutputForm.TABLE, new Screen(120, false)))).doesNotContain("\u001B");
        assertThat(lines(OutputForm.TABLE, new Screen(120, true)).get(1)).contains("\u001B[31mSEV1\u001B[0m");
    }

    @Test
    void shouldSayThatThereIsNone() {
        assertThat(Listings.OPEN_INCIDENTS.lines(Listing.Found.of(List.of(), List.of()), OutputForm.TABLE, Screen.PIPE,
                NOW)).containsExactly("no open incidents");
    }

    @Test
    void shouldSayWhatAnIncidentWaitsForNext() {
        var answer = JsonMapper.shared().readTree("""
                {"incident":{"snoozedUntil":null,"quietUntil":"2026-11-21T02:00:00Z"},"nextUpdateAt":"2026-11-21T03:20:00Z",
                 "clocks":[{"phase":"respond","state":"met","dueAt":"2026-11-21T02:50:00Z"},
                           {"phase":"resolve","state":"running","dueAt":"2026-11-21T05:00:00Z"}]}""");

        assertThat(NextDeadline.of(answer, NOW).map(next -> next.text(NOW))).contains("status update in 20m");
        assertThat(NextDeadline.of(answer, NOW.plusSeconds(1800)).map(next -> next.text(NOW.plusSeconds(1800))))
                .contains("status update overdue by 10m");
    }
}
