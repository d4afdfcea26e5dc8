package dev.tocsin.escalator.ladder;

import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.escalator.PolicyBuilder;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.state.Told;
import org.junit.jupiter.api.Test;

/** Who stands on a rung; never nobody, whatever is missing in the policy. */
class LadderInForceTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    private static LadderInForce on(PolicyBuilder policy, String ladder) {
        return LadderInForce.on(PinnedPolicy.of(3, policy.build()), ladder);
    }

    @Test
    void shouldNameThePlacesOfTheRungsTargets() {
        var footing = on(aPolicy(), "sev1");

        assertThat(footing.recipients(2, NOW)).extracting(Told::getDestination).containsExactly("hook:lead");
        assertThat(footing.recipients(2, NOW)).extracting(Told::getPolicyVersion).containsExactly(3);
        assertThat(footing.lastRecipients(NOW)).extracting(Told::getTarget).containsExactly("manager");
        assertThat(footing.remarks()).isEmpty();
    }

    @Test
    void shouldPageEveryTargetOfTheFirstLadderWhenTheLadderIsMissing() {
        var footing = on(aPolicy(), "sev9");

        assertThat(footing.recipients(1, NOW)).extracting(Told::getTarget).containsExactly("oncall", "lead", "manager");
        assertThat(footing.ladder().rungs()).singleElement().satisfies(rung -> assertThat(rung.after()).isZero());
        assertThat(footing.remarks()).singleElement().asString().contains("ladder sev9 is not in the policy");
    }

    @Test
    void shouldPageTheOthersOfARungWhenOneTargetIsMissing() {
        var footing = on(aPolicy().ladder("sev2", 0, ofMinutes(1), rung(0, "gone", "lead")), "sev2");

        assertThat(footing.recipients(1, NOW)).extracting(Told::getTarget).containsExactly("lead");
        assertThat(footing.remarks()).containsExactly("target gone is not in the policy");
    }

    @Test
    void shouldPageEveryTargetOfTheFirstLadderWhenTheRungHasNobody() {
        var footing = on(aPolicy().ladder("sev2", 0, ofMinutes(1), rung(0, "gone")), "sev2");

        assertThat(footing.recipients(1, NOW)).extracting(Told::getTarget).containsExactly("oncall", "lead", "manager");
    }

    @Test
    void shouldUseTheInboxWhenTheChannelIsMissing() {
        var footing = on(aPolicy().without("hook"), "sev1");

        assertThat(footing.recipients(1, NOW)).singleElement().satisfies(told -> {
            assertThat(told.getDestination()).isEqualTo("inbox:");
            assertThat(told.getTarget()).isEqualTo("oncall");
        });
        assertThat(footing.remarks()).containsExactly("channel hook is not in the policy, so the inbox is used");
    }

    @Test
    void shouldUseTheInboxWhenThePolicyKnowsNobodyAtAll() {
        var footing = on(new PolicyBuilder(), "sev1");

        assertThat(footing.recipients(1, NOW)).extracting(Told::getDestination).containsExactly("inbox:");
    }

    @Test
    void shouldSayThatAnotherPolicyStandsIn() {
        var footing = LadderInForce.on(PinnedPolicy.standIn(7, 3, aPolicy().build()), "sev1");

        assertThat(footing.policyVersion()).isEqualTo(3);
        assertThat(footing.remarks()).containsExactly("policy version 7 is not available, so version 3 is used");
    }

    @Test
    void shouldGiveTheLastRungFiveMinutesWhereTheLadderSaysNothing() {
        var footing = on(aPolicy().ladder("sev1", 0, Duration.ZERO, rung(0, "oncall")), "sev1");

        assertThat(new StepTimes(footing.ladder(), Instant.EPOCH).step(0, 2).dueAt()).isEqualTo(
                Instant.EPOCH.plus(ofMinutes(5)));
    }

    @Test
    void shouldLeaveALadderWithoutStepsAsItIs() {
        var footing = on(aPolicy().ladder("sev1", 0, ofMinutes(10)), "sev1");

        assertThat(footing.isEmpty()).isTrue();
        assertThat(footing.remarks()).isEmpty();
        assertThat(footing.orEverybody().recipients(1, NOW)).extracting(Told::getTarget).containsExactly("oncall",
                "lead");
    }
}
