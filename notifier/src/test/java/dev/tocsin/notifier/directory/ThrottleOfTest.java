package dev.tocsin.notifier.directory;

import static dev.tocsin.notifier.fixture.Notifications.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.channel.PolicyBook;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;

/** Which throttle holds a notification back. */
class ThrottleOfTest {

    private static final String TEXTS = """
            targets:
              on-call: [inbox]
              operator: [inbox]
              lead: [inbox]
              ada: [{channel: text, address: "+15550100", throttle: {messages: 3, within: 1m}}]
              bob: [{channel: text, address: "+15550101"}]
            channels:
              inbox: {type: inbox}
              text: {type: sms, account: a, token: {env: T}, from: "+15550199", throttle: {messages: 10, within: 5m}}
            """;

    private static ChannelDirectory directory() {
        var policy = load();
        return new ChannelDirectory(new PolicyBook() {
            @Override
            public Optional<CompiledPolicy> version(int version, Duration wait) {
                return version == 1 ? Optional.of(policy) : Optional.empty();
            }

            @Override
            public CompiledPolicy current() {
                return policy;
            }
        }, new ChannelAdapters(List.of()), Duration.ZERO);
    }

    private static CompiledPolicy load() {
        var text = PolicyLoader.builtIn().getText();
        try {
            return PolicyLoader.load("policy.yml", text.substring(0, text.indexOf("targets:")) + TEXTS);
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static Notification page(String channel, String address, String target, int rank) {
        return a(NotificationKind.PAGE).to(channel, address).target(target).with(it -> it.setSeverity(new Severity("SEV"
                + rank, rank))).build();
    }

    @Test
    void shouldBeThatOfTheAddressElseThatOfTheChannel() {
        var directory = directory();

        assertThat(directory.throttle(page("text", "+15550100", "ada", 2)).orElseThrow().messages()).isEqualTo(3);
        assertThat(directory.throttle(page("text", "+15550101", "bob", 2)).orElseThrow().messages()).isEqualTo(10);
        assertThat(directory.throttle(page("inbox", "", "on-call", 2))).isEmpty();
    }

    @Test
    void shouldNotBeAskedForTheTopSeverity() {
        assertThat(directory().throttle(page("text", "+15550100", "ada", 1))).isEmpty();
    }

    @Test
    void shouldHoldNothingWhileThePolicyIsNotRead() {
        var unread = Notification.newBuilder(page("text", "+15550100", "ada", 2)).setPolicyVersion(2).build();

        assertThat(directory().throttle(unread)).isEmpty();
    }
}
