package dev.tocsin.escalator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.policy.PolicyNotReadException;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.change.OnCallChanges;
import dev.tocsin.policy.feed.OnCallFeed;
import dev.tocsin.policy.feed.PolicyFeed;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Policy versions from the feed, with the overrides and swaps that people set at run time. Waits for a version that is not read yet. A version that never becomes available (it does not compile in this release, or the topic lost it) is replaced by the current one after a minute, because an incident must page somebody.
 */
final class FeedPolicies implements Policies {

    private static final Logger LOG = LoggerFactory.getLogger(FeedPolicies.class);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int NONE = -1;
    private static final Duration GIVE_UP = Duration.ofMinutes(1);

    private final Versions versions;
    private final InstantSource clock;
    private final Map<Integer, Changed> changed = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> missingSince = new ConcurrentHashMap<>();

    FeedPolicies(PolicyFeed feed, OnCallFeed changes, InstantSource clock) {
        this(new Versions() {

            private final AtomicBoolean waited = new AtomicBoolean();

            // A topic that is not there must not hold up every page: it is waited for once.
            @Override
            public OnCallChanges changes() {
                if (!waited.getAndSet(true) && !changes.awaitRead(WAIT)) {
                    LOG.warn("{} has not been read yet; overrides and swaps set at run time may be missing",
                            Topics.ONCALL.name());
                }
                return changes.current();
            }

            @Override
            public Optional<CompiledPolicy> version(int version, Duration wait) {
                return feed.version(version, wait);
            }

            @Override
            public CompiledPolicy current() {
                return feed.current();
            }

            @Override
            public boolean caughtUp() {
                return feed.caughtUp();
            }
        }, clock);
    }

    FeedPolicies(Versions versions, InstantSource clock) {
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public PinnedPolicy version(int version) {
        var found = versions.version(version, WAIT);
        if (found.isPresent()) {
            missingSince.remove(version);
            return PinnedPolicy.of(version, changed(found.get()));
        }
        var current = versions.current();
        if (!versions.caughtUp() || (version > current.version() && !isGivenUp(version))) {
            throw new PolicyNotReadException(version);
        }
        return PinnedPolicy.standIn(version, current.version(), changed(current));
    }

    /** Waits briefly for the feed to catch up, then uses the on-call schedules known so far. */
    @Override
    public Optional<PinnedPolicy> newest() {
        if (!versions.caughtUp()) {
            versions.version(NONE, WAIT);
        }
        var current = versions.current();
        return Optional.of(PinnedPolicy.of(current.version(), changed(current)));
    }

    private Policy changed(CompiledPolicy compiled) {
        var changes = versions.changes();
        return changed.compute(compiled.version(), (_, known) -> known != null && known.changes().equals(changes)
                && known.compiled().equals(compiled)
                        ? known
                        : new Changed(compiled, changes, changes.on(compiled.policy()))).policy();
    }

    /** What a version became by changes; kept, because it is asked for often. */
    private record Changed(CompiledPolicy compiled, OnCallChanges changes, Policy policy) {}

    private boolean isGivenUp(int version) {
        var now = clock.instant();
        var since = missingSince.computeIfAbsent(version, missing -> now);
        return !since.plus(GIVE_UP).isAfter(now);
    }

    /** What is asked of the feed. */
    interface Versions {

        Optional<CompiledPolicy> version(int version, Duration wait);

        CompiledPolicy current();

        boolean caughtUp();

        OnCallChanges changes();
    }
}
