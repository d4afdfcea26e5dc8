package dev.tocsin.console.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.oncall.Shift;

/**
 * Who is on call at a time, and what says so.
 *
 * @param schedule
 *            name of the schedule
 * @param policyVersion
 *            version of the policy that contains the schedule
 * @param people
 *            who is on call; in a gap, everyone on the schedule
 * @param by
 *            layer NAME, override, swap, or gap
 */
public record OnCallReason(String schedule, int policyVersion, List<String> people, String by) {

    public OnCallReason {
        people = List.copyOf(people);
    }

    /** Who is on call on a schedule of a policy at a time. */
    public static OnCallReason of(OnCall schedule, CompiledPolicy policy, Instant at) {
        var people = schedule.at(at);
        var by = schedule instanceof Schedule whole
                ? by(whole.timeline(at, at.plus(Duration.ofMillis(1))).getFirst())
                : "its calendar";
        return new OnCallReason(schedule.name(), policy.version(), people.isEmpty() ? schedule.everybody() : people,
                by);
    }

    /** As a clause: {@code bob is on call on schedule shop (override)}. */
    String words() {
        return String.join(", ", people) + " on call on schedule " + schedule + " (" + by + ", policy version "
                + policyVersion + ")";
    }

    private static String by(Shift shift) {
        return switch (shift.why()) {
            case LAYER -> "layer " + shift.layer();
            case OVERRIDE -> "override";
            case SWAP -> "swap in layer " + shift.layer();
            case GAP -> "gap, so everyone on it is paged";
        };
    }
}
