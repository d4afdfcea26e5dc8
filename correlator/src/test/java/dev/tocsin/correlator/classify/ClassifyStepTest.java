package dev.tocsin.correlator.classify;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.correlator.TestPolicies;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.MapShell;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import org.junit.jupiter.api.Test;

/** The step without Kafka. */
class ClassifyStepTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AlertFixture ALERT = anAlert("db-1").since(NOON);
    private static final CompiledPolicy POLICY = TestPolicies.policy();

    private final MapShell shell = new MapShell(Memory.NONE);

    @Test
    void shouldSayByWhichRuleAFiringAlertHasItsSeverity() {
        decide(ALERT.severity("warning").firing());

        assertThat(shell.said()).singleElement().satisfies(said -> {
            assertThat(said.outcome()).isEqualTo("classified");
            assertThat(said.ruleId()).isEqualTo("warning");
            assertThat(said.alertIdentity()).isEqualTo("prom:db-1");
        });
        assertThat(shell.passed().getFirst().classification()).hasValueSatisfying(by -> assertThat(by.severity()
                .getId()).isEqualTo("SEV2"));
    }

    @Test
    void shouldNotClassifyAResolveSinceThePolicyMayHaveChangedSinceItsFire() {
        decide(ALERT.until(NOON).resolved());

        assertThat(shell.outcomes()).containsExactly("kept");
        assertThat(shell.passed().getFirst().classification()).isEmpty();
    }

    @Test
    void shouldPassOtherSignalsWithoutADecision() {
        decide(TimerFired.newBuilder().setKind(TimerKind.QUIET_TIME_OVER).setIncidentId("one").setGeneration(1)
                .setDueAt(NOON).build());

        assertThat(shell.outcomes()).isEmpty();
        assertThat(shell.passed()).hasSize(1);
    }

    private void decide(Object body) {
        shell.apply(ClassifyStep.decide(JudgedSignal.under(POLICY, Signal.newBuilder().setId("signal-1").setServiceKey(
                "payments").setReceivedAt(NOON).setBody(body).build()), NOON));
    }
}
