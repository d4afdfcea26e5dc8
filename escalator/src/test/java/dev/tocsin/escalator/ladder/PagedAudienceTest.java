package dev.tocsin.escalator.ladder;

import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who of those that were paged is told the end. */
class PagedAudienceTest {

    private static final Told TOLD = Told.newBuilder().setDestination("hook:lead").setChannel("hook").setAddress("lead")
            .setTarget("lead").setPolicyVersion(3).build();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pagerduty", "opsgenie", "slack", "teams", "inbox", "webhook", "sms", "linear",
            "statuspage"})
    void shouldTellTheEndWhereSomethingWasOpenedWhateverThePolicySays(String type) {
        assertThat(wants(type, RESOLVED)).isTrue();
        assertThat(wants(type, ACKNOWLEDGED)).isFalse();
    }

    /** Nobody is woken to hear that it is over. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"voice", "email"})
    void shouldNotTellTheEndByACallOrAMailUnlessAsked(String type) {
        assertThat(wants(type, RESOLVED)).isFalse();
        assertThat(wants(type, RESOLVED, RESOLVED)).isTrue();
    }

    @Test
    void shouldTellTheEndOnAChannelThatIsGone() {
        var audience = new PagedAudience(version -> PinnedPolicy.of(version, aPolicy().without("hook").build()));

        assertThat(audience.wants(TOLD, RESOLVED)).isTrue();
        assertThat(audience.wants(TOLD, ACKNOWLEDGED)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"slack", "teams", "inbox", "webhook", "sms", "voice", "email"})
    void shouldNotTellTheEndWhereThePolicySaysSo(String type) {
        assertThat(wantsTheEnd(type)).isFalse();
    }

    /** Whoever wants no news of the end still wants no alert that stays open. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pagerduty", "opsgenie", "splunk-on-call", "incident-io", "linear", "jira", "github",
            "servicenow", "statuspage"})
    void shouldCloseWhatStaysOpenWhateverThePolicySays(String type) {
        assertThat(wantsTheEnd(type)).isTrue();
    }

    private static boolean wantsTheEnd(String type) {
        var policy = aPolicy().withoutEnds("hook", type).build();
        return new PagedAudience(version -> PinnedPolicy.of(version, policy)).wants(TOLD, RESOLVED);
    }

    private static boolean wants(String type, NotificationKind kind, NotificationKind... tells) {
        var policy = aPolicy().channel("hook", type, tells).build();
        return new PagedAudience(version -> PinnedPolicy.of(version, policy)).wants(TOLD, kind);
    }
}
