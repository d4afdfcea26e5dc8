package dev.tocsin.notifier.trial;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.PolicyBook;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.delivery.DeliveryStep;
import dev.tocsin.notifier.directory.ChannelAdapters;
import dev.tocsin.notifier.directory.ChannelDirectory;
import dev.tocsin.notifier.directory.ChannelSender;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.message.Reader;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.model.Target;
import dev.tocsin.runtime.net.Cidr;

/**
 * Tries a channel with one harmless message: the same adapter, settings, secrets and guarded client as the notifier's, but no
 * Kafka. What the message opens is closed right after it.
 */
public final class ChannelTrial implements AutoCloseable {

    private final CompiledPolicy policy;
    private final GuardedHttp http;
    private final ChannelSender sender;
    private final Clock clock;

    /**
     * A trial of channels of a policy.
     *
     * @param allowed
     *            internal ranges that may be called
     */
    public ChannelTrial(CompiledPolicy policy, List<Cidr> allowed, Secrets secrets, Clock clock) {
        this.policy = policy;
        this.clock = clock;
        var guard = new AddressGuard(allowed);
        this.http = new GuardedHttp(guard, HttpLimits.standard(), clock);
        var writer = new MessageWriter(told -> Reader.of(policy, told, Optional.empty()));
        this.sender = new ChannelSender(new ChannelDirectory(PolicyBook.only(policy), ChannelAdapters.all(http, guard),
                Duration.ZERO), secrets, writer, new Receipts(), AnswerDoor.NONE, clock);
    }

    /** Whether a trial of a type of channel is harmless; not if the public reads it. */
    public static boolean isHarmless(ChannelType type) {
        return !TrialPlan.of(type).isEmpty();
    }

    /** Sends the message, and the end of what it may have opened. Makes one attempt of each. */
    public List<TrialStep> send(ChannelType type, String target, Target.Address address) {
        var id = "test-" + UUID.randomUUID();
        var steps = new ArrayList<TrialStep>();
        for (var kind : TrialPlan.of(type)) {
            if (steps.isEmpty() || steps.getLast().mayHaveArrived()) {
                steps.add(send(kind, id, target, address));
            }
        }
        return List.copyOf(steps);
    }

    private TrialStep send(NotificationKind kind, String id, String target, Target.Address address) {
        var start = clock.instant();
        var notification = TrialNotification.of(kind, policy, id, target, address, start);
        var outcome = sender.send(new DeliveryStep.Claim(notification, 1, false));
        return new TrialStep(kind, outcome, Duration.between(start, clock.instant()));
    }

    @Override
    public void close() {
        http.close();
    }
}
