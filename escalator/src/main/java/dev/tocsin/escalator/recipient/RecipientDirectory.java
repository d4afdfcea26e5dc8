package dev.tocsin.escalator.recipient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.policy.OnCallPolicy;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.state.Told;

/** Resolves target and schedule names of a policy to destinations. Schedules come from the newest version that has them. */
public final class RecipientDirectory {

    private static final String INBOX = "inbox";

    private final PinnedPolicy pinned;
    private final OnCallPolicy rosters;

    private RecipientDirectory(PinnedPolicy pinned, OnCallPolicy rosters) {
        this.pinned = pinned;
        this.rosters = rosters;
    }

    /** The directory of a policy, with its own schedules. */
    public static RecipientDirectory of(PinnedPolicy pinned) {
        return of(pinned, version -> pinned);
    }

    /** The directory of a policy, with the newest schedules. */
    public static RecipientDirectory of(PinnedPolicy pinned, Policies policies) {
        return new RecipientDirectory(pinned, new OnCallPolicy(policies));
    }

    /**
     * All addresses of the names at a moment, each destination once, in order. A schedule resolves to whoever is on call, and to everyone on it in a gap. The inbox replaces a missing channel.
     */
    public List<Told> reach(List<String> names, Instant at) {
        return look(names, at).told();
    }

    /** The same, with remarks. */
    public ResolvedRecipients look(List<String> names, Instant at) {
        var remarks = new ArrayList<String>();
        var told = Destinations.once(names.stream().flatMap(name -> addresses(name, at, remarks)));
        return new ResolvedRecipients(told, remarks);
    }

    /** Whether the name is a target or schedule. */
    public boolean knows(String name) {
        return policy().targets().containsKey(name) || rosters.of(name, pinned).isPresent()
                || rosters.newest(pinned).policy().targets().containsKey(name);
    }

    /** The targets of an escalation. */
    public Optional<List<String>> escalation(String name) {
        return Stream.of(pinned, rosters.newest(pinned)).map(it -> it.policy().practice().escalations().get(name))
                .filter(targets -> targets != null).findFirst();
    }

    /** The inbox for a target. */
    public Told inbox(String target) {
        return told(target, new Target.Address(INBOX, ""));
    }

    /** The inbox without a target. */
    public Told inbox() {
        return inbox(INBOX);
    }

    /** One address of a target. */
    public Told told(String target, Target.Address address) {
        return told(pinned, target, address);
    }

    public Policy policy() {
        return pinned.policy();
    }

    public int version() {
        return pinned.version();
    }

    private Stream<Told> addresses(String name, Instant at, List<String> remarks) {
        var roster = rosters.of(name, pinned);
        if (roster.isPresent()) {
            return onCall(roster.get(), roster.get().policy().practice().schedules().get(name), at, remarks).stream();
        }
        return addresses(policy().targets().containsKey(name) ? pinned : rosters.newest(pinned), name);
    }

    /** A gap resolves to everyone on the schedule. */
    private static List<Told> onCall(PinnedPolicy roster, OnCall schedule, Instant at, List<String> remarks) {
        var now = schedule.at(at).stream().flatMap(target -> addresses(roster, target)).toList();
        if (!now.isEmpty()) {
            return now;
        }
        remarks.add("nobody is on call on schedule " + schedule.name() + ", so everyone on it is notified");
        return schedule.everybody().stream().flatMap(target -> addresses(roster, target)).toList();
    }

    private static Stream<Told> addresses(PinnedPolicy policy, String name) {
        return Optional.ofNullable(policy.policy().targets().get(name)).stream()
                .flatMap(target -> target.addresses().stream())
                .map(address -> told(policy, name, policy.policy().channels().containsKey(address.channel())
                        ? address
                        : new Target.Address(INBOX, "")));
    }

    private static Told told(PinnedPolicy policy, String target, Target.Address address) {
        return Told.newBuilder().setDestination(address.destination()).setChannel(address.channel())
                .setAddress(address.address()).setTarget(target).setPolicyVersion(policy.version()).build();
    }
}
