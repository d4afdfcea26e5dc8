package dev.tocsin.notifier.trial;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.event.ChannelTestMessage;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.model.Target;
import dev.tocsin.runtime.net.Cidr;

/** Sends the test messages of a channel to a target of a policy. */
public final class TestMessages {

    private final List<Cidr> allowed;
    private final Secrets secrets;
    private final Clock clock;

    /**
     * @param allowed
     *            internal ranges that may be called
     */
    public TestMessages(List<Cidr> allowed, Secrets secrets, Clock clock) {
        this.allowed = List.copyOf(allowed);
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Sends one test message to each address that the target has on the channel, and closes what it opens.
     *
     * @throws TrialRefusedException
     *             when nothing can be sent
     */
    public List<ChannelTestMessage> send(CompiledPolicy policy, String channel, String target) {
        var addresses = TrialAddresses.of(policy, channel, target);
        var type = ChannelCatalogue.known(policy.channel(channel).orElseThrow().type());
        var messages = new ArrayList<ChannelTestMessage>();
        try (var trial = new ChannelTrial(policy, allowed, secrets, clock)) {
            for (var address : addresses) {
                trial.send(type, target, address).forEach(step -> messages.add(message(address, step)));
            }
        }
        return List.copyOf(messages);
    }

    private static ChannelTestMessage message(Target.Address address, TrialStep step) {
        return ChannelTestMessage.newBuilder().setDestination(address.destination()).setClosing(step
                .kind() == NotificationKind.RESOLVED).setDelivered(step.isDelivered()).setDetail(step.sentence())
                .setTookMillis(step.took().toMillis()).build();
    }
}
