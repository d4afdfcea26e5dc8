package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.freshness.Freshness;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.ChannelSpec;

/**
 * Finds the channel that a notification means: the one of its policy version, so that a resolve goes out with the key
 * that opened it. Where that version never comes, the newest policy's channel of that name is better than none.
 */
public final class ChannelBook implements Freshness.Receivers {

    private final PolicyBook policies;
    private final ChannelTypes types;
    private final Duration patience;

    /**
     * A book of channels.
     *
     * @param patience
     *            how long a send waits for its policy version to be read
     */
    public ChannelBook(PolicyBook policies, ChannelTypes types, Duration patience) {
        this.policies = policies;
        this.types = types;
        this.patience = patience;
    }

    /** What a notification's channel is. */
    sealed interface Found {

        record Known(ChannelSpec spec, ChannelType type) implements Found {}

        record Unknown(String reason) implements Found {}
    }

    /** The channel; may wait. */
    Found find(Notification notification) {
        var version = notification.getPolicyVersion();
        var policy = policies.version(version, patience);
        var spec = policy.orElseGet(policies::current).channel(notification.getChannel());
        return spec.map(this::known).orElseGet(() -> new Found.Unknown("no channel " + notification.getChannel()
                + " in the policy, version " + policy.map(CompiledPolicy::version).orElse(version)));
    }

    private Found known(ChannelSpec spec) {
        return types.named(spec.type()).<Found>map(type -> new Found.Known(spec, type))
                .orElseGet(() -> new Found.Unknown("no type of channel is called " + spec.type()));
    }

    /** Whether the newest policy names a destination as a target's. */
    public boolean addresses(String destination) {
        return policies.current().policy().targets().values().stream().flatMap(target -> target.addresses().stream())
                .anyMatch(address -> address.destination().equals(destination));
    }

    private Optional<ChannelType> typeNow(Notification notification) {
        return policies.version(notification.getPolicyVersion(), Duration.ZERO)
                .flatMap(policy -> policy.channel(notification.getChannel()))
                .flatMap(spec -> types.named(spec.type()));
    }

    @Override
    public Optional<Boolean> keyed(Notification notification) {
        return typeNow(notification).map(ChannelType::keyed);
    }

    @Override
    public Optional<String> refusal(Notification notification) {
        return typeNow(notification).flatMap(type -> type.refusal(notification.getKind()));
    }

    @Override
    public int parallel(Notification notification) {
        return typeNow(notification).map(ChannelType::parallel).orElse(1);
    }
}
