package dev.tocsin.policy.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;

import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.OnCallChangeKind;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.yaml.Nearest;

/** Whether a change of a schedule can take effect: its people are known, its time is valid, and nothing contradicts it. */
public final class OnCallChangeCheck {

    private static final Duration LONGEST = Duration.ofDays(366);

    private OnCallChangeCheck() {}

    /** What a person corrects. */
    public enum Mistake {
        /** It names what the policy does not have, or a time that cannot be. */
        INVALID,
        /** Another change holds at the same time. */
        CONFLICT
    }

    /**
     * Why a change is refused.
     *
     * @param detail
     *            a sentence that says what to change
     */
    public record Refusal(Mistake mistake, String detail) {}

    /**
     * The first thing that is wrong.
     *
     * @param existing
     *            all changes so far, also those that were undone
     */
    public static Optional<Refusal> refusal(OnCallChange change, Policy policy, Collection<OnCallChange> existing,
            Instant now) {
        return invalid(change, policy, now).map(detail -> new Refusal(Mistake.INVALID, detail))
                .or(() -> conflict(change, existing).map(detail -> new Refusal(Mistake.CONFLICT, detail)))
                .or(() -> swapOfNobody(change, policy, existing).map(detail -> new Refusal(Mistake.INVALID, detail)));
    }

    private static Optional<String> invalid(OnCallChange change, Policy policy, Instant now) {
        var schedules = policy.practice().schedules();
        if (!(schedules.get(change.getSchedule()) instanceof Schedule)) {
            return Optional.of("The policy has no schedule '" + change.getSchedule() + "': " + Nearest.advice(change
                    .getSchedule(), schedules.keySet()));
        }
        for (var person : change.getPeople()) {
            if (!policy.targets().containsKey(person)) {
                return Optional.of("The policy has no target '" + person + "': " + Nearest.advice(person, policy
                        .targets().keySet()));
            }
        }
        var different = new HashSet<>(change.getPeople()).size();
        if (different != change.getPeople().size() || different == 0
                || (change.getKind() == OnCallChangeKind.SWAP && different != 2)) {
            return Optional.of(change.getKind() == OnCallChangeKind.SWAP
                    ? "A swap needs two different people"
                    : "An override needs at least one person, each once");
        }
        if (!change.getUntil().isAfter(change.getFrom()) || !change.getUntil().isAfter(now)) {
            return Optional.of("until must be after from and in the future");
        }
        return Optional.of("A change lasts at most 366 days; change the schedule in the policy instead")
                .filter(_ -> Duration.between(change.getFrom(), change.getUntil()).compareTo(LONGEST) > 0);
    }

    private static Optional<String> conflict(OnCallChange change, Collection<OnCallChange> existing) {
        return existing.stream().filter(other -> other.getUndoneAt().isEmpty() && !other.getId().equals(change.getId())
                && other.getSchedule().equals(change.getSchedule()) && other.getFrom().isBefore(change.getUntil())
                && change.getFrom().isBefore(other.getUntil()))
                .findFirst().map(other -> "The " + word(other) + " " + other.getId() + " of " + other.getAuthor()
                        + " (" + String.join(", ", other.getPeople()) + ", from " + other.getFrom() + " until "
                        + other.getUntil() + ") holds at the same time: undo it first, or choose another time");
    }

    /** A swap of two who have no shift by the rotation then would change nothing, in silence. */
    private static Optional<String> swapOfNobody(OnCallChange change, Policy policy,
            Collection<OnCallChange> existing) {
        if (change.getKind() != OnCallChangeKind.SWAP) {
            return Optional.empty();
        }
        var schedules = OnCallChanges.of(existing).on(policy).practice().schedules();
        var without = ((Schedule) schedules.get(change.getSchedule())).timeline(change.getFrom(), change.getUntil());
        var all = new java.util.ArrayList<>(existing);
        all.add(change);
        var with = ((Schedule) OnCallChanges.of(all).on(policy).practice().schedules().get(change.getSchedule()))
                .timeline(change.getFrom(), change.getUntil());
        return Optional.of("Neither " + String.join(" nor ", change.getPeople())
                + " has a shift by the rotation in this time, so the swap changes nothing")
                .filter(_ -> with.equals(without));
    }

    private static String word(OnCallChange change) {
        return change.getKind() == OnCallChangeKind.SWAP ? "swap" : "override";
    }
}
