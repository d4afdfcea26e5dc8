package dev.tocsin.policy.check;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.policy.PolicyText;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy may say but hardly means. Each warning has its place and a way out; what cannot be told is not said. */
class PolicyCheckTest {

    @ParameterizedTest
    @MethodSource
    void shouldWarnOfARuleThatAnEarlierOneCovers(String earlier, String later) throws PolicyErrors {
        var warnings = warnings(twoRules(earlier, later));

        assertThat(warnings).singleElement().asString().startsWith(
                "shop.yml:10:9: rule 'second' is never reached: 'first'"
                        + " in line 6 matches all its alerts; move it above 'first'");
    }

    static Stream<Arguments> shouldWarnOfARuleThatAnEarlierOneCovers() {
        return Stream.of(argumentSet("the same matchers", "severity=\"critical\"", "severity=\"critical\""),
                argumentSet("fewer matchers, in another order", "a=\"1\"", "b=\"2\", a=\"1\""),
                argumentSet("a list of words that holds the word", "a=~\"1|2\"", "a=\"1\""),
                argumentSet("a regular expression that fits the word", "a=~\"api-.*\"", "a=\"api-3\""),
                argumentSet("another word excluded", "a!=\"2\"", "a=\"1\""),
                argumentSet("the same in CEL", "values.rate > 50.0", "values.rate > 50.0"),
                argumentSet("a part of a conjunction", "values.rate > 50.0", "labels.a == \"1\" && values.rate > 50.0"),
                argumentSet("an alternative", "labels.a == \"1\" || labels.b == \"2\"", "labels.b == \"2\""),
                argumentSet("matchers in CEL's words", "a=\"1\"", "labels.a == \"1\" && labels.b != \"2\""),
                argumentSet("every alternative", "labels.a in [\"1\", \"2\"]",
                        "labels.a == \"1\" || labels.a == \"2\""),
                argumentSet("always", "true", "a=\"1\""));
    }

    @ParameterizedTest
    @MethodSource
    void shouldSayNothingOfARuleThatMayBeReached(String earlier, String later) throws PolicyErrors {
        assertThat(warnings(twoRules(earlier, later))).isEmpty();
    }

    static Stream<Arguments> shouldSayNothingOfARuleThatMayBeReached() {
        return Stream.of(argumentSet("more matchers first", "a=\"1\", b=\"2\"", "a=\"1\""),
                argumentSet("another word", "a=\"1\"", "a=\"2\""),
                argumentSet("a part of an alternative", "labels.a == \"1\"", "labels.a == \"1\" || labels.b == \"2\""),
                argumentSet("or and and mixed", "labels.a == \"1\" && labels.b == \"2\" || labels.c == \"3\"",
                        "labels.a == \"1\""),
                argumentSet("an operator in quotes", "labels.a == \"x && y\"", "labels.a == \"x\""),
                argumentSet("a choice", "labels.a == \"1\" ? true : false", "labels.a == \"1\""),
                argumentSet("the key that a matcher knows and CEL does not", "labels.service == \"x\"",
                        "{service=\"x\"}"),
                argumentSet("a regular expression of its own", "a=~\"api-.*\"", "a=~\".*-3\""));
    }

    @Test
    void shouldWarnOfARuleThatAsksForTwoValuesOfOneLabel() throws PolicyErrors {
        var warnings = warnings(twoRules("a=\"1\", a=\"2\"", "b=\"1\""));

        assertThat(warnings).singleElement().asString().contains("6:9", "'first' never matches", "=~\"one|other\"");
    }

    @Test
    void shouldWarnOfAFallbackThatNoAlertReaches() throws PolicyErrors {
        var policy = aPolicy().rules("rules:\n  - {id: all, when: 'true', severity: SEV1}\n")
                .fallback("fallback: {severity: SEV2}\n");

        assertThat(warnings(policy)).singleElement().asString().contains("the fallback is never reached");
    }

    @ParameterizedTest
    @MethodSource
    void shouldWarnOfARouteThatTakesNothing(String routes, String expected) throws PolicyErrors {
        var policy = aPolicy().more("routing:\n  notify: [on-call]\n  routes:\n" + routes.indent(4));

        assertThat(warnings(policy)).singleElement().asString().contains(expected);
    }

    static Stream<Arguments> shouldWarnOfARouteThatTakesNothing() {
        return Stream.of(
                argumentSet("an earlier sibling takes all", "- {when: 'a=\"1\"'}\n- {when: 'a=\"1\", b=\"2\"'}",
                        "takes all of its alerts before"),
                argumentSet("after one for everything", "- {notify: [on-call]}\n- {when: 'a=\"1\"'}",
                        "takes all of its alerts before"),
                argumentSet("two values of one label", "- {when: 'a=\"1\", a=\"2\"'}", "requires two values"),
                argumentSet("the parent excludes it", "- when: a=\"1\"\n  routes: [{when: 'a=\"2\"'}]",
                        "requires two values"),
                argumentSet("a receiver whose children take everything", "- {name: all, notify: []}",
                        "the receiver of route 'root' is never told"));
    }

