package dev.tocsin.notifier.directory;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.Accounts;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.PolicyBook;
import dev.tocsin.notifier.freshness.Freshness;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.throttle.HoldRule;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.channel.KindSets;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.model.Throttle;

/**
 * Finds the channel of a notification in its policy version, so that a resolve uses the key that opened the alert. Falls back to the newest policy if that version never becomes available.
 */
public final class ChannelDirectory implements Freshness.Receivers {

    private final PolicyBook policies;
    private final ChannelAdapters adapters;
    private final Duration patience;

    /**
     * A directory of channels.
     *
     * @param patience
     *            how long a send waits for its policy version to be read
     */
    public ChannelDirectory(PolicyBook policies, ChannelAdapters adapters, Duration patience) {
        this.policies = policies;
        this.adapters = adapters;
        this.patience = patience;
    }

    /** The result of a lookup. */
    sealed interface Found {

        record Known(ChannelSpec spec, ChannelAdapter adapter, Accounts accounts) implements Found {}

        record Unknown(String reason) implements Found {}
    }

    /** The channel; may block. */
    public Found find(Notification notification) {
        var version = notification.getPolicyVersion();
        var policy = policies.version(version, patience);
        var used = policy.orElseGet(policies::current);
        return used.channel(notification.getChannel()).map(spec -> known(spec, Accounts.of(used.policy()))).orElseGet(
                () -> new Found.Unknown("channel " + notification.getChannel()
                        + " is not in policy version " + policy.map(CompiledPolicy::version).orElse(version)));
    }

    private Found known(ChannelSpec spec, Accounts accounts) {
        return adapters.named(spec.type()).<Found>map(it -> new Found.Known(spec, it, accounts))
                .orElseGet(() -> new Found.Unknown("unknown channel type: " + spec.type()));
    }

    /** Whether a target of the newest policy has the destination. */
    public boolean addresses(String destination) {
        return policies.current().policy().targets().values().stream().flatMap(target -> target.addresses().stream())
                .anyMatch(address -> address.destination().equals(destination));
    }

    private Optional<ChannelType> typeNow(Notification notification) {
        return specNow(notification).flatMap(spec -> ChannelCatalogue.named(spec.type()));
    }

    private Optional<ChannelSpec> specNow(Notification notification) {
        return policies.version(notification.getPolicyVersion(), Duration.ZERO)
                .flatMap(policy -> policy.channel(notification.getChannel()));
    }

    @Override
    public String definition(Notification notification) {
        return specNow(notification).map(spec -> Integer.toHexString(Objects.hash(spec.type(), spec.settings(), spec
                .secrets()))).orElse("");
    }

    @Override
    public Optional<Boolean> keyed(Notification notification) {
        return typeNow(notification).map(type -> type.repeats().known());
    }

    /**
     * Pages are not dropped here: the attempt is rejected, so that the escalator knows that it reached nobody.
     */
    @Override
    public Optional<String> refusal(Notification notification) {
        return KindTraits.of(notification.getKind()).isUrgent()
                ? Optional.empty()
                : typeNow(notification).flatMap(type -> refusal(type, notification.getKind()));
    }

    /** Why a type cannot send a kind; empty if it can. */
    static Optional<String> refusal(ChannelType type, NotificationKind kind) {
        return type.carries(kind)
                ? Optional.empty()
                : Optional.of("channels of type " + type.id() + " cannot send '" + KindSets.word(kind)
                        + "'; add another channel to the target");
    }

    @Override
    public Optional<Throttle> throttle(Notification notification) {
        return policies.version(notification.getPolicyVersion(), Duration.ZERO).flatMap(policy -> policy.channel(
                notification.getChannel()).filter(spec -> ChannelCatalogue.named(spec.type()).filter(
                        type -> HoldRule.mayHold(notification, type)).isPresent()).flatMap(spec -> address(policy,
                                notification).or(spec::throttle)));
    }

    private static Optional<Throttle> address(CompiledPolicy policy, Notification notification) {
        return policy.target(notification.getTarget()).stream().flatMap(target -> target.addresses().stream())
                .filter(it -> it.destination().equals(notification.getDestination())).findFirst()
                .flatMap(Target.Address::throttle);
    }

    @Override
    public int parallel(Notification notification) {
        return typeNow(notification).map(ChannelType::parallel).orElse(1);
    }
}
