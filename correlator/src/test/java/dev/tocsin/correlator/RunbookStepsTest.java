package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.CommandKind.COMPLETE_STEP;
import static dev.tocsin.event.CommandKind.REOPEN;
import static dev.tocsin.event.CommandKind.RESOLVE;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.STEP_DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.event.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People complete the steps of the runbook of an incident. */
class RunbookStepsTest {

    /** The policy of the other tests, whose critical alerts have a runbook with two steps. */
    static final String POLICY = CorrelatorHarness.resource("policy.yml").replace(
            "set: {runbook: \"https://runbooks.example.org/critical\"}", "set: {symptom: outage}") + """
                    symptoms:
                      outage: {title: Outage, runbook: "https://runbooks.example.org/critical", steps: [Look at the log, Roll back]}
                    """;

    private CorrelatorHarness correlator;
    private Incident opened;

    @BeforeEach
    void openAnIncident() {
        correlator = CorrelatorHarness.under(POLICY);
        correlator.fire(anAlert("db-1"));
        opened = correlator.incident();
        correlator.skip();
    }

    @AfterEach
    void nothingIsLeftUnread() {
        correlator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "Roll back", " Roll back "})
    void shouldKeepWhoCompletedAStepAndWhen(String step) {
        correlator.command(COMPLETE_STEP, opened, Map.of("step", step), "");

        assertThat(correlator.incident().getStepsDone()).extracting("text", "by", "at").containsExactly(tuple(
                "Roll back",
                "alice", correlator.now()));
        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(STEP_DONE);
            assertThat(entry.getActor()).isEqualTo("alice");
            assertThat(entry.getSummary()).isEqualTo("alice completed step 2: Roll back");
        });
    }

    @Test
    void shouldRefuseAStepThatIsDone() {
        correlator.command(COMPLETE_STEP, opened, Map.of("step", "1"), "");
        correlator.skip();

        correlator.command(COMPLETE_STEP, opened, Map.of("step", "Look at the log"), "");

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains("step 1 already completed by alice");
        });
        correlator.skip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "-1", "Reboot"})
    void shouldRefuseAStepThatTheIncidentDoesNotHave(String step) {
        correlator.command(COMPLETE_STEP, opened, Map.of("step", step), "");

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains("no step '" + step + "'; the incident has steps 1 to 2");
        });
        correlator.skip();
    }

    @Test
    void shouldBeginANewRoundWithNoStepCompleted() {
        correlator.command(COMPLETE_STEP, opened, Map.of("step", "1"), "");
        correlator.command(RESOLVE, opened);
        correlator.advance(Duration.ofMinutes(1));
        correlator.command(REOPEN, opened, Map.of(), "");

        assertThat(correlator.snapshots()).last().satisfies(snapshot -> {
            assertThat(snapshot.getSteps()).hasSize(2);
            assertThat(snapshot.getStepsDone()).isEmpty();
        });
        correlator.skip();
    }
}
