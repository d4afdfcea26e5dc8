package dev.tocsin.notifier.trial;

import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.model.Target;

/** The addresses to which a test of a channel goes. */
public final class TrialAddresses {

    private TrialAddresses() {}

    /**
     * The addresses of a target on a channel.
     *
     * @throws TrialRefusedException
     *             when there is none, or when a test is not harmless
     */
    public static List<Target.Address> of(CompiledPolicy policy, String channel, String target) {
        var spec = policy.channel(channel).orElseThrow(() -> new TrialRefusedException("the policy has no channel '"
                + channel + "'; it has " + policy.policy().channels().keySet().stream().sorted().collect(Collectors
                        .joining(", "))));
        var type = ChannelCatalogue.known(spec.type());
        if (!ChannelTrial.isHarmless(type)) {
            throw new TrialRefusedException("channel " + channel + " (" + type.id()
                    + ") is public: a test message would be published. Test it with a page of its own");
        }
        var addresses = policy.target(target).map(Target::addresses).orElse(List.of()).stream().filter(it -> it
                .channel().equals(channel)).toList();
        if (addresses.isEmpty()) {
            throw new TrialRefusedException("target '" + target + "' has no address on channel " + channel
                    + "; these have: " + String.join(", ", targets(policy, channel)));
        }
        return addresses;
    }

    /** The targets of a policy with an address on a channel, by name. */
    private static List<String> targets(CompiledPolicy policy, String channel) {
        return policy.policy().targets().values().stream().filter(it -> it.addresses().stream().anyMatch(one -> one
                .channel().equals(channel))).map(Target::name).sorted().toList();
    }
}
