package dev.tocsin.standalone.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person may type for an incident. */
class IncidentReferenceTest {

    private static final String FIRST = "a1b2c3d4-k3j2h1g0f9e8";
    private static final String SECOND = "a1b2c3d4-k3aaaaaaaaaa";

    private static List<JsonNode> incidents(String... ids) {
        return Stream.of(ids).map(id -> JsonMapper.shared().readTree("{\"id\":\"" + id
                + "\",\"severity\":\"SEV2\",\"state\":\"OPEN\",\"service\":\"checkout\",\"openedAt\":\"2026-11-21T02:00:00Z\",\"title\":\"slow\"}"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k3j2", "a1b2c3d4-k3j", FIRST})
    void shouldTakeTheBeginningOfAnId(String typed) {
        assertThat(IncidentReference.of(typed, List.of(), incidents(FIRST, SECOND))).isEqualTo(
                new IncidentReference.One(FIRST));
    }

    @Test
    void shouldTakeTheOneOpenIncidentOfAService() {
        assertThat(IncidentReference.of("checkout", incidents(FIRST), incidents(FIRST, SECOND))).isEqualTo(
                new IncidentReference.One(FIRST));
    }

    @Test
    void shouldSayWhatToTypeWhereThereAreSeveral() {
        var outcome = IncidentReference.of("checkout", incidents(FIRST, SECOND), List.of());

        assertThat(outcome).isInstanceOfSatisfying(IncidentReference.Several.class, several -> assertThat(several
                .lines("tocsin incident ack", Instant.parse("2026-11-21T02:05:00Z"))).containsExactly(
                        "'checkout' can be 2 incidents; name one of them:",
                        "  tocsin incident ack k3j2h1g0f9e8   SEV2 open, 5m, checkout: slow",
                        "  tocsin incident ack k3aaaaaaaaaa   SEV2 open, 5m, checkout: slow"));
    }

    @Test
    void shouldNotGuessByWordsInATitle() {
        assertThat(IncidentReference.of("slow", List.of(), incidents(FIRST))).isInstanceOf(
                IncidentReference.None.class);
    }
}
