package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.classify.CorrelationKey;
import dev.tocsin.policy.classify.RuleInForce;
import dev.tocsin.policy.classify.Template;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.condition.ConditionReader;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.Rule;
import dev.tocsin.policy.yaml.Place;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads rules and the fallback, conditions compiled. */
final class RuleReader {

    /** What alerts of one incident have in common when a rule does not say it. */
    static final List<String> CORRELATE_BY = List.of("service", "name");

    /** Id of the rule that matches what no other rule did. */
    static final String FALLBACK = "fallback";

    private static final String NO_RULE = "No rule matched";

    private final Set<String> severities;
    private final Set<String> ladders;
    private final ConditionReader conditions;
    private final Findings findings;
    private List<String> correlateBy = CORRELATE_BY;
    private Map<String, Template> defaults = Map.of();

    RuleReader(Set<String> severities, Set<String> ladders, Findings findings) {
        this.severities = severities;
        this.ladders = ladders;
        this.conditions = new ConditionReader();
        this.findings = findings;
    }

    /** Takes what rules have in common, for all rules that are read afterwards. */
    void defaults(YamlNode node) {
        Section.of(node, SectionKind.DEFAULTS, findings).ifPresent(section -> {
            correlateBy = correlateBy(section);
            defaults = section.node("set").map(this::set).orElse(Map.of());
        });
    }

    List<RuleInForce> rules(List<YamlNode> items) {
        var rules = new ArrayList<RuleInForce>();
        var seen = new HashMap<String, Place>();
        for (var item : items) {
            Section.of(item, SectionKind.RULE, findings).ifPresent(section -> {
                var id = section.neededScalar("id", "database-down");
                id.ifPresent(it -> unique(it, seen));
                var when = section.neededScalar("when", "severity=\"critical\"");
                var condition = when.flatMap(this::condition);
                var name = id.map(Scalar::text).orElse("");
                rules.add(rule(section, name, section.scalar("question", "Is the database down?").map(Scalar::text)
                        .orElse("rule " + name), when.map(Scalar::text), condition.orElse(Condition.ALWAYS)));
            });
        }
        return rules;
    }

    Optional<RuleInForce> fallback(YamlNode node) {
        return Section.of(node, SectionKind.FALLBACK, findings).map(section -> rule(section, FALLBACK,
                section.scalar("question", NO_RULE).map(Scalar::text).orElse(NO_RULE),
                Optional.empty(), Condition.ALWAYS));
    }

    private RuleInForce rule(Section section, String id, String question, Optional<String> when, Condition condition) {
        var severity = section.neededScalar("severity", "SEV2");
        severity.filter(it -> !severities.contains(it.text()))
                .ifPresent(it -> findings.add(it.place(), "unknown severity '" + Section.shortened(it.text()) + "'",
                        Nearest.advice(it.text(), severities)));
        var ladder = section.scalar("ladder", "urgent");
        ladder.ifPresent(it -> SeverityReader.knownLadder(it, ladders, findings));
        var set = new LinkedHashMap<>(defaults);
        section.node("set").ifPresent(node -> set.putAll(set(node)));
        return rule(id, question, when, severity.map(Scalar::text).orElse(""), correlateBy(section),
                ladder.map(Scalar::text), set, condition);
    }

    /** Without a fallback, what no rule knows gets the given severity. */
    RuleInForce implied(String severity) {
        return rule(FALLBACK, NO_RULE, Optional.empty(), severity, correlateBy, Optional.empty(), defaults,
                Condition.ALWAYS);
    }

    private static RuleInForce rule(String id, String question, Optional<String> when, String severity,
            List<String> correlateBy, Optional<String> ladder, Map<String, Template> set, Condition condition) {
        var texts = new LinkedHashMap<String, String>();
        set.forEach((key, template) -> texts.put(key, template.text()));
        return new RuleInForce(new Rule(id, question, when, severity, correlateBy, ladder, texts,
                Grouping.PLAIN, Optional.empty()), condition, set,
                new CorrelationKey(correlateBy));
    }

    private List<String> correlateBy(Section section) {
        return section.node("correlate-by").isEmpty()
                ? correlateBy
                : section.words("correlate-by", "[service, environment]").stream().map(Scalar::text).toList();
    }

    private Map<String, Template> set(YamlNode node) {
        var templates = new LinkedHashMap<String, Template>();
        Section.of(node, SectionKind.SET, findings).ifPresent(section -> {
            for (var key : SectionKind.SET.keys()) {
                section.scalar(key, "{" + key + "}").ifPresent(
                        scalar -> template(key, scalar).ifPresent(template -> templates.put(key, template)));
            }
        });
        return templates;
    }

    private Optional<Template> template(String key, Scalar scalar) {
        var parsed = Template.parse(scalar.text(),
                (character, problem) -> findings.add(scalar.at(character), problem,
                        "write '{label}', '{annotations.name}' or, for a brace itself, '{{'"));
        var flag = key.equals("customer-facing") || key.equals("security");
        if (flag && parsed.isPresent() && parsed.get().isFixed() && !Template.isFlag(scalar.text())) {
            findings.add(scalar.place(), "'" + key + "' is neither true nor false",
                    "write true, false or a '{label}' that holds one of them");
        }
        return parsed;
    }

    private Optional<Condition> condition(Scalar when) {
        return conditions.read(when.text(), findings, when::at);
    }

    private void unique(Scalar id, Map<String, Place> seen) {
        Section.checkName(id, "rule", findings);
        if (id.text().equals(FALLBACK)) {
            findings.add(id.place(), "a rule called 'fallback'", "use the key 'fallback' after the rules");
        }
        var earlier = seen.putIfAbsent(id.text(), id.place());
        if (earlier != null) {
            findings.add(id.place(), "rule '" + Section.shortened(id.text()) + "' stands here for the second time",
                    "give it another id; the first is in line " + earlier.line());
        }
    }
}
