package dev.tocsin.policy.check;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;

import dev.tocsin.policy.PolicyText;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that load: each has one warning, with what it means as it stands and what its author probably means. */
class PolicyTrapsTest {

    @ParameterizedTest
    @MethodSource({"matchers", "expressions", "names", "templates", "storms", "inhibitions", "ladders"})
    void shouldWarnOnceAndSayWhatToWrite(PolicyText policy, String problem, String writeInstead) throws PolicyErrors {
        assertThat(PolicyCheck.look("shop.yml", policy.text()).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.problem()).contains(problem);
            assertThat(warning.writeInstead()).contains(writeInstead);
        });
    }

    static Stream<Arguments> matchers() {
        return Stream.of(
                trap("single equals sign after a CEL name", "labels.severity = \"critical\"",
                        "read as the name of a label", "in CEL labels.severity == \"critical\""),
                trap("typographic quotation marks", "severity=\u201ccritical\u201d", "typographic", "\"critical\""),
                trap("glob for a text", "severity=\"crit*\"", "compared as it stands", "severity=~\"crit.*\""),
                trap("alternatives for a text", "severity!=\"info|debug\"", "is one text", "severity!~\"info|debug\""),
                trap("glob for a regular expression", "severity=~\"crit*\"", "repeats the letter before it",
                        "write crit.*"));
    }

    static Stream<Arguments> expressions() {
        return Stream.of(
                trap("misspelt time zone", "time.getHours('Europe/Berlln') > 20", "unknown time zone 'Europe/Berlln'",
                        "write 'Europe/Berlin'"),
                argumentSet("hour of another zone", aPolicy().when("time.getHours() > 20")
                        .more("time-zone: Europe/Berlin\n"), "getHours() is in UTC", "getHours(\"Europe/Berlin\")"),
                trap("duration that is none", "time > time - duration(\"5 min\")", "not a duration of CEL", "300s"),
                trap("timestamp that is none", "time > timestamp(\"2026-11-20\")", "not a timestamp", "with an offset"),
                trap("capital in a lower-case text", "text.lowerAscii().contains(\"Timed out\")", "never occurs",
                        "write 'timed out'"),
                trap("unknown status", "alert.status == \"Firing\"", "'firing' or 'resolved'", "'firing'"),
                trap("regular expression for a glob", "glob(labels.team, \"web.*\")", "is a glob", "use matches"),
                trap("glob in a comparison", "labels.team == \"web*\"", "compared as it stands", "use glob"),
                trap("value that the format does not carry", "alert.format == \"sentry\" && values.error_rate > 5.0",
                        "carry no value 'error_rate'", "known: threshold"));
    }

    static Stream<Arguments> names() {
        return Stream.of(equal("blanks for a list", "env region", "[env, region]"),
                equal("commas for a list", "\"env,region\"", "[env, region]"),
                equal("several in one item", "[env region]", "[env, region]"),
                equal("a CEL name", "labels.cluster", "write 'cluster'"),
                argumentSet("in correlate-by", aPolicy().more("defaults: {correlate-by: \"service, name\"}\n"),
                        "name of one label", "correlate-by: [service, name]"),
                argumentSet("of the service", aPolicy().service("service: {labels: [labels.service]}\n"),
                        "no alert has", "write 'service'"));
    }

    static Stream<Arguments> templates() {
        return Stream.of(title("Go's", "{{ $labels.service }} is down", "'{{ $labels.service }}' is shown",
                "'{service}'"),
                title("Alertmanager's", "{{ .CommonLabels.service }} is down", "is shown as it stands", "'{service}'"),
                title("a shell's", "${service} is down", "the '$'", "'{service}'"),
                argumentSet("Go's in a message", aPolicy().more(
                        "messages: [{headline: \"{severity} {title} {{ .CommonLabels.tenant }}\"}]\n"),
                        "'{{ .CommonLabels.tenant }}' is shown", "'{labels.tenant}'"),
                title("singular", "{label.service} is down", "read as a label", "'{labels.service}'"));
    }

    static Stream<Arguments> storms() {
        return Stream.of(
                argumentSet("without hold", storm("except: [SEV1]"), "has no 'hold'", "add 'hold: 5s'"),
                argumentSet("without except", storm("hold: 5s"), "may absorb a SEV1", "except: [SEV1]"));
    }

    static Stream<Arguments> inhibitions() {
        return Stream.of(
                argumentSet("any source", inhibition("name=~\".*\"", "severity=\"info\"", "[cluster]"),
                        "any alert inhibits the targets of 'one'", "require a label value"),
                argumentSet("source as target", inhibition("a=\"b\"", "a=\"b\"", "[cluster]"), "'one' has no effect",
                        "the cause"));
    }

    static Stream<Arguments> ladders() {
        return Stream.of(argumentSet("another name for the same address",
                aPolicy().ladders(
                        "ladders: {urgent: {steps: [{notify: on-call}, {after: 5m, notify: [on-call, lead]}]}}\n")
                        .targets("targets: {on-call: [inbox], lead: [inbox]}\n"),
                "step 2 of ladder 'urgent' reaches only addresses that an earlier step pages", "give lead another"));
    }

    @Test
    void shouldSayNothingOfWhatIsMeantAsItStands() throws PolicyErrors {
        var policy = aPolicy().rules("""
                rules:
                  - {id: a, when: 'path="/api/v1", severity=~"crit.*|page"', severity: SEV1}
                  - {id: b, when: '"labels.severity"="critical"', severity: SEV1}
                  - {id: c, when: 'labels.x == "a|b c" && time.getHours("Europe/Berlin") > 20', severity: SEV1}
                  - {id: d, when: 'alert.format == "cloudwatch" && values.value > 5.0', severity: SEV1}
                  - {id: e, when: 'text.lowerAscii().contains("timed out") || time.getHours() > 3', severity: SEV1}
                  - {id: f, when: 'alert.format == "grafana" && values.anything > 5.0', severity: SEV1}
                  - {id: g, when: 'time.getHours("02:00") > 5 && duration("1h30m") > duration("5s")', severity: SEV1}
                """).ladders("ladders: {urgent: {steps: [{notify: on-call}, {after: 5m, notify: on-call}]}}\n");

        assertThat(PolicyCheck.look("shop.yml", policy.text()).warnings()).isEmpty();
    }

    private static Arguments trap(String name, String when, String problem, String writeInstead) {
        return argumentSet(name, aPolicy().when(when), problem, writeInstead);
    }

    private static Arguments equal(String name, String written, String writeInstead) {
        return argumentSet(name, inhibition("a=\"b\"", "a=\"c\"", written), "no alert has", writeInstead);
    }

    private static Arguments title(String name, String title, String problem, String writeInstead) {
        return argumentSet(name, aPolicy().rules("rules: [{id: a, when: 'x=\"y\"', severity: SEV1, set: {title: \""
                + title + "\"}}]\n"), problem, writeInstead);
    }

    private static PolicyText inhibition(String source, String target, String equal) {
        return aPolicy().more("inhibit: [{id: one, source: '" + source + "', target: '" + target + "', equal: " + equal
                + "}]\n");
    }

    private static PolicyText storm(String more) {
        return aPolicy().more("storms: [{id: flood, alerts: 200, within: 1m, severity: SEV2, " + more + "}]\n");
    }
}
