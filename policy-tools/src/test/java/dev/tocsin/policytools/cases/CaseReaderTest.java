package dev.tocsin.policytools.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.CommandKind;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.command.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaseReaderTest {

    @Test
    void shouldReadEveryKindOfStep() throws PolicyErrors {
        var steps = read("""
                policy: ../shop.yml
                cases:
                  - name: everything
                    at: 2026-11-20T12:00:00Z
                    alerts:
                      - {labels: {alertname: Down, n: "{n}"}, values: {rate: 50.5}, annotations: {summary: It is down}, times: 3, every: 10s}
                      - {name: Down, source: sentry, format: sentry, status: resolved, identity: x, after: 1m}
                      - {command: set-severity, severity: SEV2, by: anna, incident: 2, after: 2m}
                      - {change: {service: shop, id: d-1, summary: Release 7}, after: 1h}
                      - {silence: {when: 'a="1"', for: 2h}}
                      - {wait: 5m}
                    expect: {severity: SEV1}
                """).cases().getFirst().steps();

        assertThat(steps).satisfiesExactly(
                told -> assertThat(told).isEqualTo(new CaseStep.Told(Duration.ZERO, AlertStatus.FIRING, "",
                        "prometheus",
                        "alertmanager", "Down", "It is down", "", Map.of("alertname", "Down", "n", "{n}"),
                        Map.of("summary", "It is down"), Map.of("rate", 50.5), 3, Duration.ofSeconds(10))),
                told -> assertThat(told).isInstanceOfSatisfying(CaseStep.Told.class, it -> {
                    assertThat(it.status()).isEqualTo(AlertStatus.RESOLVED);
                    assertThat(it.identity()).isEqualTo("x");
                    assertThat(it.after()).isEqualTo(Duration.ofMinutes(1));
                }),
                commanded -> assertThat(commanded).isInstanceOfSatisfying(CaseStep.Commanded.class, it -> {
                    assertThat(it.kind()).isEqualTo(CommandKind.SET_SEVERITY);
                    assertThat(it.arguments()).isEqualTo(Map.of("severity", "SEV2"));
                    assertThat(it.incident()).isEqualTo(2);
                }),
                changed -> assertThat(changed).isInstanceOfSatisfying(CaseStep.Changed.class,
                        it -> assertThat(it.id()).isEqualTo("d-1")),
                silenced -> assertThat(silenced).isInstanceOfSatisfying(CaseStep.Silenced.class,
                        it -> assertThat(it.lasting()).isEqualTo(Duration.ofHours(2))),
                waited -> assertThat(waited).isEqualTo(new CaseStep.Waited(Duration.ofMinutes(5))));
    }

    /** B10, B11, B12, C3. */
    @Test
    void shouldReadReports() throws PolicyErrors {
        var steps = read("""
                policy: ../shop.yml
                cases:
                  - name: everything
                    alerts:
                      - {command: update, text: "We look, and wait", audience: both, status: investigating, next: 15m}
                      - {command: assess, assessment: A full disk}
                      - {command: mitigation-failed}
                      - {command: pause-clocks, phase: mitigate, reason: The vendor, for: 2h}
                      - {command: resolve, cause: a, fix: b, impact: c, review: "https://wiki.example.org/1"}
                      - {command: add-task, task: Buy a disk, owner: bob, due: 2d}
                    expect: {severity: SEV1}
                """).cases().getFirst().steps();

        assertThat(steps).extracting(step -> ((CaseStep.Commanded) step).kind()).containsExactly(
                CommandKind.POST_UPDATE,
                CommandKind.ASSESS, CommandKind.MITIGATION_FAILED, CommandKind.PAUSE_CLOCKS, CommandKind.RESOLVE,
                CommandKind.ADD_TASK);
        assertThat(steps).extracting(step -> ((CaseStep.Commanded) step).arguments()).containsExactly(
                Map.of("text", "We look, and wait", "audience", "both", "status", "investigating", "next", "15m"),
                Map.of("assessment", "A full disk"), Map.of(), Map.of("phase", "mitigate", "reason", "The vendor",
                        "for", "2h"), Map.of("cause", "a", "fix", "b", "impact", "c", "review",
                                "https://wiki.example.org/1"), Map.of("task", "Buy a disk", "owner", "bob", "due",
                                        "2d"));
    }

    @Test
    void shouldReadEachCommandOfTheTableByEitherName() throws PolicyErrors {
        for (var spec : Commands.all()) {
            var steps = read("""
                    policy: ../shop.yml
                    cases:
                      - name: everything
                        alerts: [{command: %s}, {command: %s, %s}]
                        expect: {severity: SEV1}
                    """.formatted(spec.name(), spec.kindName(), Commands.argumentNames().stream().map(name -> name
                    + ": x").collect(Collectors.joining(", ")))).cases().getFirst().steps();

            assertThat(steps).extracting(step -> ((CaseStep.Commanded) step).kind()).containsExactly(spec.kind(), spec
                    .kind());
            assertThat(((CaseStep.Commanded) steps.getLast()).arguments()).containsOnlyKeys(Commands.argumentNames());
        }
    }

    @Test
    void shouldBeginAtTheGivenTimeElseAtTheUsualOne() throws PolicyErrors {
        var file = read("""
                policy: shop.yml
                cases:
                  - {name: noon, at: "2026-11-20T12:00:00Z", alerts: [{name: a}], expect: {severity: SEV1}}
                  - {name: any, alerts: [{name: a}], expect: {severity: SEV1}}
                """);

        assertThat(file.policy()).contains("shop.yml");
        assertThat(file.cases()).extracting(Case::at).containsExactly(Instant.parse("2026-11-20T12:00:00Z"),
                CaseReader.USUAL_START);
    }

    @ParameterizedTest
    @MethodSource
    void shouldReportProblemsWithPositions(String what, String complaint) {
        var text = "cases:\n  - name: broken\n    " + what + "\n";

        assertThatThrownBy(() -> read(text)).isInstanceOf(PolicyErrors.class).hasMessageContaining(complaint);
    }

    static Stream<Arguments> shouldReportProblemsWithPositions() {
        var alert = "alerts: [{name: a}]\n    expect: ";
        return Stream.of(
                argumentSet("an unknown expectation", alert + "{severty: SEV1}",
                        "4:14: unknown key 'severty' in 'expect'; write 'severity'"),
                argumentSet("an unknown fact", alert + "{timeline: [OPEND]}",
                        "4:25: unknown word 'OPEND'; write 'OPENED'"),
                argumentSet("a duration without unit", alert + "{respond: 15}",
                        "4:23: 'respond' cannot have this value;"
                                + " write something like 'respond: 15m'"),
                argumentSet("none and something", alert + "{none: true, severity: SEV1}",
                        "'none: true' conflicts with expectations about an incident"),
                argumentSet("nothing happens", "expect: {none: true}", "the case has no alerts"),
                argumentSet("an unknown command", "alerts: [{command: acknowlege}]\n    expect: {state: OPEN}",
                        "3:24: unknown command 'acknowlege'; write 'acknowledge'"),
                argumentSet("a value that is no number", "alerts: [{values: {rate: high}}]\n    expect: {state: OPEN}",
                        "'rate' is not a number"),
                argumentSet("an unknown key of an alert", "alerts: [{label: {a: b}}]\n    expect: {state: OPEN}",
                        "unknown key 'label' in an alert; write 'labels'"));
    }

    @Test
    void shouldRefuseTwoCasesOfOneName() {
        assertThatThrownBy(() -> read("""
                cases:
                  - {name: same, alerts: [{name: a}], expect: {none: true}}
                  - {name: same, alerts: [{name: a}], expect: {none: true}}
                """)).hasMessageContaining("cases.yml:3:12: a second case with the name 'same'");
    }

    @Test
    void shouldReadExpectationsOfSeveralIncidents() throws PolicyErrors {
        var expected = read("""
                cases:
                  - name: two
                    alerts: [{name: a}]
                    expect: {after: 5m, incidents: [{key: 'shop {name=a}', alerts: 2}, {severity: SEV2}]}
                """).cases().getFirst().expected();

        assertThat(expected.after()).isEqualTo(Duration.ofMinutes(5));
        assertThat(expected.count()).contains(2);
        assertThat(expected.each()).extracting(each -> each.values().stream().map(Expectation.Value::trait).toList())
                .containsExactly(List.of(ExpectedTrait.KEY, ExpectedTrait.ALERTS), List.of(ExpectedTrait.SEVERITY));
    }

    private static CaseFile read(String text) throws PolicyErrors {
        return CaseReader.read("cases.yml", text);
    }
}
