package dev.tocsin.policy.condition;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;

import dev.tocsin.policy.AlertBuilder;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchersTest {

    private static final AlertBuilder ALERT = anAlert().named("Down").with("severity", "critical").with("path", "a\\b")
            .with("quote", "say \"x\"").with("lines", "a\nb").with("odd name", "1");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            severity="critical"  -> true
            severity = "critical"  -> true
            severity=critical  -> true
            severity="warning"  -> false
            severity!="warning"  -> true
            severity!="critical"  -> false
            severity=~"crit.*|page"  -> true
            severity=~"crit"  -> false
            severity!~"crit"  -> true
            severity!~".*"  -> false
            {severity="critical"}  -> true
            { severity="critical" , path=~".+", }  -> true
            severity="critical",absent=""  -> true
            severity="critical",absent!=""  -> false
            absent=~"x?"  -> true
            alertname="Down"  -> true
            service=~"check.*"  -> true
            path="a\\\\b"  -> true
            path="a\\b"  -> true
            path=~"a\\\\\\\\b"  -> true
            quote="say \\"x\\""  -> true
            lines="a\\nb"  -> true
            lines=~"a.b"  -> false
            lines=~"(?s)a.b" -> true
            "odd name"="1"  -> true
            {"odd name"=~"\\d"}  -> true
            """)
    void shouldMatchAsAlertmanagerDoes(String matchers, boolean matches) {
        assertThat(judge(matchers, ALERT)).isEqualTo(matches ? Judgement.YES : Judgement.NO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service != \"checkout\"", "alert.name != \"x\"", "labels.a == \"b\"", "a == \"b\"", "true",
            "!labels.a.contains(\"=\")"})
    void shouldLeaveCelToCel(String condition) {
        assertThat(Matchers.looksLike(condition)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "a=~\"b\"", "a!~\"b\"", "a!=\"b\"", "{}", "  {a=\"b\"}", "\"a\\\"b\"=\"c\"",
            "service=\"x\"", "service_name!=\"x\""})
    void shouldKnowMatchersByTheirBeginning(String condition) {
        assertThat(Matchers.looksLike(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{,}", "a=", "a=\"b", "a=\"b\" c=\"d\"", "a=\"b\"}", "{a=\"b\"", "a=~\"(\"", "=\"b\"",
            "a!\"b\"", "a=\"b\",,c=\"d\"", "a=\"b\", c==\"d\""})
    void shouldRefuseInvalidMatchers(String matchers) {
        var problems = new ArrayList<String>();

        assertThat(Matchers.parse(matchers, (at, problem, instead) -> problems.add(problem))).isEmpty();
        assertThat(problems).hasSize(1);
    }

    @Test
    void shouldStayFastOnExpressionsThatWouldBacktrack() {
        var alert = anAlert().with("a", "a".repeat(50_000) + "!");

        assertThat(judge("a=~\"(a*)*b\"", alert)).isEqualTo(Judgement.NO);
    }

    @Property(tries = 500)
    void shouldMatchAnyValueThatIsQuotedWithEscapes(@ForAll String value) {
        var quoted = "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";

        assertThat(judge("label=" + quoted, anAlert().with("label", value))).isEqualTo(Judgement.YES);
    }

    private static Judgement judge(String matchers, AlertBuilder alert) {
        var parsed = Matchers.parse(matchers, (at, problem, instead) -> {
            throw new AssertionError(problem + " at " + at);
        });
        return parsed.orElseThrow().judge(new AlertFacts(alert.build(), "checkout", Instant.EPOCH));
    }
}
