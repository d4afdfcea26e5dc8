package dev.tocsin.escalator.ladder;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Target;
import dev.tocsin.state.Told;

/**
 * Whom the names in a policy reach.
 *
 * @param version
 *            of the policy
 */
public record Directory(Policy policy, int version) {

    private static final String INBOX = "inbox";

    /** The directory of a policy. */
    public static Directory of(PinnedPolicy pinned) {
        return new Directory(pinned.policy(), pinned.version());
    }

    /**
     * All addresses of those whom the names mean at a moment, every destination once, in the order of the names. A name that
     * is a schedule means whoever is on call then. A channel that is gone is stood in for by the inbox.
     */
    public List<Told> reach(List<String> names, Instant at) {
        var once = new LinkedHashMap<String, Told>();
        names.stream().flatMap(name -> people(name, at)).flatMap(this::addresses)
                .forEach(told -> once.putIfAbsent(told.getDestination(), told));
        return List.copyOf(once.values());
    }

    /** Whether a name means somebody. */
    public boolean knows(String name) {
        return policy.targets().containsKey(name) || policy.practice().schedules().containsKey(name);
    }

    /** The inbox, in the name of a target. */
    public Told inbox(String target) {
        return told(target, new Target.Address(INBOX, ""));
    }

    /** The inbox, in its own name. */
    public Told inbox() {
        return inbox(INBOX);
    }

    /** One address of a target. */
    public Told told(String target, Target.Address address) {
        return Told.newBuilder().setDestination(address.destination()).setChannel(address.channel())
                .setAddress(address.address()).setTarget(target).setPolicyVersion(version).build();
    }

    private Stream<String> people(String name, Instant at) {
        return Optional.ofNullable(policy.practice().schedules().get(name)).map(schedule -> schedule.at(at).stream())
                .orElseGet(() -> Stream.of(name));
    }

    private Stream<Told> addresses(String name) {
        return Optional.ofNullable(policy.targets().get(name)).stream().flatMap(target -> target.addresses().stream())
                .map(address -> policy.channels().containsKey(address.channel())
                        ? told(name, address)
                        : inbox(name));
    }
}
