package dev.tocsin.policy.drills;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.cases.Expectation;
import dev.tocsin.policy.cases.Step;
import dev.tocsin.policy.yaml.Place;

/**
 * One drill: an incident that never was.
 *
 * @param name
 *            what it shows, for people
 * @param place
 *            where it stands in its file
 * @param at
 *            when it begins
 * @param lasts
 *            how long it is looked at, from the beginning
 * @param steps
 *            what happens, in order
 * @param told
 *            who must be told what, and nobody else; empty: whoever it is
 * @param facts
 *            what must stand on the timeline, among the rest
 * @param never
 *            what must not happen
 * @param expected
 *            how incidents must stand in the end
 */
public record Drill(String name, Place place, Instant at, Duration lasts, List<Step> steps,
        Optional<List<Wanted>> told, List<Wanted> facts, List<Wanted> never, Expectation expected) {

    public Drill {
        steps = List.copyOf(steps);
        told = told.map(List::copyOf);
        facts = List.copyOf(facts);
        never = List.copyOf(never);
    }
}
