package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.classify.CorrelationKey;
import dev.tocsin.policy.classify.RuleInForce;
import dev.tocsin.policy.classify.Template;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.Rule;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.schemas.incident.ClockKind;

/** Reads rules and the fallback, conditions compiled. */
final class RuleReader {

    /** What alerts of one incident have in common when a rule does not say it. */
    static final List<String> CORRELATE_BY = List.of("service", "name");

    /** Id of the rule that matches what no other rule did. */
    static final String FALLBACK = "fallback";

    private static final String NO_RULE = "No rule matched";

    private static final Set<String> FLAGS = Set.of("customer-facing", "security", "confidential");

    private final Set<String> severities;
    private final Set<String> ladders;
    private final Set<String> symptoms;
    private final DeadlineReader deadlines;
    private final Conditions conditions;
    private final GroupingReader groupings;
    private final Findings findings;
    private Defaults defaults = new Defaults(CORRELATE_BY, Map.of(), Grouping.PLAIN, Optional.empty());

    /**
     * A reader of rules.
     *
     * @param symptoms
     *            names that the policy describes; empty when it describes none, then any text will do
     */
    RuleReader(Set<String> severities, Set<String> ladders, Set<String> symptoms, DeadlineReader deadlines,
            Conditions conditions, Findings findings) {
        this.severities = severities;
        this.ladders = ladders;
        this.symptoms = symptoms;
        this.deadlines = deadlines;
        this.conditions = conditions;
        this.groupings = new GroupingReader(findings);
        this.findings = findings;
    }

    /** What a rule says that does not say it itself. */
    private record Defaults(List<String> correlateBy, Map<String, Template> set, Grouping grouping,
            Optional<Duration> respond) {}

    /** Takes what rules have in common, for all rules that are read afterwards. */
    void defaults(YamlNode node) {
        Section.of(node, SectionKind.DEFAULTS, findings).ifPresent(section -> defaults = said(section));
    }

    private Defaults said(Section section) {
        var set = new LinkedHashMap<>(defaults.set());
        section.node("set").ifPresent(node -> set.putAll(set(node)));
        return new Defaults(correlateBy(section), set, groupings.read(section, defaults.grouping()),
                DurationReader.positive(section, "respond", "15m").or(defaults::respond));
    }

    List<RuleInForce> rules(List<YamlNode> items) {
        var rules = new ArrayList<RuleInForce>();
        var names = new Names("rule", findings);
        for (var item : items) {
            Section.of(item, SectionKind.RULE, findings).ifPresent(section -> {
                var id = section.neededScalar("id", "database-down");
                id.ifPresent(names::give);
                id.filter(it -> it.text().equals(FALLBACK)).ifPresent(it -> findings.add(it.place(),
                        "a rule is named 'fallback'", "use the top-level key 'fallback' instead"));
                var when = section.neededScalar("when", "severity=\"critical\"");
                var condition = when.flatMap(conditions::alert);
                var name = id.map(Scalar::text).orElse("");
                rules.add(rule(section, name, section.scalar("reason", "The database is down").map(Scalar::text)
                        .orElse("rule " + name), when.map(Scalar::text), condition.orElse(Condition.ALWAYS)));
            });
        }
        return rules;
    }

    Optional<RuleInForce> fallback(YamlNode node) {
        return Section.of(node, SectionKind.FALLBACK, findings).map(section -> rule(section, FALLBACK,
                section.scalar("reason", NO_RULE).map(Scalar::text).orElse(NO_RULE),
                Optional.empty(), Condition.ALWAYS));
    }

    private RuleInForce rule(Section section, String id, String question, Optional<String> when, Condition condition) {
        var severity = section.neededScalar("severity", "SEV2");
        severity.ifPresent(it -> Names.isKnown(it, "severity", severities, findings));
        var ladder = section.scalar("ladder", "urgent");
        ladder.ifPresent(it -> Names.isKnown(it, "ladder", ladders, findings));
        return rule(id, question, when, severity.map(Scalar::text).orElse(""), ladder.map(Scalar::text), said(section),
                clocks(section), condition);
    }

    /** Without a fallback, what no rule knows gets the given severity. */
    RuleInForce implied(String severity) {
        return rule(FALLBACK, NO_RULE, Optional.empty(), severity, Optional.empty(), defaults, Map.of(),
                Condition.ALWAYS);
    }

    private static RuleInForce rule(String id, String question, Optional<String> when, String severity,
            Optional<String> ladder, Defaults said, Map<ClockKind, Deadline> clocks, Condition condition) {
        var texts = new LinkedHashMap<String, String>();
        said.set().forEach((key, template) -> texts.put(key, template.text()));
        return new RuleInForce(new Rule(id, question, when, severity, said.correlateBy(), ladder, texts,
                said.grouping(), said.respond(), clocks), condition, said.set(), new CorrelationKey(said
                        .correlateBy()));
    }

    private Map<ClockKind, Deadline> clocks(Section section) {
        section.node("clocks").filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast).stream()
                .flatMap(clocks -> clocks.entries().stream()).map(YamlNode.Entry::key)
                .filter(key -> key.text().equals(ClockKind.RESPOND.key())).forEach(key -> findings.add(key.place(),
                        "'clocks' of a rule defines 'respond'", "write 'respond: 15m' next to 'clocks'"));
        return deadlines.clocks(section);
    }

    private List<String> correlateBy(Section section) {
        return section.node("correlate-by").isEmpty()
                ? defaults.correlateBy()
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
                        "write '{label}', '{annotations.name}', or '{{' for a literal brace"));
        if (parsed.isPresent() && parsed.get().isFixed()) {
            fixed(key, scalar);
        }
        return parsed;
    }

    private void fixed(String key, Scalar scalar) {
        if (FLAGS.contains(key) && !Template.isFlag(scalar.text())) {
            findings.add(scalar.place(), "'" + key + "' must be true or false",
                    "write true, false, or a '{label}' whose value is one of them");
        } else if (key.equals("symptom") && !symptoms.isEmpty()) {
            Names.isKnown(scalar, "symptom", symptoms, findings);
        }
    }
}
