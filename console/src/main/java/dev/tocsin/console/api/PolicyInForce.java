package dev.tocsin.console.api;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.read.PolicyErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the console must know of the policy: which channels are inboxes, which ladders page nobody, which roles there are. */
public final class PolicyInForce {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyInForce.class);
    private static final String INBOX = "inbox";

    private final Supplier<Optional<PolicyVersion>> newest;
    private final Known builtIn = builtIn();
    private volatile Known known = builtIn;

    private record Known(int version, CompiledPolicy compiled, Set<String> inboxes, Set<String> silentLadders) {

        static Known of(int version, CompiledPolicy compiled) {
            var policy = compiled.policy();
            return new Known(version, compiled, policy.channels().values().stream().filter(channel -> channel.type()
                    .equals(
                            INBOX))
                    .map(ChannelSpec::name).collect(Collectors.toUnmodifiableSet()), policy.ladders().values().stream()
                            .filter(ladder -> ladder.rungs().isEmpty()).map(Ladder::name).collect(Collectors
                                    .toUnmodifiableSet()));
        }
    }

    /**
     * @param newest
     *            the newest version that was published, if any
     */
    public PolicyInForce(Supplier<Optional<PolicyVersion>> newest) {
        this.newest = newest;
    }

    /** Whether a channel of this name is an inbox, in the policy in force or in the built-in one. */
    boolean isInbox(String channel) {
        return builtIn.inboxes().contains(channel) || known().inboxes().contains(channel);
    }

    /** Whether this ladder pages anybody; one that is not known does. */
    boolean pages(String ladder) {
        return !known().silentLadders().contains(ladder);
    }

    /** The policy itself. */
    public CompiledPolicy compiled() {
        return known().compiled();
    }

    private static Known builtIn() {
        try {
            return Known.of(0, PolicyLoader.load(PolicyLoader.builtIn()));
        } catch (PolicyErrors impossible) {
            throw new IllegalStateException("the built-in policy cannot be loaded", impossible);
        }
    }

    private Known known() {
        newest.get().filter(version -> version.getVersion() != known.version()).ifPresent(version -> known = load(
                version,
                new Known(version.getVersion(), known.compiled(), known.inboxes(), known.silentLadders())));
        return known;
    }

    private static Known load(PolicyVersion version, Known otherwise) {
        try {
            return Known.of(version.getVersion(), PolicyLoader.load(version));
        } catch (PolicyErrors errors) {
            LOG.warn("cannot load policy {} version {}, keeping the previous version: {}", version
                    .getName(), version.getVersion(), errors.getMessage());
            return otherwise;
        }
    }
}
