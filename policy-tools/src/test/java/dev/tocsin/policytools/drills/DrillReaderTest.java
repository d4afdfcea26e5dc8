package dev.tocsin.policytools.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DrillReaderTest {

    private static final String STEPS = "steps: [{labels: {alertname: Down}}]";

    @Test
    void shouldReadExpectations() throws PolicyErrors {
        var file = DrillReader.read("drills.yml", """
                policy: ../shop.yml
                drills:
                  - name: everything
                    at: 2026-11-20T12:00:00Z
                    lasts: 2h
                    steps: [{labels: {alertname: Down}}, {after: 20m, command: acknowledge, by: anna, via: pagerduty}]
                    told:
                      - {at: 15m, target: [lead, backup], channel: pager, says: unacknowledged, incident: 1}
                      - {kind: clock-warning, address: C0ROOM, details: {phase: respond}}
                    facts: [{at: 15m, fact: clock-breached}]
                    never: [{target: cto}, {fact: ladder-exhausted}]
                    expect: {state: OPEN}
                """);

        assertThat(file.policy()).contains("../shop.yml");
        var drill = file.drills().getFirst();
        assertThat(drill.at()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
        assertThat(drill.lasts()).isEqualTo(Duration.ofHours(2));
        assertThat(drill.steps()).hasSize(2);
        assertThat(drill.told().orElseThrow()).satisfiesExactly(
                page -> assertThat(page).isEqualTo(new ExpectedMessage(page.place(), Optional.of(Duration.ofMinutes(
                        15)), false,
                        "page", List.of("lead", "backup"), List.of("pager"), Optional.empty(),
                        List.of("unacknowledged"), Map.of(), Optional.of(1))),
                warning -> {
                    assertThat(warning.kind()).isEqualTo("clock-warning");
                    assertThat(warning.address()).contains("C0ROOM");
                    assertThat(warning.details()).isEqualTo(Map.of("phase", "respond"));
                });
        assertThat(drill.facts()).singleElement().matches(ExpectedMessage::isFact);
        assertThat(drill.never()).extracting(ExpectedMessage::kind).containsExactly("page", "ladder-exhausted");
        assertThat(drill.expected().first().values()).hasSize(1);
    }

    @Test
    void shouldReadALineForEachRepetition() throws PolicyErrors {
        var told = drill(STEPS + ", told: [{at: 12m, every: 15m, times: 3, kind: update-due}]").told().orElseThrow();

        assertThat(told).extracting(ExpectedMessage::at).containsExactly(Optional.of(Duration.ofMinutes(12)), Optional
                .of(
                        Duration.ofMinutes(27)), Optional.of(Duration.ofMinutes(42)));
    }

    @Test
    void shouldTellNothingExpectedFromNobodyExpected() throws PolicyErrors {
        assertThat(drill(STEPS).told()).isEmpty();
        assertThat(drill(STEPS + ", told: []").told()).contains(List.of());
    }

    @Test
    void shouldLastAnHourOrUntilTheLastStep() throws PolicyErrors {
        assertThat(drill(STEPS).lasts()).isEqualTo(Duration.ofHours(1));
        assertThat(drill("steps: [{labels: {alertname: 'Down{n}'}, times: 5, every: 20m}, {wait: 1h}]").lasts())
                .isEqualTo(Duration.ofMinutes(140));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldReportProblemsWithPositions(String drill, String said) {
        assertThatThrownBy(() -> drill(drill)).isInstanceOf(PolicyErrors.class).hasMessageContaining(said);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                argumentSet("an unknown key", STEPS + ", tolld: []",
                        "drills.yml:2:57: unknown key 'tolld' in a drill; write 'told'"),
                argumentSet("no steps", "told: []", "the drill has no steps"),
                argumentSet("an unknown kind", STEPS + ", told: [{kind: pages}]",
                        "unknown kind of message 'pages'; write 'page'"),
                argumentSet("an unknown fact", STEPS + ", facts: [{fact: clock-breach}]",
                        "unknown fact 'clock-breach'; write 'clock-breached'"),
                argumentSet("half of a repetition", STEPS + ", told: [{at: 1m, every: 5m}]",
                        "'at', 'every' and 'times' belong together"),
                argumentSet("too late", STEPS + ", told: [{at: 2h}]",
                        "expected at T+2h00m00, after the end of the drill; write 'lasts: ...' in the drill; it ends at "
                                + "T+1h00m00"),
                argumentSet("too short", "lasts: 1m, steps: [{labels: {alertname: Down}}, {wait: 5m}]",
                        "the drill ends before its last step; write a longer time; the last step is at T+5m00"),
                argumentSet("the end of a case", STEPS + ", expect: {after: 5m, state: OPEN}",
                        "'after' in what a drill expects; write 'lasts: ...' in the drill instead"));
    }

    private static Drill drill(String rest) throws PolicyErrors {
        return DrillReader.read("drills.yml", "drills:\n  - {name: tried, " + rest + "}\n").drills().getFirst();
    }
}
