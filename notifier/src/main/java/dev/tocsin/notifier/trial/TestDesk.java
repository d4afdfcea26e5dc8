package dev.tocsin.notifier.trial;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.ChannelTestMessage;
import dev.tocsin.event.ChannelTestState;
import dev.tocsin.policy.CompiledPolicy;

/** Carries out the test of a channel that a person requested, unless it is too old to be expected. */
final class TestDesk {

    /** Longer ago, nobody is waiting for the message any more. */
    static final Duration EXPECTED_FOR = Duration.ofMinutes(2);

    private final Supplier<CompiledPolicy> policy;
    private final TestSender sender;
    private final Clock clock;

    /** Sends test messages, as {@link TestMessages} does. */
    @FunctionalInterface
    interface TestSender {
        List<ChannelTestMessage> send(CompiledPolicy policy, String channel, String target);
    }

    TestDesk(Supplier<CompiledPolicy> policy, TestSender sender, Clock clock) {
        this.policy = policy;
        this.sender = sender;
        this.clock = clock;
    }

    /** The test with its result; empty if there is nothing to do. */
    Optional<ChannelTest> carryOut(ChannelTest test) {
        if (test.getState() != ChannelTestState.REQUESTED) {
            return Optional.empty();
        }
        var age = Duration.between(test.getRequestedAt(), clock.instant());
        if (age.compareTo(EXPECTED_FOR) > 0) {
            return Optional.of(refused(test, "no notifier took the request within " + EXPECTED_FOR.toMinutes()
                    + " min; nothing was sent"));
        }
        try {
            var messages = sender.send(policy.get(), test.getChannel(), test.getTarget());
            var delivered = messages.stream().allMatch(ChannelTestMessage::getDelivered);
            return Optional.of(ended(test, delivered ? ChannelTestState.DELIVERED : ChannelTestState.FAILED)
                    .setMessages(messages).build());
        } catch (TrialRefusedException refused) {
            return Optional.of(refused(test, refused.getMessage()));
        }
    }

    private ChannelTest refused(ChannelTest test, String reason) {
        return ended(test, ChannelTestState.REFUSED).setReason(reason).build();
    }

    private ChannelTest.Builder ended(ChannelTest test, ChannelTestState state) {
        return ChannelTest.newBuilder(test).setState(state).setEndedAt(clock.instant());
    }
}
