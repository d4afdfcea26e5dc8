package dev.tocsin.policytools.cases;

import java.time.Instant;
import java.util.List;

import dev.tocsin.policy.yaml.SourcePosition;

/**
 * One case.
 *
 * @param name
 *            what it shows, for people
 * @param place
 *            where it stands in its file
 * @param at
 *            when it begins
 * @param steps
 *            what happens, in order
 * @param expected
 *            how things must stand afterwards
 */
public record Case(String name, SourcePosition place, Instant at, List<CaseStep> steps, Expectation expected) {

    public Case {
        steps = List.copyOf(steps);
    }
}
