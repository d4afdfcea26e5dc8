package dev.tocsin.policy.classify;

import java.time.Duration;
import java.util.List;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Severity;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Practice.Symptom;
import dev.tocsin.policy.model.Rule;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.route.Route;
import dev.tocsin.schemas.incident.ClockKind;

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

    /** The same rule with another severity, and the ladder and clocks of that severity. */
    public RuleInForce at(String severity) {
        return new RuleInForce(new Rule(rule.id(), rule.question(), rule.when(), severity, rule.correlateBy(), Optional
                .empty(), rule.set(), rule.grouping(), Optional.empty(), Map.of()), when, set, key);
    }

    /** What the rule makes of an alert that it matches. */
    public Classification apply(AlertFacts facts, Circumstances circumstances) {
        var level = circumstances.level();
        var environment = text("environment", facts);
        var symptom = text("symptom", facts);
        var known = Optional.ofNullable(circumstances.symptoms().get(symptom));
        var runbook = Optional.of(address("runbook", facts)).filter(text -> !text.isEmpty())
                .or(() -> known.map(Symptom::runbook)).orElse("");
        var takers = circumstances.takers();
        return new Classification(rule.id(), circumstances.reason(), new Severity(level.id(), level.rank()),
                shared(takers, facts).of(facts, circumstances.serviceKey(), environment), facts.service(), environment,
                text("team", facts), symptom, runbook, text("title", facts), isTrue("customer-facing", facts),
                isTrue("security", facts), rule.ladder().orElse(level.ladder()), level.quietTime(),
                level.reopenWindow(), isTrue("confidential", facts), known.map(Symptom::steps).orElse(List.of()),
                rule.grouping(), rule.respond().or(() -> level.clock(ClockKind.RESPOND)
                        .map(clock -> Duration.between(facts.at(), clock.due(facts.at())))),
                takers.stream().map(Route::name).toList());
    }

    /** What the alerts of an incident share: as the first route that takes the alert says, else as the rule says. */
    private CorrelationKey shared(List<Route> takers, AlertFacts facts) {
        return takers.stream().findFirst().flatMap(Route::groupBy).map(by -> new CorrelationKey(by.contains(
                Route.ALL_LABELS)
                        ? List.copyOf(facts.alert().getLabels().keySet())
                        : by)).orElse(key);
    }

    /**
     * What a classification takes besides the rule and the alert.
     *
     * @param serviceKey
     *            the alert's service, or the system that this is a part of
     * @param level
     *            the rule's severity
     * @param symptoms
     *            that the policy describes, by name
     * @param reason
     *            why the rule decides
     * @param takers
     *            routes that take the alert
     */
    public record Circumstances(String serviceKey, SeverityLevel level, Map<String, Symptom> symptoms,
            String reason, List<Route> takers) {}

    private boolean isTrue(String key, AlertFacts facts) {
        return Template.isTrue(text(key, facts));
    }

    private String address(String key, AlertFacts facts) {
        var template = set.get(key);
        return template == null ? "" : template.fillAddress(facts);
    }

    private String text(String key, AlertFacts facts) {
        var template = set.get(key);
        return template == null ? "" : template.fill(facts);
    }
}
