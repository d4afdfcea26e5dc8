package dev.tocsin.policy.oncall;

import java.time.Instant;
import java.util.List;

/**
 * A swap: two people exchange their shifts for a limited time.
 *
 * @param one
 *            name of a target
 * @param other
 *            name of another target
 * @param until
 *            exclusive, later than {@code from}
 */
public record Swap(String one, String other, Instant from, Instant until) {

    boolean holdsAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    List<String> exchanged(List<String> people) {
        return people.stream().map(name -> name.equals(one) ? other : name.equals(other) ? one : name).toList();
    }
}
