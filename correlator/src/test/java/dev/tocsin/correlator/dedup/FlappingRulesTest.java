package dev.tocsin.correlator.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.state.AlertState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an alert begins to flap and ceases to; transitions are minutes after noon. */
class FlappingRulesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AlertHandling.Flapping RULE = new AlertHandling.Flapping(4, Duration.ofMinutes(30), 1,
            Duration.ofMinutes(15));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"first transition | '' | 0 | false", "third | 0 1 | 2 | false",
            "fourth inside the window | 0 1 2 | 29 | true", "fourth when the first has left | 0 1 2 | 30 | false",
            "many | 0 1 2 3 4 5 | 6 | true"})
    void shouldBegin(String name, String before, int now, boolean begins) {
        var counted = Flapping.counted(row(before), RULE, at(now));

        assertThat(Flapping.begins(counted, RULE)).isEqualTo(begins);
        assertThat(counted.getTransitions()).hasSizeLessThanOrEqualTo(RULE.transitions()).endsWith(at(now));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"it was quiet before few are left | 20 21 22 23 | 38",
            "few are left before it was quiet | 0 1 2 29 | 32", "one alone | 5 | 20"})
    void shouldEndUnlessThereIsAnother(String name, String transitions, int end) {
        assertThat(Flapping.endsAt(row(transitions), RULE)).isEqualTo(at(end));
    }

    @Test
    void shouldEndWhenNoneIsLeftIfTheRuleSaysSo() {
        var rule = new AlertHandling.Flapping(4, Duration.ofMinutes(10), 0, Duration.ofMinutes(15));

        assertThat(Flapping.endsAt(row("0 1 2 3"), rule)).isEqualTo(at(13));
    }

    private static AlertState row(String transitions) {
        var minutes = transitions.isBlank()
                ? List.<Instant>of()
                : Arrays.stream(transitions.strip().split(" ", -1)).map(text -> at(Integer.parseInt(text))).toList();
        return AlertState.newBuilder().setIdentity("prom:db-1").setStatus(AlertStatus.FIRING).setStartsAt(NOON)
                .setFirstSeen(NOON).setLastSeen(NOON).setOccurrences(1).setRepeats(0).setTransitions(minutes).build();
    }

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