    @ParameterizedTest
    @MethodSource
    void shouldSayNothingOfARouteThatMayTakeSomething(String routes) throws PolicyErrors {
        assertThat(warnings(aPolicy().more("routing:\n  notify: [on-call]\n  routes:\n" + routes.indent(4)))).isEmpty();
    }

    static Stream<Arguments> shouldSayNothingOfARouteThatMayTakeSomething() {
        return Stream.of(
                argumentSet("after continue", "- {when: 'a=\"1\"', continue: true}\n- {when: 'a=\"1\"'}"),
                argumentSet("the narrow one first", "- {when: 'a=\"1\", b=\"2\"'}\n- {when: 'a=\"1\"'}"),
                argumentSet("a catch-all with the root's receiver", "- {when: 'a=\"1\"'}\n- {repeat: 1h}"));
    }

    @Test
    void shouldWarnOfASevereIncidentThatPagesNobody() throws PolicyErrors {
        var policy = aPolicy().severities("""
                severities:
                  - {id: SEV1, title: Critical, ladder: empty}
                  - {id: SEV2, title: High, ladder: urgent}
                """).ladders("""
                ladders:
                  urgent: {steps: [{notify: [on-call]}]}
                  empty: {steps: []}
                """);

        assertThat(warnings(policy)).singleElement().asString()
                .contains("3:41", "severity 'SEV1' pages nobody", "name the ladder 'nobody' if this is intended");
    }

    @Test
    void shouldNotWarnOfALadderNamedNobody() throws PolicyErrors {
        var policy = aPolicy().severities("""
                severities:
                  - {id: SEV1, title: Critical, ladder: nobody}
                  - {id: SEV2, title: High, ladder: urgent}
                """).ladders("""
                ladders:
                  urgent: {steps: [{notify: [on-call]}]}
                  nobody: {steps: []}
                """);

        assertThat(warnings(policy)).isEmpty();
    }

    @Test
    void shouldWarnOfATargetThatNoPageReaches() throws PolicyErrors {
        var policy = aPolicy().targets("targets:\n  on-call: [{channel: tracker}]\n")
                .channels("channels:\n  tracker: {type: linear, api-key: {env: KEY}, team: ENG}\n");

        assertThat(warnings(policy)).singleElement().asString().contains("'on-call' is paged only through linear",
                "add an address on a channel of type inbox");
    }

    @Test
    void shouldWarnOfHoursThatNoStepIsFor() throws PolicyErrors {
        var policy = officeHours("{notify: [on-call], when: 'businessHours(\"office\")'}");

        assertThat(warnings(policy)).hasSize(2).first().asString().contains("ladder 'urgent' pages nobody for a SEV1",
                "such as Monday 00:00 UTC");
    }

    @Test
    void shouldSayNothingWhenTheOtherHoursHaveAStepToo() throws PolicyErrors {
        var policy = officeHours("{notify: [on-call], when: 'businessHours(\"office\")'}, "
                + "{after: 0m, notify: [on-call], when: '!businessHours(\"office\")'}");

        assertThat(warnings(policy)).isEmpty();
    }

    @Test
    void shouldWarnOfTheMinuteThatFallsBetweenStepsWithDifferentDelays() throws PolicyErrors {
        var policy = officeHours("{notify: [on-call], when: 'businessHours(\"office\")'}, "
                + "{after: 1m, notify: [on-call], when: '!businessHours(\"office\")'}");

        assertThat(warnings(policy)).hasSize(2).first().asString().contains("such as Monday 08:59 UTC",
                "each step is asked when it is due");
    }

    @Test
    void shouldTakeATargetThatOnlyTheOperatorNamesAsUsed() throws PolicyErrors {
        var policy = aPolicy().targets("""
                targets:
                  on-call: [{channel: inbox}]
                  op: [{channel: inbox, address: op}]
                """).more("operator: [op]\n");

        assertThat(warnings(policy)).isEmpty();
    }

