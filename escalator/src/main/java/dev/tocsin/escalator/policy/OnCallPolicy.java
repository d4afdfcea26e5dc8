package dev.tocsin.escalator.policy;

import java.util.Optional;

/**
 * Selects the policy version for on-call schedules. A ladder keeps the version that it started with, but schedules come from the newest version that has them.
 */
public final class OnCallPolicy {

    private final Policies policies;

    public OnCallPolicy(Policies policies) {
        this.policies = policies;
    }

    /** The newest version that knows the schedule, not older than the pinned one; empty when none does. */
    public Optional<PinnedPolicy> of(String schedule, PinnedPolicy pinned) {
        var newest = policies.newest().filter(known -> known.version() > pinned.version());
        if (pinned.policy().targets().containsKey(schedule)) {
            return newest.filter(known -> knows(known, schedule));
        }
        for (var version = newest.map(PinnedPolicy::version).orElse(0); version > pinned.version(); version--) {
            var candidate = version == newest.get().version() ? newest.get() : policies.version(version);
            if (candidate.remark().isEmpty() && knows(candidate, schedule)) {
                return Optional.of(candidate);
            }
        }
        return Optional.of(pinned).filter(known -> knows(known, schedule));
    }

    /** The newest version of all; the pinned one where none is newer. */
    public PinnedPolicy newest(PinnedPolicy pinned) {
        return policies.newest().filter(known -> known.version() > pinned.version()).orElse(pinned);
    }

    private static boolean knows(PinnedPolicy policy, String schedule) {
        return policy.policy().practice().schedules().containsKey(schedule);
    }
}
