package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Ladder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rung may be for some incidents only; it is judged when it is due. */
class RungConditionTest {

    private static final IncidentCondition SECURITY = new IncidentCondition("incident.security",
            facts -> facts.incident().getSecurity() ? Judgement.YES : Judgement.NO);

    private final EscalatorHarness escalator = new EscalatorHarness(aPolicy().ladder("sev1", 0, Duration.ofMinutes(10),
            rung(0, "oncall"), new Ladder.Rung(Duration.ofMinutes(5), List.of("lead"), SECURITY), rung(15, "manager"))
            .build());

    @AfterEach
    void nothingElseWasSent() {
        escalator.close();
    }

    @Test
    void shouldSkipAStepWhoseConditionIsNotMetAndSayWhy() {
        escalator.opened(anIncident());

        escalator.advance(Duration.ofMinutes(16));

        assertThat(escalator.pages()).containsExactly("oncall@1", "manager@3");
        assertThat(escalator.decisions()).anySatisfy(decision -> {
            assertThat(decision.getOutcome()).isEqualTo("skipped");
            assertThat(decision.getReason()).contains(
                    "step 2 is skipped because its condition is not met: incident.security");
        });
    }

    @Test
    void shouldPageWhenTheConditionIsMetAtTheDueTime() {
        escalator.opened(anIncident());
        escalator.changed(incident -> incident.setSecurity(true));

        escalator.advance(Duration.ofMinutes(6));

        assertThat(escalator.pages()).containsExactly("oncall@1", "lead@2");
    }

    @Test
    void shouldChooseBetweenStepsAtTheSameTime() {
        var other = new IncidentCondition("!incident.security", facts -> facts.incident().getSecurity()
                ? Judgement.NO
                : Judgement.YES);
        try (var either = new EscalatorHarness(aPolicy().ladder("sev1", 0, Duration.ofMinutes(10), new Ladder.Rung(
                Duration.ZERO, List.of("lead"), SECURITY), new Ladder.Rung(Duration.ZERO, List.of("oncall"), other),
                rung(15, "manager")).build())) {
            either.opened(anIncident());

            either.advance(Duration.ofMinutes(6));

            assertThat(either.pages()).containsExactly("oncall@2");
        }
    }
}