    @Test
    void shouldWarnOfEverythingThatNothingNames() throws PolicyErrors {
        var policy = aPolicy().ladders("""
                ladders:
                  urgent: {steps: [{notify: [on-call]}]}
                  old: {steps: []}
                """).targets("""
                targets:
                  on-call: [{channel: inbox}]
                  former: [{channel: inbox}]
                """).channels("""
                channels:
                  inbox: {type: inbox}
                  forgotten: {type: inbox}
                """).more("""
                symptoms:
                  slow: {title: It is slow}
                calendars:
                  office: {hours: ["09:00-17:00"]}
                """);

        assertThat(warnings(policy)).extracting(PolicyWarning::problem).containsExactly("ladder 'old' is never used",
                "target 'former' is never used", "channel 'forgotten' is never used", "symptom 'slow' is never used",
                "calendar 'office' is never used");
    }

    @ParameterizedTest
    @MethodSource
    void shouldWarnOfASilenceThatMayHideTheWorst(String when, boolean warned) throws PolicyErrors {
        var policy = aPolicy().rules("rules:\n  - {id: down, when: 'kind=\"down\"', severity: SEV1}\n")
                .more("silences:\n  - {id: quiet, when: '" + when + "', author: anna, reason: because}\n");

        var warnings = warnings(policy);

        assertThat(warnings).hasSize(warned ? 1 : 0);
        assertThat(warnings).allSatisfy(warning -> assertThat(warning).asString()
                .contains("'quiet' may hide a SEV1 of rule 'down'", "severity!=\"critical\""));
    }

    static Stream<Arguments> shouldWarnOfASilenceThatMayHideTheWorst() {
        return Stream.of(argumentSet("about something else entirely", "alertname=\"Backup\"", true),
                argumentSet("about the worst itself", "severity=\"critical\"", true),
                argumentSet("leaves out what senders call worst", "alertname=\"Backup\", severity!=\"critical\"",
                        false),
                argumentSet("only about what senders call mild", "severity=~\"warning|info\"", false),
                argumentSet("about other kinds than the rule", "kind=~\"slow|late\"", false),
                argumentSet("one alternative too wide", "labels.kind == \"slow\" || labels.a == \"1\"", true));
    }

    @ParameterizedTest
    @DisplayName("A13: the check warns of what hides every alert, whatever it asks for")
    @MethodSource
    void shouldWarnOfConditionsThatHideEverything(String section, boolean warned) throws PolicyErrors {
        var problems = warnings(aPolicy().more(section)).stream().map(PolicyWarning::problem).filter(
                problem -> problem.contains("matches unrelated alerts")).toList();

        assertThat(problems).hasSize(warned ? 1 : 0).allSatisfy(problem -> assertThat(problem).contains("'quiet' hides"
                + " every alert"));
    }

    static Stream<Arguments> shouldWarnOfConditionsThatHideEverything() {
        return Stream.of(argumentSet("a silence about an absent label", hiding("silences", "nosuch=\"\""), true),
                argumentSet("a silence about anything", hiding("silences", "nosuch=~\".*\""), true),
                argumentSet("a silence about all but one thing", hiding("silences", "a!~\"b\""), true),
                argumentSet("a tautology", hiding("silences", "1 == 1"), true),
                argumentSet("a silence about something", hiding("silences", "alertname=\"Backup\""), false),
                argumentSet("an inhibition of everything",
                        "inhibit:\n  - {id: quiet, source: 'alertname=\"Down\"', target: 'severity!=\"x\"'}\n", true),
                argumentSet("an inhibition of what is alike",
                        "inhibit:\n  - {id: quiet, source: 'alertname=\"Down\"', target: 'severity!=\"x\"', equal: [cluster]}\n",
                        false));
    }

    private static String hiding(String section, String when) {
        return section + ":\n  - {id: quiet, when: '" + when + "', author: anna, reason: because}\n";
    }

    @Test
    void shouldWarnOfMaintenanceThatHidesTheWorst() throws PolicyErrors {
        var policy = aPolicy().rules("rules:\n  - {id: down, when: 'kind=\"down\"', severity: SEV1}\n")
                .more("maintenance:\n  - {id: upgrade, services: [db], author: anna, reason: because}\n");

        assertThat(warnings(policy)).singleElement().asString().contains("'upgrade' may hide a SEV1");
    }

    @Test
    void shouldWarnOfTheFirstGapOfASchedule() throws PolicyErrors {
        var schedule = """
                schedules:
                  office: {layers: {people: on-call, only: {days: [mon, tue, wed, thu, fri]}}}
                  always: {layers: {people: on-call}}
                escalations: {help: [office, always]}
                """;

        var warnings = PolicyCheck.look("shop.yml", aPolicy().more(schedule).text(),
                Instant.parse("2026-11-18T12:00:00Z")).warnings();

        assertThat(warnings).singleElement().asString().contains("12:3", "schedule 'office' has nobody on call",
                "from Sat 2026-11-21 00:00 to Mon 2026-11-23 00:00 (Z)", "7 other times", "add a lowest layer");
    }

