package dev.tocsin.policy;

import static dev.tocsin.policy.PolicyText.HERE;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import dev.tocsin.policy.read.PolicyError;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In each text, » stands in front of the character at which the error is expected. */
class PolicyErrorsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"yaml", "names", "causes", "durations", "ladders", "channels", "rules", "conditions"})
    void shouldReportPositionProblemAndFix(String name, PolicyText policy, String problem, String writeInstead) {
        var marked = policy.text();
        var before = marked.substring(0, marked.indexOf(HERE));
        var line = (int) before.lines().count() + (before.endsWith("\n") ? 1 : 0);
        var column = before.length() - before.lastIndexOf('\n');

        var errors = errorsOf(marked.replace(HERE, ""));

        assertThat(errors.errors()).singleElement().satisfies(error -> {
            assertThat(error.problem()).contains(problem);
            assertThat(error.writeInstead()).contains(writeInstead);
            assertThat(error.line()).as("line").isEqualTo(line);
            assertThat(error.column()).as("column").isEqualTo(column);
        });
    }

    static Stream<Arguments> yaml() {
        return Stream.of(
                arguments("tab as indentation", aPolicy().channels("channels:\n»\tinbox: {type: inbox}\n"),
                        "not valid YAML", "indentation"),
                arguments("quote never closed", aPolicy().more("link: {console: \"http://a}\n»"), "not valid YAML",
                        "quotes"),
                arguments("control character", aPolicy().more("link: {console: \"a»\u0001b\"}\n"),
                        "a character not allowed in YAML (U+0001)", "remove it"),
                arguments("second document", aPolicy().more("»---\npolicy: other\n"),
                        "a second YAML document begins here",
                        "without '---'"),
                arguments("key twice", aPolicy().more("»policy: other\n"), "key 'policy' is defined twice",
                        "first defined in line 1"),
                arguments("key that is a list", aPolicy().more("»[a, b]: c\n"), "a key that is a list", "plain name"),
                arguments("tag", aPolicy().more("link: »!custom {console: http://a/}\n"), "YAML tag '!custom'",
                        "remove the tag"),
                arguments("alias of nothing", aPolicy().more("link: »*nothing\n"),
                        "alias '*nothing' refers to no anchor",
                        "add '&nothing'"),
                arguments("nested too deep", aPolicy().more("link: " + "[".repeat(24) + "»" + "[".repeat(9000)
                        + "]".repeat(9024) + "\n"), "nested more than 24 levels deep", "reduce the nesting"));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("unknown key with a near one", aPolicy().more("»chanels: {}\n"),
                        "unknown key 'chanels' in the policy", "write 'channels'"),
                arguments("unknown key far from all", aPolicy().service("service: {»zzzzzz: 1}\n"),
                        "unknown key 'zzzzzz' in 'service'", "known: labels"),
                arguments("merge key", aPolicy().ladders("""
                        ladders:
                          urgent: {»<<: {steps: []}, steps: [{notify: on-call}]}
                        """), "unknown key '<<' in a ladder",
                        "known: acknowledge-expires, acknowledges, exhausted, on-raise, repeat, repeat-after, steps"),
                arguments("unknown ladder", aPolicy().severities("severities: [{id: SEV1, ladder: »urgnet}]\n"),
                        "unknown ladder 'urgnet'", "write 'urgent'"),
                arguments("unknown target",
                        aPolicy().ladders("ladders: {urgent: {steps: [{notify: [on-call, »lead]}]}}\n"),
                        "unknown target 'lead'", "known: on-call"),
                arguments("unknown channel", aPolicy().targets("targets: {on-call: [{channel: »inbx}]}\n"),
                        "unknown channel 'inbx'", "write 'inbox'"),
                arguments("unknown severity",
                        aPolicy().rules("rules: [{id: a, when: 'x=\"y\"', severity: »SEV9}]\n"),
                        "unknown severity 'SEV9'", "write 'SEV1'"),
                arguments("severity twice", aPolicy().severities("""
                        severities:
                          - {id: SEV1, ladder: urgent}
                          - {id: »SEV1, ladder: urgent}
                        """), "severity 'SEV1' is defined twice", "first defined in line 3"),
                arguments("id that is no name", aPolicy().severities("severities: [{id: »'SEV 1', ladder: urgent}]\n"),
                        "severity 'SEV 1' is not a name", "letters, digits"),
                arguments("no severities", aPolicy().severities("severities: »[]\n"), "no severities", "SEV1"),
                arguments("key without value", aPolicy().service("service:\n  labels:»\n"), "'labels' is empty",
                        "write a list"),
                arguments("list instead of mapping", aPolicy().more("link: »[http://a/]\n"), "'link' is a list",
                        "keys with values"),
                arguments("console that is no address", aPolicy().more("link: {console: »tocsin.example.org}\n"),
                        "'console' is not an absolute", "https://"));
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                arguments("misspelt section", aPolicy().ladders("»ladder: {urgent: {steps: [{notify: on-call}]}}\n"),
                        "unknown key 'ladder'", "write 'ladders'"),
                arguments("another word for a required key",
                        aPolicy().ladders("ladders: {urgent: {steps: [{»target: on-call}]}}\n"),
                        "unknown key 'target' in a step", "write 'notify', which a step requires"),
                arguments("list without brackets",
                        aPolicy().ladders("ladders: {urgent: {steps: [{notify: on-call, »on-call-2}]}}\n"),
                        "unknown key 'on-call-2'", "notify: [on-call, on-call-2]"),
                arguments("channel as a key", aPolicy().targets("targets: {on-call: [{»inbox: ada}]}\n"),
                        "unknown key 'inbox' in an address", "{channel: inbox, address: ada}"),
                arguments("wrong calendar that is used",
                        aPolicy().severities("severities: [{id: SEV1, ladder: urgent, clocks: {respond: {within: 1h, "
                                + "calendar: office}}}]\ncalendars: {office: {days: [»mon-fri], hours: [\"09:00-17:00\"]}}\n"),
                        "unknown day 'mon-fri'", "mon, tue, wed, thu, fri"),
                arguments("misspelt severity that is used", aPolicy().severities("""
                        severities: [{id: »SEV 1, ladder: urgent}]
                        rules: [{id: a, when: 'x="y"', severity: SEV1}, {id: b, when: 'x="z"', severity: SEV1}]
                        """), "'SEV 1' is not a name", "letters, digits"),
                arguments("unknown severity that is used twice", aPolicy().more("""
                        rules:
                          - {id: a, when: 'x="y"', severity: »SEV7}
                          - {id: b, when: 'x="z"', severity: SEV7}
                        """), "unknown severity 'SEV7' (also in line", "write 'SEV1'"),
                arguments("template without quotes", aPolicy().more(
                        "rules: [{id: a, when: 'x=\"y\"', severity: SEV1, set: {title: »{environment|env}}}]\n"),
                        "'title' is a mapping", "in quotes: \"{environment|env}\""),
                arguments("type for a channel", aPolicy().channels("channels: {mail: {type: inbox}}\n")
                        .targets("targets: {on-call: [{channel: »inbox}]}\n"), "unknown channel 'inbox'",
                        "write 'mail', the channel of type inbox"),
                arguments("abbreviated time zone", aPolicy().more("time-zone: »EST\n"), "unknown time zone 'EST'",
                        "America/New_York"),
                arguments("time zone of the machine", aPolicy().more("time-zone: »Local\n"),
                        "unknown time zone 'Local'", "by name"),
                arguments("another word for a milestone", aPolicy().more(
                        "stakeholders: [{id: a, notify: [on-call], on: [»opened]}]\n"), "unknown milestone 'opened'",
                        "write 'declared'"));
    }

    static Stream<Arguments> durations() {
        return Stream.of(duration("without unit", "5", "write the unit: 5s, 5m or 5h"),
                duration("unknown unit", "5min", "write 5m"), duration("in words", "2 days", "write 2d"),
                duration("ISO 8601", "PT30M", "write 30m"), duration("fraction", "1.5h", "write 1h30m"),
                duration("a word", "soon", "90s, 5m, 1h30m, 2d or 6w"), duration("negative", "-5m", "90s, 5m"),
                duration("more than a year", "400d", "90s, 5m"), duration("wrong order", "5m1h", "90s, 5m"));
    }

    private static Arguments duration(String name, String written, String advice) {
        return arguments("duration " + name,
                aPolicy().severities("severities: [{id: SEV1, ladder: urgent, quiet: »" + written + "}]\n"),
                "'" + written + "' is not a duration", advice);
    }

    static Stream<Arguments> ladders() {
        return Stream.of(
                ladder("rung not later", "{steps: [{after: 5m, notify: on-call}, {after: »5m, notify: on-call}]}",
                        "not later than the previous step, which is at 5m", "longer 'after'"),
                ladder("second rung without delay", "{steps: [{notify: on-call}, »{notify: on-call}]}",
                        "a step has no 'after'", "add 'after: 5m'"),
                ladder("rung without target", "{steps: [»{after: 5m}]}", "a step has no 'notify'", "add 'notify:"),
                ladder("rung for nobody", "{steps: [{notify: »[]}]}", "has no targets", "add a target"),
                ladder("target twice", "{steps: [{notify: [on-call, »on-call]}]}", "is listed twice in a step",
                        "remove"),
                ladder("no steps", "»{repeat: 0}", "a ladder has no 'steps'", "add 'steps:"),
                ladder("repeat without delay", "{steps: [{notify: on-call}], repeat: »2}",
                        "'repeat' without 'repeat-after'", "add 'repeat-after: 10m'"),
                ladder("delay without repeat", "{steps: [{notify: on-call}], repeat-after: »2m}",
                        "'repeat-after' without 'repeat'", "add 'repeat: 1'"),
                ladder("repeat at once", "{steps: [{notify: on-call}], repeat: 1, repeat-after: »0m}",
                        "'repeat-after' is zero", "10m"),
                ladder("repeat that is no number", "{steps: [{notify: on-call}], repeat: »often, repeat-after: 5m}",
                        "'repeat' is not a number", "such as 1"));
    }

    private static Arguments ladder(String name, String ladder, String problem, String writeInstead) {
        return arguments(name, aPolicy().ladders("ladders:\n  urgent: " + ladder + "\n"), problem, writeInstead);
    }

    static Stream<Arguments> channels() {
        return Stream.of(channel("no type", "»{}", "a channel has no 'type'", "inbox, webhook, email, sns, slack"),
                channel("unknown type", "{type: »pagerdutty}", "unknown channel type", "write 'pagerduty'"),
                channel("setting missing", "»{type: email, host: h}", "has no 'from'", "add 'from:"),
                channel("setting of another type", "{type: inbox, »url: http://a/}",
                        "unknown key 'url' in a channel of type inbox",
                        "known: cleared, send-resolved, tells, throttle, type"),
                channel("not a port", "{type: email, host: h, from: a@b, port: »70000}",
                        "not a whole number from 1 to 65535", "65535"),
                channel("not a flag", "{type: email, host: h, from: a@b, starttls: »maybe}", "must be true or false",
                        "true or false"),
                channel("not an email address", "{type: email, host: h, from: »nobody}", "not an email address",
                        "name@example.org"),
                channel("user without password", "{type: email, host: h, from: a@b, username: »me}",
                        "'username' without the other", "both"),
                channel("not an address", "{type: webhook, url: »ftp://a/}", "not an absolute http or https URL",
                        "https://example.org/hook"),
                channel("address with password", "{type: webhook, url: »'https://me:word@a/'}",
                        "contains a secret in plain text", "{env: NAME_OF_VARIABLE}"),
                channel("literal secret", "{type: pagerduty, routing-key: »abcdef}", "must not hold the secret itself",
                        "write 'routing-key: {env: NAME_OF_VARIABLE}'"),
                channel("secret with both", "{type: pagerduty, routing-key: »{env: A, file: /b}}", "needs exactly one",
                        "{env:"),
                channel("variable that is no name", "{type: pagerduty, routing-key: {env: »A-B}}",
                        "not the name of an environment variable", "{env:"),
                channel("slack without anything", "»{type: slack}", "without 'webhook-url' or 'token'",
                        "write one of 'webhook-url"),
                channel("slack with both", "{type: slack, webhook-url: {env: A}, token: »{env: B}}",
                        "both 'webhook-url' and 'token'", "write one of"),
                channel("nothing to tell", "{type: inbox, tells: [»resolve]}", "'resolve' is not a kind of message",
                        "write 'resolved'"),
                arguments("mail without address",
                        aPolicy().channels("channels: {mail: {type: email, host: h, from: a@b}}\n")
                                .targets("targets: {on-call: [»{channel: mail}]}\n"),
                        "without a mail address", "address: name@example.org"),
                arguments("room missing", aPolicy().channels("channels: {chat: {type: slack, token: {env: A}}}\n")
                        .targets("targets: {on-call: [»chat]}\n"), "without a room", "address: C0123456789"),
                arguments("target without address", aPolicy().targets("targets: {on-call: »[]}\n"), "has no address",
                        "{channel: inbox}"));
    }

    private static Arguments channel(String name, String channel, String problem, String writeInstead) {
        return arguments("channel: " + name,
                aPolicy().channels("channels:\n  inbox: {type: inbox}\n  tried: " + channel + "\n"), problem,
                writeInstead);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("rule twice", aPolicy().rules("""
                        rules:
                          - {id: a, when: 'x="1"', severity: SEV1}
                          - {id: »a, when: 'x="2"', severity: SEV1}
                        """), "rule 'a' is defined twice", "first defined in line 6"),
                arguments("rule without condition", aPolicy().rules("rules:\n  - »{id: a, severity: SEV1}\n"),
                        "a rule has no 'when'", "add 'when:"),
                arguments("rule called fallback",
                        aPolicy().rules("rules: [{id: »fallback, when: 'x=\"1\"', severity: SEV1}]\n"),
                        "a rule is named 'fallback'", "key 'fallback'"),
                arguments("reference never closed",
                        aPolicy().fallback("fallback: {severity: SEV1, set: {title: \"On »{host\"}}\n"),
                        "an unclosed '{'", "'{label}'"),
                arguments("flag that is none",
                        aPolicy().fallback("fallback: {severity: SEV1, set: {security: »perhaps}}\n"),
                        "'security' must be true or false", "write true, false"),
                arguments("fallback ladder unknown", aPolicy().fallback("fallback: {severity: SEV1, ladder: »lazy}\n"),
                        "unknown ladder 'lazy'", "urgent"));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                condition("unknown name", "»severity == \"critical\"", "unknown name 'severity'", "labels.severity"),
                condition("misspelt name", "»label.severity == \"critical\"", "unknown name 'label'", "write 'labels'"),
                condition("unknown function", "labels.a.»startWith(\"b\")", "unknown function 'startWith'",
                        "write 'startsWith'"),
                condition("unknown field", "alert.»nam == \"x\"", "an alert has no 'nam'", "write 'name'"),
                condition("wrong types", "labels.a »== 5", "'==' does not accept (string, int)", "in quotes"),
                condition("number equality", "values.a »== 5", "'==' does not accept (double, int)", "such as 5.0"),
                condition("no answer", "»labels.a", "the condition is a string", "compare it"),
                condition("single equals sign", "size(labels) > 1 && labels.a »= \"b\"", "a single '='", "'=='"),
                condition("incomplete condition", "labels.a == \"b\" &&»\n", "the condition is incomplete",
                        "complete it"),
                condition("second line", "labels.a == \"b\" &&\n»foo", "unknown name 'foo'", "labels.foo"),
                condition("indented line", "labels.a == \"b\" ||\n    (»foo)", "unknown name 'foo'", "labels.foo"),
                condition("bad regular expression", "service.matches(»\"(\")", "not a regular expression",
                        "correct the expression"),
                condition("matcher without value", "a=\"b\", c=»", "missing value of 'c'", "label=\"value\""),
                condition("matcher without comma", "a=\"b\" »c=\"d\"", "missing comma", "comma"),
                condition("matcher with bad expression", "a=~»\"(\"", "not a regular expression (RE2)", "label="),
                condition("brace never closed", "{a=\"b\"»", "missing closing brace", "label="),
                condition("matchers and CEL", "a=\"b\" »&& c == \"d\"", "joined by a comma, not by '&&'", "in CEL"),
                condition("matchers joined by a word", "a=\"b\" »and c=\"d\"", "joined by a comma", "a comma"),
                condition("alternative matchers", "a=\"b\" »or c=\"d\"", "cannot be alternatives", "two rules"),
                condition("CEL joined by a word", "labels.a == \"b\" »and labels.c == \"d\"",
                        "'and' is not an operator",
                        "write '&&'"),
                condition("a label compared as a number", "labels.a »> 5", "'>' does not accept", "double(labels.x)"),
                condition("a value compared as a text", "values.a »> \"5\"", "'>' does not accept",
                        "remove the quotes"),
                condition("a text as a list", "labels.a »in \"b\"", "'in' does not accept", "in [\"web\"]"),
                condition("an incident in a rule", "»incident.rank == 1", "rules judge alerts", "labels and values"),
                quoted("in double quotes after an escape", "\"labels.a == \\\"x\\\" && »foo\""),
                quoted("in single quotes after a quote", "'labels.a == ''x'' && »foo'"),
                quoted("in plain text over two lines", "labels.a == \"x\"\n      && »foo"),
                quoted("folded", ">-\n      labels.a == \"x\"\n      && »foo"),
                quoted("literal with explicit indentation", "|1\n     labels.a == \"x\"\n      && »foo"));
    }

    private static Arguments condition(String name, String condition, String problem, String writeInstead) {
        // The marker of the end of a line would otherwise be a part of the block.
        return arguments("condition: " + name, aPolicy().when(condition), problem, writeInstead);
    }

    private static Arguments quoted(String name, String written) {
        return arguments("condition " + name,
                aPolicy().rules("rules:\n  - id: tried\n    severity: SEV1\n    when: " + written + "\n"),
                "unknown name 'foo'", "labels.foo");
    }

    @Test
    void shouldReportAllErrorsInTheOrderOfTheFile() {
        var text = aPolicy().severities("severities: [{id: SEV1, ladder: nowhere, quiet: 5}]\n")
                .channels("channels: {inbox: {type: inbux}}\n").more("extra: 1\n").text();

        var errors = errorsOf(text);

        assertThat(errors.errors()).extracting(PolicyError::problem).containsExactly("unknown ladder 'nowhere'",
                "'5' is not a duration of at most one year", "unknown channel type 'inbux'",
                "unknown key 'extra' in the policy");
        assertThat(errors.getMessage()).contains("test.yml:2:33: unknown ladder 'nowhere'; ");
    }

    @Test
    void shouldNeverRepeatALiteralSecret() {
        var text = aPolicy().channels("""
                channels:
                  a: {type: pagerduty, routing-key: hunter2}
                  b: {type: slack, webhook-url: 'https://hooks.slack.com/services/hunter2'}
                  c: {type: webhook, url: 'https://hooks.slack.com/services/hunter2', secret: whsec_hunter2}
                  d: {type: webhook, url: 'https://user:hunter2@example.org/'}
                  e: {type: email, host: h, from: a@b, username: me, password: [hunter2]}
                  inbox: {type: inbox}
                """).text();

        var errors = errorsOf(text);

        assertThat(errors.errors()).hasSize(6);
        assertThat(errors.getMessage()).doesNotContain("hunter2");
    }

    @Test
    void shouldRefuseAliasesThatAmountToTooMuch() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1,
                    i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }

        var errors = errorsOf(aPolicy().more(bomb.toString()).text());

        assertThat(errors.errors()).singleElement().extracting(PolicyError::problem).asString()
                .contains("expands to more than 100000 values");
    }

    @Test
    void shouldRefuseATextThatIsTooLong() {
        var errors = errorsOf(aPolicy().more("#" + "x".repeat(1_000_000)).text());

        assertThat(errors.errors()).singleElement().extracting(PolicyError::problem).asString()
                .contains("characters long");
    }

    @Test
    void shouldSayThatAnEmptyFileIsEmpty() {
        assertThat(errorsOf("# nothing\n").errors()).singleElement()
                .isEqualTo(new PolicyError("test.yml", 1, 1, "the file is empty", "begin with 'policy: <name>'"));
    }

    @Test
    void shouldNameTheSectionsThatAreMissing() {
        assertThat(errorsOf("policy: lonely\n").errors()).extracting(PolicyError::problem).containsExactlyInAnyOrder(
                "the policy has no 'severities'", "the policy has no 'ladders'", "the policy has no 'targets'",
                "the policy has no 'channels'");
    }

    private static PolicyErrors errorsOf(String text) {
        var errors = catchThrowableOfType(PolicyErrors.class, () -> PolicyLoader.load("test.yml", text));
        assertThat(errors).as("the text was accepted").isNotNull();
        return errors;
    }
}
