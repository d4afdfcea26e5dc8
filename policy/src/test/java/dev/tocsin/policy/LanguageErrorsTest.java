package dev.tocsin.policy;

import static dev.tocsin.policy.PolicyText.HERE;
import static dev.tocsin.policy.PolicyText.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in the sections beside rules, ladders and channels. In each text, » stands where the error is expected. */
class LanguageErrorsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"services", "grouping", "handling", "silences", "storms", "heartbeats", "reports", "emergencies",
            "clocks",
            "practice",
            "plans", "ladders",
            "conditions", "channels"})
    void shouldReportPositionProblemAndFix(String name, PolicyText policy, String problem, String writeInstead) {
        var marked = policy.text();
        var before = marked.substring(0, marked.indexOf(HERE));
        var line = (int) before.lines().count() + (before.endsWith("\n") ? 1 : 0);
        var column = before.length() - before.lastIndexOf('\n');

        var errors = catchThrowableOfType(PolicyErrors.class,
                () -> PolicyLoader.load("test.yml", marked.replace(HERE, "")));

        assertThat(errors).as("the text was accepted").isNotNull();
        assertThat(errors.errors()).singleElement().satisfies(error -> {
            assertThat(error.problem()).contains(problem);
            assertThat(error.writeInstead()).contains(writeInstead);
            assertThat(error.line()).as("line").isEqualTo(line);
            assertThat(error.column()).as("column").isEqualTo(column);
        });
    }

    @Test
    void shouldAllowServicesThatNeedEachOther() {
        var policy = aPolicy().more("services: {a: {depends-on: [b]}, b: {depends-on: [a]}}\n").load();

        assertThat(policy.policy().handling().services().needs("a", "b")).isTrue();
    }

    static Stream<Arguments> services() {
        return Stream.of(
                more("dependency that is misspelt", "services: {a: {depends-on: [»orders-bd]}, orders-db: {}}",
                        "unknown service 'orders-bd'", "write 'orders-db', or add 'orders-bd: {}' to 'services'"),
                more("dependency that is not declared", "services: {a: {depends-on: »payments}}",
                        "unknown service 'payments'", "add 'payments: {}' to 'services'"),
                more("service that needs itself", "services: {a: {depends-on: [»a]}}", "depends on itself", "remove"),
                more("system with the name of another service", "services: {shop: {}, cart: {system: »shop}}",
                        "system 'shop' has the same name as a service outside it", "rename "),
                more("services as a list", "services: »[a, b]", "'services' is a list", "keys with values"),
                arguments("symptom that is misspelt",
                        aPolicy().more("symptoms: {api-errors: {title: Errors}}\n")
                                .fallback("fallback: {severity: SEV1, set: {symptom: »api-error}}\n"),
                        "unknown symptom 'api-error'", "write 'api-errors'"));
    }

    static Stream<Arguments> grouping() {
        return Stream.of(rule("threshold of one", "threshold: {alerts: »1, within: 5m}",
                "'alerts' is not a number from 2", "remove 'threshold'"),
                rule("threshold without a window", "threshold: »{alerts: 5}", "'threshold' has no 'within'",
                        "add 'within: 10m'"),
                rule("likeness above one", "similar: »1.5", "'similar' is not a number greater than 0 and at most 1",
                        "0.6"),
                rule("likeness of zero", "similar: »0", "'similar' is not a number greater than 0", "0.6"),
                rule("likeness in percent", "similar: »60%", "'similar' is not a number greater than 0", "0.6"),
                rule("resolve by nobody", "resolve: »nobody", "'resolve' cannot be 'nobody'",
                        "write all or first or last or person"),
                rule("resolve that is misspelt", "resolve: »frist", "'resolve' cannot be 'frist'", "write 'first'"),
                rule("lower that is no flag", "lower: »sometimes", "'lower' must be true or false",
                        "true or false"),
                rule("window of nothing", "window: »0", "'window' is zero", "such as 1h"),
                rule("time to respond of nothing", "respond: »0m", "'respond' is zero", "such as 15m"),
                rule("confidential that is no flag", "set: {confidential: »very}",
                        "'confidential' must be true or false",
                        "true, false"));
    }

    static Stream<Arguments> handling() {
        return Stream.of(
                more("flapping after one transition", "flapping: {transitions: »1, within: 5m}",
                        "'transitions' is not a number from 2", "at least 2"),
                more("flapping that ends as it begins", "flapping: {transitions: 4, within: 5m, leave: »4}",
                        "'leave' is not a number from 0 to 3", "fewer than 'transitions'"),
                more("flapping without a window", "flapping: »{transitions: 4}", "'flapping' has no 'within'",
                        "add 'within: 30m'"),
                more("window that ends before it begins", "windows: {w: {times: [»\"22:00-06:00\"]}}",
                        "ends before it begins", "\"22:00-24:00\" and \"00:00-06:00\""),
                more("window on no day", "windows: {w: {days: [»mondy]}}", "'mondy' is not understood", "mon:fri"),
                more("window on days that fall", "windows: {w: {days: [»\"sat:mon\"]}}",
                        "'sat:mon' is not understood", "mon:fri"),
                more("window on day zero", "windows: {w: {days-of-month: [»0]}}", "'0' is not understood", "-3:-1"),
                more("root without a receiver", "routing: »{repeat: 4h}", "has no receiver", "notify: [on-call]"),
                more("root with a condition", "routing: {when: »a=\"b\", notify: [on-call]}",
                        "the root of 'routing' has 'when'", "remove it"),
                more("route to somebody unknown", "routing: {notify: [»on-cal]}", "unknown target 'on-cal'",
                        "write 'on-call'"),
                more("route with both", "routing: {notify: »[on-call], ladder: urgent}", "both 'notify' and 'ladder'",
                        "keep one"),
                more("route in an unknown window", "routing: {notify: [on-call], mute: [»nights]}",
                        "unknown window 'nights'", "none are defined"),
                more("two routes of one name",
                        "routing: {notify: [on-call], routes: [{name: a, when: x=\"1\"}, {name: »a, when: x=\"2\"}]}",
                        "route 'a' is defined twice", "another id"),
                more("source with a misspelt key", "sources: {prometheus: {»expires: 1h}}", "unknown key 'expires'",
                        "write 'expire'"),
                more("expiry at once", "sources: {prometheus: {expire: »0}}", "'expire' is zero", "such as 7d"),
                more("dependents that are nothing", "dependents: »hide", "'dependents' cannot be 'hide'",
                        "write fold or page"),
                more("look-back that is no duration", "changes: {look-back: »long}", "'long' is not a duration", "90s"),
                more("inhibition along something else",
                        "inhibit: [{id: a, source: 'x=\"1\"', target: 'x=\"2\"', along: »services}]",
                        "'along' cannot be 'services'", "write dependencies"),
                more("inhibition without target", "inhibit: [»{id: a, source: 'x=\"1\"'}]",
                        "an inhibition has no 'target'", "add 'target:"),
                more("inhibition with a bad condition", "inhibit: [{id: a, source: '»foo == 1', target: 'x=\"2\"'}]",
                        "unknown name 'foo'", "labels.foo"),
                more("inhibition twice",
                        "inhibit: [{id: a, source: 'x=\"1\"', target: 'x=\"2\"'}, {id: »a, source: 'x=\"1\"', target: 'x=\"2\"'}]",
                        "inhibition 'a' is defined twice", "another id"));
    }

    static Stream<Arguments> silences() {
        return Stream.of(silence("without a reason", "»{id: a, when: 'x=\"1\"', author: me}", "no 'reason'",
                "add 'reason:"),
                silence("without a condition", "»{id: a, author: me, reason: r}", "a silence has no 'when'",
                        "add 'when:"),
                silence("that ends before it begins",
                        "{id: a, when: 'x=\"1\"', author: me, reason: r, from: 2026-02-01, until: »2026-01-01}",
                        "'until' must be after 'from'", "later time"),
                silence("with a bad moment", "{id: a, when: 'x=\"1\"', author: me, reason: r, from: »tomorrow}",
                        "'from' is not a time: 'tomorrow'", "2026-11-20T02:00:00Z"),
                silence("with a day that is none",
                        "{id: a, when: 'x=\"1\"', author: me, reason: r, until: »2026-02-30}",
                        "'until' is not a time", "2026-11-20"),
                silence("with a bad time of day", window("from: »\"25:00\", to: \"03:00\""),
                        "'from' is not a time of day: '25:00'", "\"09:00\""),
                silence("with an hour after midnight", window("from: \"02:00\", to: »\"24:30\""),
                        "'to' is not a time of day", "\"09:00\""),
                silence("with a full name of a day", window("days: [»Monday], from: \"02:00\", to: \"03:00\""),
                        "unknown day 'Monday'", "write 'mon'"),
                silence("with a day that is none at all", window("days: [»someday], from: \"02:00\", to: \"03:00\""),
                        "unknown day 'someday'", "write mon, tue"),
                silence("with an unknown zone", window("from: \"02:00\", to: \"03:00\", zone: »Europe/Berln"),
                        "unknown time zone 'Europe/Berln'", "write 'Europe/Berlin'"),
                silence("without an end of the window", window("»", "from: \"02:00\""), "'every' has no 'to'",
                        "add 'to:"),
                more("maintenance of nothing", "maintenance: [»{id: a, author: me, reason: r}]",
                        "a maintenance window has no 'services'", "add 'services:"),
                more("maintenance called like a silence",
                        "silences: [{id: a, when: 'x=\"1\"', author: me, reason: r}]\n"
                                + "maintenance: [{id: »a, services: [s], author: me, reason: r}]",
                        "silence 'a' is defined twice", "another id"),
                more("unknown zone of the policy", "time-zone: »Mars/Olympus", "unknown time zone",
                        "such as Europe/Berlin"));
    }

    private static String window(String window) {
        return window("", window);
    }

    private static String window(String marker, String window) {
        return "{id: a, when: 'x=\"1\"', author: me, reason: r, every: " + marker + "{" + window + "}}";
    }

    private static Arguments silence(String name, String silence, String problem, String writeInstead) {
        return more("silence " + name, "silences: [" + silence + "]", problem, writeInstead);
    }

    static Stream<Arguments> storms() {
        return Stream.of(storm("of an unknown severity", "alerts: 9, within: 1m, severity: »SEV9",
                "unknown severity 'SEV9'", "write 'SEV1'"),
                storm("that spares an unknown severity", "alerts: 9, within: 1m, severity: SEV2, except: [»CRIT]",
                        "unknown severity 'CRIT'", "known: SEV1, SEV2"),
                storm("on an unknown ladder", "alerts: 9, within: 1m, severity: SEV2, ladder: »none",
                        "unknown ladder 'none'", "urgent"),
                storm("of one alert", "alerts: »1, within: 1m, severity: SEV2", "'alerts' is not a number from 2",
                        "storm"),
                storm("that never calms down", "alerts: 9, within: 1m, severity: SEV2, leave: »9",
                        "'leave' is not a number from 0 to 8", "fewer than 'alerts'"),
                storm("by something else", "by: »service, alerts: 9, within: 1m, severity: SEV2",
                        "'by' cannot be 'service'", "write source or rule"),
                storm("that holds pages too long", "alerts: 9, within: 1m, severity: SEV2, hold: »1h",
                        "'hold' delays first pages", "such as 5s"));
    }

    private static Arguments storm(String name, String keys, String problem, String writeInstead) {
        return more("storm " + name, "storms: [{id: flood, " + keys + "}]", problem, writeInstead);
    }

    static Stream<Arguments> heartbeats() {
        return Stream.of(heartbeat("faster than a minute", "every: »30s, service: a",
                "'every' is shorter than a minute",
                "at least 1m"),
                heartbeat("of an unknown severity", "every: 1h, service: a, severity: »SEV9", "unknown severity 'SEV9'",
                        "write 'SEV1'"),
                heartbeat("that takes every alert for a beat", "every: 1h, service: a, match: »'nosuch=\"\"'",
                        "'match' matches unrelated alerts", "name the alert"),
                more("heartbeat without a period", "heartbeats: [»{name: a, service: b}]",
                        "a heartbeat has no 'every'", "add 'every:"),
                more("heartbeat without a service", "heartbeats: [»{name: a, every: 1h}]",
                        "a heartbeat has no 'service'", "add 'service:"),
                more("heartbeat twice",
                        "heartbeats: [{name: a, every: 1h, service: b}, {name: »a, every: 1h, service: b}]",
                        "heartbeat 'a' is defined twice", "another id"));
    }

    static Stream<Arguments> reports() {
        return Stream.of(more("impact of an unknown severity",
                "reports: {impacts: [{name: down, title: Down, severity: »SEV9}]}", "unknown severity 'SEV9'",
                "write 'SEV1'"),
                more("impact without a title", "reports: {impacts: [»{name: down, severity: SEV1}]}",
                        "an impact has no 'title'", "add 'title:"),
                more("impact twice", "reports: {impacts: [{name: a, title: A, severity: SEV1}, "
                        + "{name: »a, title: B, severity: SEV1}]}", "impact 'a' is defined twice", "another id"),
                more("link twice", "reports: {links: [{name: a}, {name: »a}]}", "link 'a' is defined twice",
                        "another id"),
                more("link of an unknown reporter", "reports: {links: [{name: a, from: »costumer}]}",
                        "'from' cannot be 'costumer'", "write 'customer'"),
                more("link that ends at no time", "reports: {links: [{name: a, until: »soon}]}",
                        "'until' is not a time: 'soon'", "2026-11-20"),
                more("link with a key of zero", "reports: {links: [{name: a, key: »0}]}",
                        "'key' is not a number from 1 to 9999", "did not have before"),
                more("unknown key of a link", "reports: {links: [{name: a, »token: b}]}",
                        "unknown key 'token' in a link of 'reports'", "known: confidential, from"));
    }

    private static Arguments heartbeat(String name, String keys, String problem, String writeInstead) {
        return more("heartbeat " + name, "heartbeats: [{name: backup, " + keys + "}]", problem, writeInstead);
    }

    static Stream<Arguments> emergencies() {
        return Stream.of(more("emergency without a target", "emergency: »{after: 2m}", "'emergency' has no 'notify'",
                "add 'notify: ops-phone'"),
                more("emergency for somebody unknown", "emergency: {notify: »on-cal}", "unknown target 'on-cal'",
                        "write 'on-call'"),
                more("emergency by the inbox", "emergency: {notify: »on-call}",
                        "a channel of type inbox calls nobody while Kafka is unavailable", "sms, pushover, ntfy"),
                more("emergency by an unknown channel", "emergency: {notify: on-call, channel: »sms}",
                        "unknown channel 'sms'", "inbox"),
                push("emergency after a day", "emergency: {after: »1d, notify: on-call}",
                        "'after' leaves people unpaged for more than 6 hours", "such as 2m"),
                push("emergency without pages", "emergency: {pages: »0, notify: on-call}",
                        "'pages' is not a number from 1 to 100", "one by one"),
                arguments("emergency by a channel that stays open", aPolicy().targets("targets: {on-call: [pd]}\n")
                        .channels("channels: {pd: {type: pagerduty, routing-key: {env: KEY}}}\n").more(
                                "emergency: {notify: »on-call}\n"), "stays open until Tocsin closes it",
                        "sms, pushover, ntfy"),
                arguments("emergency with a choice of addresses", aPolicy().targets(
                        "targets: {on-call: [{channel: sms, address: \"+15550100\"}, inbox]}\n").channels(
                                "channels: {inbox: {type: inbox}, sms: {type: sms, account: AC1, token: {env: T}, from: \"+15550199\"}}\n")
                        .more("emergency: {notify: »on-call}\n"), "target 'on-call' has 2 addresses",
                        "it has sms, inbox"));
    }

    private static Arguments push(String name, String section, String problem, String writeInstead) {
        return arguments(name, aPolicy().targets("targets: {on-call: [{channel: push, address: nights}]}\n").channels(
                "channels: {push: {type: ntfy}}\n").more(section + "\n"), problem, writeInstead);
    }

    static Stream<Arguments> clocks() {
        return Stream.of(severity("unknown calendar", "clocks: {respond: {within: 1d, calendar: »ofice}}",
                "unknown calendar 'ofice'", "write 'office'"),
                severity("unknown clock", "clocks: {»ack: 5m}", "unknown key 'ack' in 'clocks'", "known: assess"),
                severity("clock without time", "clocks: {respond: »{calendar: office}}", "a clock has no 'within'",
                        "add 'within: 1d'"),
                severity("warning that is no share", "clocks: {respond: {within: 1d, warn-at: »0.8}}",
                        "'warn-at' is not a percentage", "80%"),
                rule("time to respond among the clocks", "clocks: {»respond: 5m}",
                        "'clocks' of a rule defines 'respond'",
                        "write 'respond: 15m' next to"),
                severity("page that is never in time", "page-within: »0", "'page-within' is zero", "such as 4h"),
                severity("clock of nothing", "clocks: {respond: »0}", "'respond' is zero", "such as 15m"),
                severity("unknown plan", "plan: »mayor", "unknown plan 'mayor'", "write 'major'"),
                calendar("hours that are none", "{hours: [»nine-to-five]}", "is not a range of hours",
                        "\"09:00-17:00\""),
                calendar("hours over midnight", "{hours: [»\"22:00-06:00\"]}", "end before they begin",
                        "\"22:00-24:00\" and \"00:00-06:00\""),
                calendar("hours that overlap", "{hours: [\"09:00-13:00\", »\"12:00-17:00\"]}", "overlap", "merge them"),
                calendar("no hours", "{hours: »[]}", "has no hours", "\"09:00-17:00\""),
                calendar("no days", "{hours: [\"09:00-17:00\"], days: »[]}", "has no days", "[mon, tue"),
                calendar("holiday that is no day", "{hours: [\"09:00-17:00\"], holidays: [»Christmas]}",
                        "'Christmas' is not a date", "2026-12-25"));
    }

    private static Arguments severity(String name, String keys, String problem, String writeInstead) {
        return arguments("severity: " + name,
                aPolicy().severities("severities: [{id: SEV1, ladder: urgent, " + keys + "}]\n")
                        .more("calendars: {office: {hours: [\"09:00-17:00\"]}}\nplans: {major: {}}\n"),
                problem, writeInstead);
    }

    private static Arguments calendar(String name, String calendar, String problem, String writeInstead) {
        return more("calendar: " + name, "calendars: {office: " + calendar + "}", problem, writeInstead);
    }

    static Stream<Arguments> practice() {
        return Stream.of(
                more("escalation to an unknown target", "escalations: {legal: [»on-cal]}", "unknown target 'on-cal'",
                        "write 'on-call'"),
                more("escalation to nobody", "escalations: {legal: »[]}", "escalation 'legal' has no targets",
                        "add a target"),
                more("operator that is unknown", "operator: [»lead]", "unknown target 'lead'", "on-call"),
                more("role twice", "roles: [scribe, »scribe]", "role 'scribe' is defined twice",
                        "another"),
                more("stakeholder of an unknown target", "stakeholders: [{id: a, notify: [»bosses], on: [declared]}]",
                        "unknown target 'bosses'", "on-call"),
                more("stakeholder at an unknown time", "stakeholders: [{id: a, notify: [on-call], on: [»resolve]}]",
                        "unknown milestone 'resolve'", "write 'resolved'"),
                more("stakeholder with a condition over alerts",
                        "stakeholders: [{id: a, when: »service == \"x\", notify: [on-call], on: [declared]}]",
                        "unknown name 'service'", "known: incident, labels, time"),
                more("review of an unknown severity", "follow-ups: [{severities: [»SEV0], review: {within: 5d}}]",
                        "unknown severity 'SEV0'", "write 'SEV1'"),
                more("unknown section of a review document",
                        "follow-ups: [{severities: [SEV1], review: {within: 5d, document: [summary, »timelin]}}]",
                        "'timelin'", "timeline"),
                more("free section without heading",
                        "follow-ups: [{severities: [SEV1], review: {within: 5d, document: [»{section: free}]}}]",
                        "has no 'heading'", "heading: Thanks"),
                more("horizon that is no time",
                        "follow-ups: [{severities: [SEV1], review: {within: 5d, document: [{section: action-items, horizons:"
                                + " {Soon: »soon}}]}}]",
                        "'Soon' is not a duration", "7d"),
                more("task without words", "follow-ups: [{severities: [SEV1], checklist: [»{within: 1d}]}]",
                        "a task has no 'task'", "add 'task:"));
    }

    static Stream<Arguments> plans() {
        return Stream.of(plan("room on an unknown channel", "channel: {on: »inbx, name: x}", "unknown channel 'inbx'",
                "write 'inbox'"),
                plan("room on a channel for mails", "channel: {on: »mail, name: x}",
                        "a channel of type email cannot hold a room", "slack, teams"),
                plan("unknown reference", "channel: {on: inbox, name: \"inc-»{dat}\"}", "unknown reference '{dat}'",
                        "write '{date}'"),
                plan("room and thread", "channel: »{on: inbox, name: x, shared: y}",
                        "needs exactly one of 'name' and 'shared'",
                        "write 'name:"),
                plan("unknown role", "updates: {inside: 15m, by: »comunicator}", "unknown role 'comunicator'",
                        "write 'communicator'"),
                plan("unknown field", "first-update: {fields: [»severty]}", "unknown field 'severty'",
                        "write 'severity'"),
                plan("status page with a wrong condition", "status-page: {on: inbox, when: incident.»custmerFacing}",
                        "an incident has no 'custmerFacing'", "write 'customerFacing'"));
    }

    private static Arguments plan(String name, String keys, String problem, String writeInstead) {
        return arguments("plan: " + name,
                aPolicy().channels("channels: {inbox: {type: inbox}, mail: {type: email, host: h, from: a@b}}\n")
                        .more("roles: [communicator]\nplans: {major: {" + keys + "}}\n"),
                problem, writeInstead);
    }

    static Stream<Arguments> ladders() {
        return Stream.of(
                step("second without delay", "notify: »{primary: on-call, secondary: on-call}",
                        "'notify' has no 'secondary-after'", "add 'secondary-after: 5m'"),
                step("unknown second", "notify: {primary: on-call, secondary: [»dba], secondary-after: 5m}",
                        "unknown target 'dba'", "on-call"),
                step("condition over alerts", "notify: on-call, when: »alert.name == \"x\"", "unknown name 'alert'",
                        "labels.alert"),
                step("incomplete condition", "notify: on-call, when: 'incident.rank <»'",
                        "the condition is incomplete",
                        "complete it"),
                ladder("nobody who must acknowledge", "acknowledges: »0", "'acknowledges' is not a number from 1 to 10",
                        "such as 2"),
                ladder("acknowledge that never counts", "acknowledge-expires: »0m", "'acknowledge-expires' is zero",
                        "such as 30m"),
                ladder("raise that is misspelt", "on-raise: »jumpin", "'on-raise' cannot be 'jumpin'",
                        "write 'jump-in'"),
                ladder("end that says nothing", "exhausted: »{}", "'exhausted' is empty", "notify: [lead]"),
                ladder("end with digest and targets",
                        "exhausted: »{notify: [on-call], digest: true}", "combines 'digest' with 'notify' or 'every'",
                        "keep either 'digest'"),
                ladder("digest that is no truth", "exhausted: {digest: »daily}", "'digest' must be true or false",
                        "true or false"),
                ladder("end for nobody known", "exhausted: {notify: [»lead]}", "unknown target 'lead'", "on-call"));
    }

    private static Arguments ladder(String name, String keys, String problem, String writeInstead) {
        return arguments("ladder: " + name, aPolicy().ladders("ladders: {urgent: {steps: [{notify: on-call}], " + keys
                + "}}\n"), problem, writeInstead);
    }

    private static Arguments step(String name, String keys, String problem, String writeInstead) {
        return arguments("step: " + name, aPolicy().ladders("ladders: {urgent: {steps: [{" + keys + "}]}}\n"), problem,
                writeInstead);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("unknown calendar", aPolicy().when("businessHours(»\"ofice\")").more(
                        "calendars: {office: {hours: [\"09:00-17:00\"]}}\n"), "unknown calendar 'ofice'",
                        "write 'office'"),
                arguments("no calendar at all", aPolicy().when("!businessHours(»\"office\")"),
                        "unknown calendar 'office'", "add it to 'calendars'"),
                arguments("business hours of a number", aPolicy().when("»businessHours(5)"),
                        "'businessHours' does not accept (int, timestamp)", "the name of a calendar"));
    }

    static Stream<Arguments> channels() {
        return Stream.of(
                channel("teams without address", "»{type: teams}", "has no 'webhook-url'", "add 'webhook-url:"),
                channel("literal key of opsgenie", "{type: opsgenie, api-key: »abc}", "must not hold the secret",
                        "{env: NAME_OF_VARIABLE}"),
                channel("cleared for some", "{type: inbox, cleared: »some}", "'cleared' must be true or false",
                        "true or false"),
                channel("a word that a pager does not know",
                        "{type: pagerduty, routing-key: {env: A}, tells: [»updated]}",
                        "a channel of type pagerduty does not send 'updated'",
                        "write one of acknowledged, closed, ladder-exhausted, mitigated, resolved"),
                channel("component with a name instead of an id",
                        "{type: cachet, url: \"https://s.example.org\", token: {env: A}, components: {shop: »Shop}}",
                        "'Shop' cannot be one of 'components'", "components: {checkout: [3]}"),
                channel("components that are no mapping",
                        "{type: instatus, api-key: {env: A}, page: p, components: »shop}", "'components'", "key"),
                channel("topic without region", "»{type: sns, secret-access-key: {env: A}}", "'access-key-id'",
                        "AKIA"),
                channel("cleared status page",
                        "{type: statuspage, api-key: {env: A}, page: p, cleared: »true}",
                        "is public", "remove 'cleared'"),
                arguments("telephone without number",
                        aPolicy().channels("channels: {phone: {type: voice, account: a, token: {env: T}, from: x}}\n")
                                .targets("targets: {on-call: [{channel: phone, address: »555-0100}]}\n"),
                        "without a telephone number", "\"+15550100\""));
    }

    private static Arguments channel(String name, String channel, String problem, String writeInstead) {
        return arguments(name, aPolicy().channels("channels:\n  inbox: {type: inbox}\n  tried: " + channel + "\n"),
                problem, writeInstead);
    }

    private static Arguments rule(String name, String keys, String problem, String writeInstead) {
        return arguments("rule: " + name,
                aPolicy().rules("rules: [{id: a, when: 'x=\"1\"', severity: SEV1, " + keys + "}]\n"), problem,
                writeInstead);
    }

    private static Arguments more(String name, String section, String problem, String writeInstead) {
        return arguments(name, aPolicy().more(section + "\n"), problem, writeInstead);
    }
}
