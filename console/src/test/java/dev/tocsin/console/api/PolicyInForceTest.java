package dev.tocsin.console.api;

import static dev.tocsin.console.Records.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;
import org.junit.jupiter.api.Test;

class PolicyInForceTest {

    private final AtomicReference<Optional<PolicyVersion>> newest = new AtomicReference<>(Optional.empty());
    private final PolicyInForce policy = new PolicyInForce(newest::get);

    @Test
    void shouldKnowTheBuiltInPolicy() {
        assertThat(policy.isInbox("inbox")).isTrue();
        assertThat(policy.isInbox("slack")).isFalse();
        assertThat(policy.pages("urgent")).isTrue();
        assertThat(policy.pages("nobody")).isFalse();
        assertThat(policy.pages("never heard of")).isTrue();
    }

    @Test
    void shouldKnowWhatAPublishedPolicyCallsOtherwise() {
        var text = PolicyLoader.builtIn().getText().replaceAll("\\binbox(?=:|,)", "letterbox").replace("nobody",
                "silent");
        assertThat(policy.isInbox("letterbox")).isFalse();

        newest.set(Optional.of(PolicyVersion.newBuilder(aPolicy(1)).setText(text).build()));

        assertThat(policy.isInbox("letterbox")).isTrue();
        assertThat(policy.pages("silent")).isFalse();
        assertThat(policy.pages("nobody")).isTrue();
    }

    @Test
    void shouldKeepToWhatItKnowsWhenThePolicyInForceCannotBeRead() {
        newest.set(Optional.of(PolicyVersion.newBuilder(aPolicy(2)).setText("}{").build()));

        assertThat(policy.isInbox("inbox")).isTrue();
        assertThat(policy.pages("nobody")).isFalse();
    }
}
