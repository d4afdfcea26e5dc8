package dev.tocsin.correlator.incident.member;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two alerts have to say in common. */
class MessagePatternTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"42", "93%", "db-1", "10.0.3.7:5432", "fe80::1", "6f9619ff-8b86-d011-b42d-00c04fc964ff",
            "deadbeefcafe", "web.example.org", "on-call@example.org", "https://example.org/x", "/var/lib/postgres",
            "2026-11-20T12:00:00Z", "v1.2.3"})
    void shouldIgnoreTheVaryingPartsOfAMessage(String differs) {
        assertThat(words("Disk full: " + differs + " again")).containsExactly("again", "disk", "diskfull", "full");
    }

    @Test
    void shouldReadAtMostSixtyFourWords() {
        var many = new StringBuilder();
        for (var one = 'a'; one <= 'z'; one++) {
            for (var other = 'a'; other <= 'e'; other++) {
                many.append(one).append(other).append(' ');
            }
        }

        assertThat(words(many.toString())).hasSize(64).isSorted();
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @MethodSource("pairs")
    void shouldMeasureTheOverlapOfWords(List<String> some, List<String> others, double overlap) {
        assertThat(MessagePattern.overlap(some, others)).isEqualTo(overlap);
        assertThat(MessagePattern.overlap(others, some)).isEqualTo(overlap);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Arguments.of(List.of("disk", "full"), List.of("disk", "full"), 1.0),
                Arguments.of(List.of("disk", "full"), List.of("disk", "slow", "very"), 0.25),
                Arguments.of(List.of("disk"), List.of("mail"), 0.0), Arguments.of(List.of(), List.of("mail"), 0.0),
                Arguments.of(List.of(), List.of(), 0.0));
    }

    private static List<String> words(String summary) {
        return MessagePattern.of(anAlert("db-1").says(summary).since(NOON).firing());
    }
}
