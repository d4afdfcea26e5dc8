package dev.tocsin.policytools.drills;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policytools.cases.CaseStep;
import dev.tocsin.policytools.cases.Expectation;

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
public record Drill(String name, SourcePosition place, Instant at, Duration lasts, List<CaseStep> steps,
        Optional<List<ExpectedMessage>> told, List<ExpectedMessage> facts, List<ExpectedMessage> never,
        Expectation expected) {

    public Drill {
        steps = List.copyOf(steps);
        told = told.map(List::copyOf);
        facts = List.copyOf(facts);
        never = List.copyOf(never);
    }
}
