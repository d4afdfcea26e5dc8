package dev.tocsin.policy.oncall;

import java.time.Instant;
import java.util.List;

/**
 * An override: replaces the layers for a limited time.
 *
 * @param people
 *            names of targets, at least one
 * @param until
 *            exclusive, later than {@code from}
 */
public record ScheduleOverride(List<String> people, Instant from, Instant until) {

    public ScheduleOverride {
        people = List.copyOf(people);
    }

    boolean holdsAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
