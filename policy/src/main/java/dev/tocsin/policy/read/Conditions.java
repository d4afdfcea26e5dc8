package dev.tocsin.policy.read;

import java.util.Optional;

import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.condition.ConditionReader;
import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Compiles the conditions of one file, and reports what is wrong with them at its place. */
final class Conditions {

    private static final String EXAMPLE = "severity=\"critical\"";

    private final ConditionReader reader;
    private final Findings findings;

    Conditions(ConditionReader reader, Findings findings) {
        this.reader = reader;
        this.findings = findings;
    }

    /** The condition over an alert that stands behind a key; empty when it is missing or wrong. */
    Optional<Condition> alert(Section section, String key) {
        return section.scalar(key, EXAMPLE).flatMap(this::alert);
    }

    Optional<Condition> alert(Scalar written) {
        return reader.read(written.text(), findings, written::at);
    }

    /** The condition of a route that stands behind a key; empty when it is missing or wrong. */
    Optional<Condition> route(Section section, String key) {
        return section.scalar(key, EXAMPLE).flatMap(written -> reader.route(written.text(), findings, written::at));
    }

    /** The condition over an incident that stands behind a key; empty when it is missing or wrong. */
    Optional<IncidentCondition> incident(Section section, String key) {
        return section.scalar(key, "incident.rank == 1")
                .flatMap(written -> reader.incident(written.text(), findings, written::at));
    }
}
