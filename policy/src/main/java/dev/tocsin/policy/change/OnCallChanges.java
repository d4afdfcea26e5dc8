package dev.tocsin.policy.change;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.OnCallChangeKind;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.oncall.ScheduleOverride;
import dev.tocsin.policy.oncall.Swap;

/**
 * Overrides and swaps that people set at run time. They lie over those of the policy; of two overrides at once the one that was
 * set later counts. A change of a schedule or of people that a policy does not have is without effect there. Immutable.
 */
public final class OnCallChanges {

    /** No change. */
    public static final OnCallChanges NONE = new OnCallChanges(List.of());

    private final List<OnCallChange> changes;

    private OnCallChanges(List<OnCallChange> changes) {
        this.changes = changes;
    }

    /** Those that were not undone. */
    public static OnCallChanges of(Collection<OnCallChange> all) {
        return new OnCallChanges(all.stream().filter(change -> change.getUndoneAt().isEmpty())
                .sorted(Comparator.comparing(OnCallChange::getSetAt).thenComparing(OnCallChange::getId)).toList());
    }

    /** The change of a schedule that decides who is on call at a moment by an override; empty when none does. */
    public Optional<OnCallChange> overriding(String schedule, Instant at) {
        return changes.reversed().stream().filter(change -> change.getSchedule().equals(schedule)
                && change.getKind() == OnCallChangeKind.OVERRIDE && !at.isBefore(change.getFrom())
                && at.isBefore(change.getUntil())).findFirst();
    }

    /** A policy whose schedules have the changes. */
    public Policy on(Policy policy) {
        var schedules = on(policy.practice().schedules(), policy.targets().keySet());
        return schedules.equals(policy.practice().schedules())
                ? policy
                : policy.with(policy.practice().withSchedules(schedules));
    }

    /**
     * Schedules with the changes.
     *
     * @param targets
     *            names of all people there are
     */
    public Map<String, OnCall> on(Map<String, OnCall> schedules, Collection<String> targets) {
        var changed = new HashMap<>(schedules);
        changed.replaceAll((name, onCall) -> onCall instanceof Schedule schedule ? on(schedule, targets) : onCall);
        return changed;
    }

    private Schedule on(Schedule schedule, Collection<String> targets) {
        var result = schedule;
        for (var change : changes) {
            if (change.getSchedule().equals(schedule.name()) && targets.containsAll(change.getPeople())) {
                result = with(result, change);
            }
        }
        return result;
    }

    private static Schedule with(Schedule schedule, OnCallChange change) {
        return switch (change.getKind()) {
            case OVERRIDE -> schedule.with(new ScheduleOverride(change.getPeople(), change.getFrom(), change
                    .getUntil()));
            case SWAP -> schedule.with(new Swap(change.getPeople().getFirst(), change.getPeople().getLast(), change
                    .getFrom(), change.getUntil()));
            case UNKNOWN -> schedule;
        };
    }
}
