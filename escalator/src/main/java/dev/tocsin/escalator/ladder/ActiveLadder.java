package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.recipient.RecipientDirectory;
import dev.tocsin.escalator.recipient.ResolvedRecipients;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.condition.IncidentFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;
import dev.tocsin.state.ContactRow;
import dev.tocsin.state.Told;

/**
 * The ladder of a running escalation with its recipients. If the policy refers to something that does not exist, more people are paged rather than nobody, and {@link #remarks()} says so.
 *
 * @param directory
 *            whom the names on it reach
 * @param remarks
 *            what was missing
 */
public record ActiveLadder(RecipientDirectory directory, Ladder ladder, List<String> remarks) {

    /** The ladder with that name, possibly without steps; if there is none, all targets of the first ladder at once. */
    public static ActiveLadder on(PinnedPolicy pinned, String ladderName) {
        return on(pinned, ladderName, RecipientDirectory.of(pinned));
    }

    /** The same, with the current schedules. */
    public static ActiveLadder on(PinnedPolicy pinned, String ladderName, Policies policies) {
        return on(pinned, ladderName, RecipientDirectory.of(pinned, policies));
    }

    private static ActiveLadder on(PinnedPolicy pinned, String ladderName, RecipientDirectory directory) {
        var policy = pinned.policy();
        var remarks = new ArrayList<String>();
        pinned.remark().ifPresent(remarks::add);
        var ladder = Optional.ofNullable(policy.ladders().get(ladderName)).orElseGet(() -> {
            remarks.add("ladder " + ladderName + " is not in the policy, so all targets of the first ladder are"
                    + " paged at once");
            return everybody(policy, ladderName);
        });
        remarks.addAll(missing(policy, directory, ladder));
        return new ActiveLadder(directory, ladder, List.copyOf(remarks));
    }

    /** Version of the policy that it is of. */
    public int policyVersion() {
        return directory.version();
    }

    /** Whether the policy means that nobody is paged. */
    public boolean isEmpty() {
        return ladder.rungs().isEmpty();
    }

    /** For a running escalation: replaces a ladder that lost its steps by one that pages everybody. */
    public ActiveLadder orEverybody() {
        return isEmpty() ? new ActiveLadder(directory, everybody(directory.policy(), ladder.name()), remarks) : this;
    }

    /** Recipients of a step, each destination once, in policy order; never empty. */
    public List<Told> recipients(int rung, Instant now) {
        return stepRecipients(rung, now).told();
    }

    /** Recipients of the last step. */
    public List<Told> lastRecipients(Instant now) {
        return recipients(ladder.rungs().size(), now);
    }

    /** Recipients of a step with remarks; never empty. */
    ResolvedRecipients stepRecipients(int rung, Instant now) {
        var reached = directory.look(ladder.rungs().get(rung - 1).targets(), now);
        return reached.isEmpty()
                ? anybody(now).remarked("no target of step " + rung + " has an address, so others are notified")
                : reached;
    }

    /**
     * Recipients of the alarm: those whom the ladder names; else the operator, unless just paged by the last step; else the last step. Destinations where pages failed are skipped, except the inbox.
     *
     * @param failed
     *            destinations at which pages failed
     */
    ResolvedRecipients alarmed(Instant now, Set<String> failed) {
        var named = directory.look(ladder.conduct().alarm(), now);
        var last = stepRecipients(ladder.rungs().size(), now);
        var operator = directory.look(directory.policy().practice().operator(), now);
        var all = Stream.of(named, operator.without(last.destinations()), last, operator).map(some -> some.without(
                failed)).filter(some -> !some.isEmpty()).toList();
        return all.stream().filter(some -> some.told().stream().anyMatch(this::speaks)).findFirst()
                .filter(_ -> !failed.isEmpty()).or(() -> all.stream().findFirst()).orElseGet(
                        () -> new ResolvedRecipients(List.of(
                                directory.inbox("operator")), List.of()));
    }

