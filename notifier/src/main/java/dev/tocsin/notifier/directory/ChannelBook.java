package dev.tocsin.notifier.directory;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.PolicyBook;
import dev.tocsin.notifier.freshness.Freshness;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.channel.KindSets;
import dev.tocsin.policy.model.ChannelSpec;

/**
 * Finds the channel that a notification means: the one of its policy version, so that a resolve goes out with the key
 * that opened it. Where that version never comes, the newest policy's channel of that name is better than none.
 */
public final class ChannelBook implements Freshness.Receivers {

    private final PolicyBook policies;
    private final ChannelAdapters adapters;
    private final Duration patience;

    /**
     * A book of channels.
     *
     * @param patience
     *            how long a send waits for its policy version to be read
     */
    public ChannelBook(PolicyBook policies, ChannelAdapters adapters, Duration patience) {
        this.policies = policies;
        this.adapters = adapters;
        this.patience = patience;
    }

    /** What a notification's channel is. */
    sealed interface Found {

        record Known(ChannelSpec spec, ChannelAdapter adapter) implements Found {}

        record Unknown(String reason) implements Found {}
    }

    /** The channel; may wait. */
    public Found find(Notification notification) {
        var version = notification.getPolicyVersion();
        var policy = policies.version(version, patience);
        var spec = policy.orElseGet(policies::current).channel(notification.getChannel());
        return spec.map(this::known).orElseGet(() -> new Found.Unknown("no channel " + notification.getChannel()
                + " in the policy, version " + policy.map(CompiledPolicy::version).orElse(version)));
    }

    private Found known(ChannelSpec spec) {
        return adapters.named(spec.type()).<Found>map(it -> new Found.Known(spec, it))
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
                .flatMap(spec -> ChannelCatalogue.named(spec.type()));
    }

    @Override
    public Optional<Boolean> keyed(Notification notification) {
        return typeNow(notification).map(type -> type.repeats().known());
    }

    /**
     * What asks for a person is not dropped here: the attempt is rejected, so that the escalator hears that nobody was
     * reached.
     */
    @Override
    public Optional<String> refusal(Notification notification) {
        return KindTraits.of(notification.getKind()).isUrgent()
                ? Optional.empty()
                : typeNow(notification).flatMap(type -> refusal(type, notification.getKind()));
    }

    /** Why a type has no way to say a kind; empty when it has one. */
    static Optional<String> refusal(ChannelType type, NotificationKind kind) {
        return type.carries(kind)
                ? Optional.empty()
                : Optional.of("a channel of type " + type.id() + " has no way to say '" + KindSets.word(kind)
                        + "'; name another channel for the target too");
    }

    @Override
    public int parallel(Notification notification) {
        return typeNow(notification).map(ChannelType::parallel).orElse(1);
    }
}
