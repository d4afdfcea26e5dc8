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
class ActiveLadderTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    private static ActiveLadder on(PolicyBuilder policy, String ladder) {
        return ActiveLadder.on(PinnedPolicy.of(3, policy.build()), ladder);
    }

    @Test
    void shouldNameThePlacesOfTheRungsTargets() {
        var activeLadder = on(aPolicy(), "sev1");

        assertThat(activeLadder.recipients(2, NOW)).extracting(Told::getDestination).containsExactly("hook:lead");
        assertThat(activeLadder.recipients(2, NOW)).extracting(Told::getPolicyVersion).containsExactly(3);
        assertThat(activeLadder.lastRecipients(NOW)).extracting(Told::getTarget).containsExactly("manager");
        assertThat(activeLadder.remarks()).isEmpty();
    }

    @Test
    void shouldPageEveryTargetOfTheFirstLadderWhenTheLadderIsMissing() {
        var activeLadder = on(aPolicy(), "sev9");

        assertThat(activeLadder.recipients(1, NOW)).extracting(Told::getTarget).containsExactly("oncall", "lead",
                "manager");
        assertThat(activeLadder.ladder().rungs()).singleElement().satisfies(rung -> assertThat(rung.after()).isZero());
        assertThat(activeLadder.remarks()).singleElement().asString().contains("ladder sev9 is not in the policy");
    }

    @Test
    void shouldPageTheOthersOfARungWhenOneTargetIsMissing() {
        var activeLadder = on(aPolicy().ladder("sev2", 0, ofMinutes(1), rung(0, "gone", "lead")), "sev2");

        assertThat(activeLadder.recipients(1, NOW)).extracting(Told::getTarget).containsExactly("lead");
        assertThat(activeLadder.remarks()).containsExactly("target gone is not in the policy");
    }

    @Test
    void shouldPageEveryTargetOfTheFirstLadderWhenTheRungHasNobody() {
        var activeLadder = on(aPolicy().ladder("sev2", 0, ofMinutes(1), rung(0, "gone")), "sev2");

        assertThat(activeLadder.recipients(1, NOW)).extracting(Told::getTarget).containsExactly("oncall", "lead",
                "manager");
    }

    @Test
    void shouldUseTheInboxWhenTheChannelIsMissing() {
        var activeLadder = on(aPolicy().without("hook"), "sev1");

        assertThat(activeLadder.recipients(1, NOW)).singleElement().satisfies(told -> {
            assertThat(told.getDestination()).isEqualTo("inbox:");
            assertThat(told.getTarget()).isEqualTo("oncall");
        });
        assertThat(activeLadder.remarks()).containsExactly("channel hook is not in the policy, so the inbox is used");
    }

    @Test
    void shouldUseTheInboxWhenThePolicyHasNoTargets() {
        var activeLadder = on(new PolicyBuilder(), "sev1");

        assertThat(activeLadder.recipients(1, NOW)).extracting(Told::getDestination).containsExactly("inbox:");
    }

    @Test
    void shouldSayThatAnotherPolicyVersionIsUsed() {
        var activeLadder = ActiveLadder.on(PinnedPolicy.standIn(7, 3, aPolicy().build()), "sev1");

        assertThat(activeLadder.policyVersion()).isEqualTo(3);
        assertThat(activeLadder.remarks()).containsExactly("policy version 7 is not available, so version 3 is used");
    }

    @Test
    void shouldGiveTheLastRungFiveMinutesWhereTheLadderSaysNothing() {
        var activeLadder = on(aPolicy().ladder("sev1", 0, Duration.ZERO, rung(0, "oncall")), "sev1");

        assertThat(new StepTimes(activeLadder.ladder(), Instant.EPOCH).step(0, 2).dueAt()).isEqualTo(
                Instant.EPOCH.plus(ofMinutes(5)));
    }

    @Test
    void shouldLeaveALadderWithoutStepsAsItIs() {
        var activeLadder = on(aPolicy().ladder("sev1", 0, ofMinutes(10)), "sev1");

        assertThat(activeLadder.isEmpty()).isTrue();
        assertThat(activeLadder.remarks()).isEmpty();
        assertThat(activeLadder.orEverybody().recipients(1, NOW)).extracting(Told::getTarget).containsExactly("oncall",
                "lead");
    }
}