    @Test
    void shouldWarnOfAScheduleThatNobodyUses() throws PolicyErrors {
        var policy = aPolicy().more("schedules: {unused: {layers: {people: on-call}}}\n");

        assertThat(warnings(policy)).singleElement().asString().contains("schedule 'unused' is never used");
    }

    @Test
    void shouldLookBehindASchedulesNameForWhomNothingReaches() throws PolicyErrors {
        var policy = aPolicy().ladders("ladders: {urgent: {steps: [{notify: [primary]}]}}\n")
                .targets("targets:\n  on-call: [{channel: board}]\n")
                .channels("channels:\n  board: {type: statuspage, api-key: {env: KEY}, page: abc}\n")
                .more("schedules: {primary: {layers: {people: on-call}}}\n");

        assertThat(warnings(policy)).extracting(PolicyWarning::problem)
                .allSatisfy(problem -> assertThat(problem).contains("'on-call' is paged only through statuspage"));
    }

    @ParameterizedTest
    @MethodSource
    void shouldWarnOfContactRules(String contact, String place, String problem, String advice) throws PolicyErrors {
        assertThat(warnings(contact(contact))).singleElement().asString().startsWith("shop.yml:" + place).contains(
                problem, advice);
    }

    static Stream<Arguments> shouldWarnOfContactRules() {
        return Stream.of(argumentSet("a severity without a rule",
                "contact: [{severities: SEV1, steps: [{by: push}]}]", "8:3:",
                "no contact rule of 'ada' covers SEV2: such a page uses all addresses at once",
                "add a rule for SEV2"),
                argumentSet("a rule that reaches no person", "contact: [{steps: [{by: inbox}]}]", "10:15:",
                        "no step of contact rule 1 of 'ada' can page a person", "add a step by push"),
                argumentSet("a rule that never applies",
                        "contact: [{steps: [{by: push}]}, {severities: SEV1, steps: [{by: push}]}]", "10:38:",
                        "contact rule 2 of 'ada' never applies", "move it up"),
                argumentSet("a step after the ladder", "contact: [{steps: [{by: push}, {after: 5m, by: push}]}]",
                        "10:44:", "contact step 2 of 'ada' follows only after ladder 'urgent' is exhausted",
                        "shorten 'after'"),
                argumentSet("quiet hours for the worst",
                        "quiet-hours: {severities: [SEV2, SEV1], only: {from: \"22:00\", to: \"07:00\"}}", "10:38:",
                        "quiet hours do not hold back SEV1", "remove 'SEV1'"));
    }

    @Test
    void shouldSayNothingOfContactRulesThatHold() throws PolicyErrors {
        assertThat(warnings(contact("contact: [{severities: SEV1, steps: [{by: push}, {after: 4m, by: push}]},"
                + " {only: {from: \"08:00\", to: \"20:00\"}, steps: [{by: push}]}, {severities: SEV2, steps: [{by: push}]}]")))
                .isEmpty();
    }

    /** The target stands in line 8, its contact rules in line 10. */
    private static PolicyText contact(String contact) {
        return aPolicy().ladders("ladders:\n  urgent: {steps: [{notify: [ada]}]}\n").targets(
                "targets:\n  ada:\n    reach: [inbox, push]\n    " + contact + "\n").channels(
                        "channels:\n  inbox: {type: inbox}\n  push: {type: ntfy, topic: {env: TOPIC}}\n");
    }

    @Test
    void shouldWarnOfAHeartbeatWhoseGraceHidesAMissedBeat() throws PolicyErrors {
        var policy = aPolicy().more("heartbeats:\n  - {name: a, every: 5m, service: b, grace: 6m}\n"
                + "  - {name: c, every: 5m, service: b, grace: 5m}\n");

        assertThat(warnings(policy)).singleElement().asString().contains(
                "heartbeat 'a' has a longer 'grace' than 'every'", "write a shorter grace");
    }

    private static PolicyText officeHours(String steps) {
        return aPolicy().ladders("ladders:\n  urgent: {steps: [" + steps + "]}\n")
                .more("calendars:\n  office: {hours: [\"09:00-17:00\"]}\n");
    }

    /** The ids stand in lines 6 and 10, column 9. */
    private static PolicyText twoRules(String first, String second) {
        return aPolicy().rules("rules:\n  - id: " + "first\n    when: |\n      " + first
                + "\n    severity: SEV1\n  - id: second\n    when: |\n      " + second + "\n    severity: SEV2\n");
    }

    private static List<PolicyWarning> warnings(PolicyText policy) throws PolicyErrors {
        return PolicyCheck.look("shop.yml", policy.text()).warnings();
    }
}
