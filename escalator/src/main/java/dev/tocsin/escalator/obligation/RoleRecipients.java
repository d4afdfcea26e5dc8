package dev.tocsin.escalator.obligation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.tocsin.escalator.ladder.ActiveLadder;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.escalator.recipient.RecipientDirectory;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Target;
import dev.tocsin.state.Told;

/**
 * Recipients of notifications that are not pages. A name is a role in the incident, a target, a schedule, an escalation or an address. If it reaches nobody, the commander, those who acknowledged, or the first step stand in. Never empty, each destination once; pagers are used only for targets without another channel.
 */
public final class RoleRecipients {

    private static final String COMMANDER = "commander";

    private final Incident incident;
    private final Policy policy;
    private final PinnedPolicy pinned;
    private final Policies policies;
    private final RecipientDirectory directory;
    private final Instant now;

    private RoleRecipients(Incident incident, PinnedPolicy pinned, Policies policies, Instant now) {
        this.incident = incident;
        this.policy = pinned.policy();
        this.pinned = pinned;
        this.policies = policies;
        this.directory = RecipientDirectory.of(pinned, policies);
        this.now = now;
    }

    /** Those of an incident, by the policy that classified it. */
    public static RoleRecipients of(Incident incident, ObligationContext moment) {
        return new RoleRecipients(incident, moment.policyOf(incident), moment.policies(), moment.now());
    }

    /**
     * Who was found.
     *
     * @param to
     *            at least one
     * @param why
     *            why them, such as {@code commander alice} or {@code first step of ladder sev1}
     */
    public record Reached(List<Told> to, String why) {

        public Reached {
            to = List.copyOf(to);
        }
    }

    /**
     * The first of the names that reaches somebody.
     *
     * @param names
     *            in the order of preference; empty ones are passed over
     */
    public Reached firstOf(List<String> names) {
        return names.stream().map(this::reach).flatMap(Optional::stream).findFirst().orElseGet(this::standIn);
    }

    /** All recipients that the names reach. */
    public Reached allOf(List<String> names) {
        var reached = names.stream().map(this::reach).flatMap(Optional::stream).toList();
        return reached.isEmpty()
                ? standIn()
                : new Reached(Destinations.once(reached.stream().flatMap(it -> it.to().stream())), String.join(", ",
                        reached.stream()
                                .map(Reached::why).distinct().toList()));
    }

    /** The destinations that wake nobody, or all destinations of a target that has only others. */
    public List<Told> quiet(List<Told> all) {
        var targets = new LinkedHashMap<String, List<Told>>();
        all.forEach(told -> targets.computeIfAbsent(told.getTarget(), target -> new ArrayList<>()).add(told));
        return Destinations.once(targets.entrySet().stream().flatMap(entry -> quiet(entry.getKey(), entry.getValue())
                .stream()));
    }

    private List<Told> quiet(String target, List<Told> all) {
        var read = all.stream().filter(told -> !is(told, ChannelSpec::isRecord)).toList();
        var calm = read.stream().filter(told -> !is(told, ChannelSpec::wakes)).toList();
        if (!calm.isEmpty()) {
            return calm;
        }
        var able = read.stream().filter(told -> !is(told, ChannelSpec::knowsOnlyPages)).toList();
        return able.isEmpty() ? List.of(directory.inbox(target)) : able;
    }

    private boolean is(Told told, Predicate<ChannelSpec> kind) {
        var said = policies.version(told.getPolicyVersion()).policy();
        return Optional.ofNullable(said.channels().get(told.getChannel())).filter(kind).isPresent();
    }

    private Reached standIn() {
        var acknowledged = Stream.concat(incident.getAcknowledgements().reversed().stream().map(Acknowledgement::getBy),
                Stream.of(incident.getAcknowledgedBy())).distinct();
        return Stream.concat(reach(COMMANDER).stream(), acknowledged.map(this::reach).flatMap(Optional::stream))
                .findFirst().orElseGet(this::firstRung);
    }

    private Reached firstRung() {
        var activeLadder = ActiveLadder.on(pinned, incident.getLadder(), policies).orEverybody();
        var first = activeLadder.ladder().rungs().getFirst().targets().isEmpty()
                ? List.of(directory.inbox())
                : activeLadder.recipients(1, now);
        return new Reached(quiet(first), "first step of ladder " + activeLadder.ladder().name());
    }

    /** Resolves a role to its holder; a name that is not a held role may be a target. */
    private Optional<Reached> reach(String name) {
        var holder = Optional.ofNullable(incident.getRoles().get(name)).filter(it -> !it.isBlank());
        return holder.flatMap(person -> reached(person, name + " " + person)).or(() -> reached(name, name));
    }

    private Optional<Reached> reached(String name, String why) {
        return Optional.of(quiet(directory.reach(known(name), now))).filter(to -> !to.isEmpty())
                .map(to -> new Reached(to, why));
    }

    /** The names of the policy that a name means. */
    private List<String> known(String name) {
        if (name.isBlank()) {
            return List.of();
        }
        if (directory.knows(name)) {
            return List.of(name);
        }
        return Optional.ofNullable(policy.practice().escalations().get(name))
                .orElseGet(() -> sorted().filter(target -> isCalled(target, name)).map(Target::name).limit(1).toList());
    }

    /** Compares name and addresses, ignoring case. */
    private static boolean isCalled(Target target, String name) {
        return target.name().equalsIgnoreCase(name) || target.addresses().stream()
                .anyMatch(address -> address.address().equalsIgnoreCase(name));
    }

    private Stream<Target> sorted() {
        return policy.targets().values().stream().sorted((one, other) -> one.name().compareTo(other.name()));
    }
}
