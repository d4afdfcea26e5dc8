package dev.tocsin.policy.classify;

import java.util.List;
import java.util.Map;

import dev.tocsin.event.Severity;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.condition.Facts;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Rule;
import dev.tocsin.policy.model.SeverityLevel;

/**
 * A rule with everything compiled.
 *
 * @param rule
 *            as written
 * @param when
 *            its condition
 * @param set
 *            what it says of the incident, by the key in the policy file
 * @param key
 *            what its alerts have in common
 */
public record RuleInForce(Rule rule, Condition when, Map<String, Template> set, CorrelationKey key) {

    public RuleInForce {
        set = Map.copyOf(set);
    }

    /** What the rule makes of an alert that it matches. */
    public Classification apply(Facts facts, SeverityLevel level, String reason) {
        var environment = text("environment", facts);
        return new Classification(rule.id(), reason, new Severity(level.id(), level.rank()),
                key.of(facts, environment), facts.service(), environment, text("team", facts), text("symptom", facts),
                text("runbook", facts), text("title", facts), Template.isTrue(text("customer-facing", facts)),
                Template.isTrue(text("security", facts)), rule.ladder().orElse(level.ladder()), level.quietTime(),
                level.reopenWindow(), Template.isTrue(text("confidential", facts)), List.of(), rule.grouping(),
                rule.respond());
    }

    private String text(String key, Facts facts) {
        var template = set.get(key);
        return template == null ? "" : template.fill(facts);
    }
}
