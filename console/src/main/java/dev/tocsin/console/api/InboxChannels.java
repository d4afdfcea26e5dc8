package dev.tocsin.console.api;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyErrors;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.ChannelSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which channels of the policy in force, or of the built-in one, are inboxes. */
public final class InboxChannels implements Predicate<String> {

    private static final Logger LOG = LoggerFactory.getLogger(InboxChannels.class);
    private static final String INBOX = "inbox";

    private final Supplier<Optional<PolicyVersion>> inForce;
    private final Set<String> builtIn = names(PolicyLoader.builtIn());
    private volatile Known known = new Known(0, Set.of());

    private record Known(int version, Set<String> names) {}

    public InboxChannels(Supplier<Optional<PolicyVersion>> inForce) {
        this.inForce = inForce;
    }

    @Override
    public boolean test(String channel) {
        inForce.get().filter(version -> version.getVersion() != known.version()).ifPresent(
                version -> known = new Known(version.getVersion(), names(version)));
        return builtIn.contains(channel) || known.names().contains(channel);
    }

    private static Set<String> names(PolicyVersion version) {
        try {
            return PolicyLoader.load(version).policy().channels().values().stream().filter(channel -> channel.type()
                    .equals(INBOX)).map(ChannelSpec::name).collect(Collectors.toUnmodifiableSet());
        } catch (PolicyErrors errors) {
            LOG.warn("policy {} version {} cannot be loaded, its inboxes are not known: {}", version.getName(), version
                    .getVersion(), errors.getMessage());
            return Set.of();
        }
    }
}
