package dev.tocsin.policy;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.policy.classify.CorrelationKey;
import dev.tocsin.policy.classify.RuleInForce;
import dev.tocsin.policy.classify.RuleIndex;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.condition.ConditionReader;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.Rule;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The index leaves out only rules that cannot match. */
class RuleIndexTest {

    private static final ConditionReader READER = new ConditionReader();
    private static final Map<String, Condition> COMPILED = new ConcurrentHashMap<>();
    private static final List<String> ATOMS = List.of("labels.a == \"1\"", "\"2\" == labels[\"a\"]",
            "alert.labels.b == \"1\"", "labels.a in [\"1\", \"3\", \"\"]", "labels.b in []", "service == \"s1\"",
            "service in [\"s1\", \"s2\"]", "alert.name == \"N1\"", "alert.name.lowerAscii() in [\"n1\", \"n2\"]",
            "labels.b.lowerAscii() == \"x\"", "alert.source == \"test\"", "alert.format == \"other\"",
            "labels.a != \"1\"", "!(labels.a == \"1\")", "has(labels.b)", "labels.a.startsWith(\"1\")",
            "1 / size(labels.a) == 1", "labels.all(service, service == \"a\")", "labels.a == labels.b", "true",
            "false");
    private static final List<String> MATCHERS = List.of("a=\"1\"", "a=\"\"", "a!=\"1\"", "b=~\"1|X\"", "b=~\"1|\"",
            "b=~\"x.*\"", "b!~\"1|2\"", "a=\"1\",b=\"2\"", "service=\"s1\"", "alertname=\"N1\"",
            "alertname=~\"N1|N 2\"");

    @Property(tries = 400)
    void shouldLeaveOutOnlyRulesThatDoNotHold(@ForAll("conditions") List<String> conditions,
            @ForAll("alerts") AlertFacts facts) {
        var rules = rules(conditions);
        var candidates = new RuleIndex(rules).candidates(facts);

        for (int position = 0; position < rules.size(); position++) {
            if (!candidates.get(position)) {
                assertThat(rules.get(position).when().judge(facts)).as(conditions.get(position))
                        .isEqualTo(Judgement.NO);
            }
        }
    }

    @Property(tries = 100)
    void shouldClassifyAsAPlainScanDoes(@ForAll("conditions") List<String> conditions,
            @ForAll("alerts") AlertFacts facts) {
        var policy = policy(conditions);
        var plain = "fallback";
        var unjudged = new ArrayList<String>();
        for (var rule : rules(conditions)) {
            var judged = rule.when().judge(facts);
            if (judged instanceof Judgement.Yes) {
                plain = rule.rule().id();
                break;
            } else if (judged instanceof Judgement.Broken) {
                unjudged.add(rule.rule().id());
            }
        }

        var classified = policy.classify(facts.alert(), facts.service(), facts.at());

        assertThat(classified.ruleId()).isEqualTo(plain);
        assertThat(Pattern.compile("rule (r\\d+) could not be evaluated").matcher(classified.reason()).results()
                .map(result -> result.group(1)).toList()).isEqualTo(unjudged);
    }

    @Test
    void shouldJudgeOnlyRulesThatCanMatch() {
        var rules = rules(IntStream.range(0, 1000)
                .mapToObj(i -> "labels.severity == \"critical\" && labels.service in [\"s%d\", \"t%d\"]".formatted(i,
                        i))
                .toList());
        var facts = new AlertFacts(anAlert().with("severity", "critical").with("service", "t7").build(), "t7",
                Instant.EPOCH);

        assertThat(new RuleIndex(rules).candidates(facts).stream()).containsExactly(7);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            labels.a == "1" && values.x > 5  -> a=[1]
            labels.a == "1" || labels.a in ["2", "3"]  -> a=[1, 2, 3]
            labels.a == "1" || labels.b == "2"  -> nothing
            labels.a == "1" || values.x > 5  -> nothing
            (labels.a == "1" && labels.b == "2") || (labels.b == "3" && service == "s")  -> b=[2, 3]
            labels.a.lowerAscii() == "x"  -> a=[x]
            !(labels.a == "1")  -> nothing
            a="1", b=~"x|y", c!="2", d=~"z.*"  -> a=[1] b=[x, y]
            """)
    void shouldFindTheRequiredValuesOfACondition(String condition, String demands) {
        var found = compile(condition).demands().stream()
                .map(demand -> demand.aspect().name() + "=" + demand.values().stream().sorted().toList())
                .collect(Collectors.joining(" "));

        assertThat(found.isEmpty() ? "nothing" : found).isEqualTo(demands);
    }

    Gen<List<String>> conditions() {
        var atoms = Gens.of(ATOMS);
        var joined = Gens.combine(atoms, Gens.of("&&", "||"), atoms, Gens.of("&&", "||"), atoms, (a, first, b, second,
                c) -> "(" + a + " " + first + " " + b + ") " + second + " " + c);
        return Gens.oneOf(atoms, joined, Gens.of(MATCHERS)).list(0, 12);
    }

    Gen<AlertFacts> alerts() {
        var value = Gens.of("", "1", "2", "3", "X", "x");
        return Gens.combine(value, value, Gens.of("s1", "s2", "s3"), Gens.of("N1", "N 2", "n3"), (a, b, service,
                name) -> new AlertFacts(anAlert().named(name).with("a", a).with("b", b).build(), service,
                        Instant.EPOCH));
    }

    private static CompiledPolicy policy(List<String> conditions) {
        var rules = new ArrayList<String>();
        for (int i = 0; i < conditions.size(); i++) {
            rules.add("  - {id: r%d, severity: SEV1, when: '%s'}\n".formatted(i, conditions.get(i)));
        }
        return PolicyText.aPolicy().rules(rules.isEmpty() ? "" : "rules:\n" + String.join("", rules)).load();
    }

    private static List<RuleInForce> rules(List<String> conditions) {
        return IntStream.range(0, conditions.size()).mapToObj(i -> new RuleInForce(new Rule("r" + i, "?",
                Optional.of(conditions.get(i)), "SEV1", List.of(), Optional.empty(), Map.of(), Grouping.PLAIN,
                Optional.empty(), Map.of()), compile(conditions.get(i)), Map.of(), new CorrelationKey(List.of())))
                .toList();
    }

    private static Condition compile(String condition) {
        return COMPILED.computeIfAbsent(condition, RuleIndexTest::read);
    }

    private static Condition read(String condition) {
        return READER.read(condition, (at, problem, instead) -> {
            throw new AssertionError(problem + "; " + instead);
        }, at -> new SourcePosition(1, at + 1)).orElseThrow();
    }
}
