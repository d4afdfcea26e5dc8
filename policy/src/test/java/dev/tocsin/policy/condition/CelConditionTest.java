package dev.tocsin.policy.condition;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.tocsin.policy.yaml.SourcePosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelConditionTest {

    private static final Instant MONDAY_NINE = Instant.parse("2026-03-02T09:00:00Z");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            labels.severity == "critical"  -> true
            labels["severity"] == "critical"  -> true
            alert.labels.severity == "critical"  -> true
            labels.absent == "critical"  -> false
            labels.absent == ""  -> true
            labels.absent != "critical"  -> true
            !(labels.absent == "critical")  -> true
            labels["absent"].startsWith("x")  -> false
            annotations.absent == ""  -> true
            alert.annotations["absent"] == ""  -> true
            has(labels.severity)  -> true
            has(labels.absent)  -> false
            "severity" in labels  -> true
            "absent" in labels  -> false
            labels.exists(name, labels[name] == "critical")  -> true
            labels.all(name, name != "x")  -> true
            [labels.absent, labels.severity].exists(it, it == "critical")  -> true
            labels.severity in ["critical", "page"]  -> true
            labels.Severity.lowerAscii() == ""  -> true
            values.error_rate > 50  -> true
            values.error_rate >= 50.5  -> true
            values.error_rate == 50.5  -> true
            values.absent > 0  -> false
            values.absent < 0  -> false
            !(values.absent > 0)  -> false
            values.absent > 0 || labels.severity == "critical"  -> true
            labels.severity == "critical" && values.absent < 1.0  -> false
            !(values.absent < 1.0 || labels.severity == "critical")  -> false
            values.absent / 2.0 < 1.0 || 1.0 < 2.0  -> true
            (values.absent < 1.0 ? labels.severity : "none") == "none"  -> false
            alert.values["absent"] != 1.0  -> false
            "absent" in values  -> false
            has(values.error_rate)  -> true
            service == "checkout"  -> true
            service != "checkout"  -> false
            service.matches("^check(out)?$")  -> true
            matches(service, "eck")  -> true
            service.matches(labels.severity)  -> false
            glob(service, "check*")  -> true
            service.glob("c?eck*t")  -> true
            glob(service, "check")  -> false
            glob("a.b", "a?b") && !glob("", "?") && glob("", "*")  -> true
            alert.name == "HighErrorRate" && alert.status == "firing"  -> true
            alert.format == "alertmanager" && alert.source == "test"  -> true
            time - alert.startsAt == duration("30m")  -> true
            time.getDayOfWeek() == 1 && time.getHours() == 9  -> true
            time.getHours("Europe/Berlin") == 10  -> true
            """)
    void shouldJudge(String condition, boolean holds) {
        assertThat(judge(condition)).isEqualTo(holds ? Judgement.YES : Judgement.NO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            1 / size(labels.absent) > 0
            labels.severity.matches("(" + labels.absent)
            timestamp(labels.severity) < time
            ["a"][5] == "b"
            """)
    void shouldSayWhyWhenItCannotJudge(String condition) {
        assertThat(judge(condition)).isInstanceOfSatisfying(Judgement.Broken.class,
                broken -> assertThat(broken.why()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void shouldGiveUpOnAConditionThatWouldTakeForEver() {
        var alert = anAlert();
        for (int i = 0; i < 1000; i++) {
            alert.with("l" + i, "v");
        }
        var facts = new AlertFacts(alert.build(), "checkout", MONDAY_NINE);

        var judged = compile("labels.all(a, labels.all(b, labels.all(c, a + b + c != \"x\")))").judge(facts);

        assertThat(judged).isInstanceOf(Judgement.Broken.class);
    }

    private static Judgement judge(String condition) {
        var alert = anAlert().with("severity", "critical").measured("error_rate", 50.5).build();
        return compile(condition).judge(new AlertFacts(alert, "checkout", MONDAY_NINE));
    }

    private static Condition compile(String condition) {
        return new ConditionReader().read(condition, (at, problem, instead) -> {
            throw new AssertionError(problem + "; " + instead);
        }, at -> new SourcePosition(1, at + 1)).orElseThrow();
    }
}