    /** Recipients of a requested page, by the name of an escalation, target or schedule; never empty. */
    ResolvedRecipients calledIn(String name, Instant now) {
        var targets = directory.escalation(name).orElseGet(() -> directory.knows(name)
                ? List.of(name)
                : everyTarget(directory.policy()));
        var reached = directory.look(targets, now);
        return reached.isEmpty() ? anybody(now) : reached;
    }

    /**
     * Recipients whose delivery counts as reaching somebody. An inbox counts only for targets without another channel.
     */
    List<Told> countingRecipients(List<Told> called) {
        var spokenTo = called.stream().filter(this::speaks).map(Told::getTarget).collect(Collectors.toSet());
        return called.stream().filter(told -> speaks(told) || !spokenTo.contains(told.getTarget())).toList();
    }

    /** The same where some destinations follow later: the inbox of a target counts only if no other channel follows. */
    List<Told> countingRecipients(List<Told> called, List<ContactRow> later) {
        return countingRecipients(Stream.concat(called.stream(), later.stream().map(ContactRow::getTo)).toList())
                .stream().filter(called::contains).toList();
    }

    private boolean speaks(Told told) {
        return Optional.ofNullable(directory.policy().channels().get(told.getChannel())).filter(spec -> !spec.speaks())
                .isEmpty();
    }

    /** Whether the condition of a step is met; true if it cannot be evaluated. */
    boolean isMeantFor(int rung, Incident incident, Instant now) {
        return !(ladder.rungs().get(rung - 1).when().judge(new IncidentFacts(incident, now)) instanceof Judgement.No);
    }

    /** The condition of a step, as written in the policy. */
    String condition(int rung) {
        return ladder.rungs().get(rung - 1).when().text();
    }

    /** A destination that does not wake the recipient: the inbox instead of a pager. */
    Told quiet(Told told) {
        return Optional.ofNullable(directory.policy().channels().get(told.getChannel()))
                .filter(ChannelSpec::knowsOnlyPages).map(_ -> directory.inbox(told.getTarget())).orElse(told);
    }

    /** How late a page may be; empty means no limit. */
    Optional<Duration> pageWithin(Incident incident) {
        return directory.policy().severity(incident.getSeverity().getId()).flatMap(SeverityLevel::pageWithin);
    }

    private ResolvedRecipients anybody(Instant now) {
        var reached = directory.look(everyTarget(directory.policy()), now);
        return reached.isEmpty() ? new ResolvedRecipients(List.of(directory.inbox()), List.of()) : reached;
    }

    private static Ladder everybody(Policy policy, String name) {
        return new Ladder(name, List.of(new Ladder.Rung(Duration.ZERO, everyTarget(policy))), 0, Duration.ZERO);
    }

    /** Targets of the first ladder with steps: that of the worst severity, else the first by name. */
    private static List<String> everyTarget(Policy policy) {
        var ladders = policy.ladders();
        var worstFirst = policy.severities().stream().sorted(Comparator.comparingInt(SeverityLevel::rank))
                .map(SeverityLevel::ladder);
        var first = Stream.concat(worstFirst, new TreeSet<>(ladders.keySet()).stream()).filter(name -> ladders
                .containsKey(name) && !ladders.get(name).rungs().isEmpty())
                .findFirst();
        var targets = new LinkedHashSet<String>();
        first.ifPresent(name -> ladders.get(name).rungs().forEach(rung -> targets.addAll(rung.targets())));
        return List.copyOf(targets);
    }

    private static List<String> missing(Policy policy, RecipientDirectory directory, Ladder ladder) {
        var names = ladder.rungs().stream().flatMap(rung -> rung.targets().stream()).distinct().toList();
        var targets = names.stream().filter(name -> !policy.targets().containsKey(name) && !directory.knows(name))
                .map(name -> "target " + name + " is not in the policy");
        var channels = names.stream().map(policy.targets()::get).filter(Objects::nonNull)
                .flatMap(target -> target.addresses().stream()).map(Target.Address::channel).distinct()
                .filter(channel -> !policy.channels().containsKey(channel))
                .map(channel -> "channel " + channel + " is not in the policy, so the inbox is used");
        return Stream.concat(targets, channels).toList();
    }
}
