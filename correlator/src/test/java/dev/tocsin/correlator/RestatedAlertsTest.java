package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ACKNOWLEDGE_VOIDED;
import static dev.tocsin.event.FactKind.ALERT_CHANGED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.SEVERITY_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Matcher;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A repeat is evidence: what an alert says while it fires on counts like what it said at first. */
class RestatedAlertsTest {

    private static final String POLICY = """
            policy: numbers
            severities:
              - {id: SEV1, title: Customers cannot work, ladder: urgent, quiet: 5m, reopen: 30m}
              - {id: SEV2, title: Customers notice, ladder: normal, quiet: 2m, reopen: 30m}
              - {id: SEV3, title: Nobody notices yet, ladder: normal, quiet: 1m, reopen: 30m}
            defaults: {correlate-by: [service]}
            rules:
              - {id: most, reason: Do most requests fail?, when: values.errors >= 90.0, severity: SEV1}
              - {id: many, reason: Do many requests fail?, when: values.errors >= 50.0, severity: SEV2, set: {title: "{values.errors} % of the requests fail"}}
              - {id: mine, reason: Is it ours?, when: 'owner="storage"', severity: SEV3, ladder: storage, correlate-by: [service, name]}
            fallback: {severity: SEV3}
            ladders:
              urgent: {steps: [{after: 0m, notify: [on-call]}]}
              normal: {steps: [{after: 5m, notify: [on-call]}]}
              storage: {steps: [{after: 5m, notify: [on-call]}]}
            targets: {on-call: [{channel: inbox}]}
            channels: {inbox: {type: inbox}}
            """;
    private static final String LOWERING = POLICY.replace("defaults: {", "defaults: {lower: true, ");
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final AlertFixture A = anAlert("a").says("a fails");
    private static final AlertFixture B = anAlert("b").says("b fails");

    @Test
    @DisplayName("A1: a repeat with a higher value raises the severity, within seconds of the first")
    void shouldRaiseTheSeverityByAValueThatGrew() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(A.value("errors", 5));
            correlator.advance(Duration.ofSeconds(10));
            correlator.fire(A.value("errors", 97));

            var incident = correlator.incident();
            assertThat(incident.getSeverity().getId()).isEqualTo("SEV1");
            assertThat(incident.getLadder()).isEqualTo("urgent");
            assertThat(incident.getRuleId()).isEqualTo("most");
            assertThat(incident.getAlertsTotal()).isEqualTo(1);
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_CHANGED, SEVERITY_CHANGED);
        }
    }

    @Test
    @DisplayName("A1: a lower value lowers the severity only where the rule says so")
    void shouldLowerTheSeverityWhereTheRuleSaysSo() {
        assertThat(List.of(afterFalling(POLICY), afterFalling(LOWERING))).containsExactly("SEV2", "SEV3");
    }

    private static String afterFalling(String policy) {
        try (var correlator = CorrelatorHarness.under(policy)) {
            correlator.fire(A.value("errors", 62));
            correlator.advance(A_WHILE);
            correlator.fire(A.value("errors", 0.2));
            correlator.advance(A_WHILE);
            var severity = correlator.incident().getSeverity().getId();
            correlator.skip();
            return severity;
        }
    }

    @Test
    @DisplayName("A1: title, summary, labels, links and runbook say what the last repeat said")
    void shouldShowTheContentOfTheLastRepeat() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(A.says("Disk at 81 %").described("81 % of 2 TB").link("https://graphs.example.org/81")
                    .label("pod", "p-1").annotation("runbook_url", "https://runbooks.example.org/disk"));
            correlator.advance(A_WHILE);
            correlator.fire(A.says("Disk at 97 %").described("97 % of 2 TB").link("https://graphs.example.org/97")
                    .label("pod", "p-2").annotation("runbook_url", "https://runbooks.example.org/full"));

            var incident = correlator.incident();
            assertThat(incident.getTitle()).isEqualTo("Disk at 97 %");
            assertThat(incident.getSummary()).isEqualTo("97 % of 2 TB");
            assertThat(incident.getRunbook()).isEqualTo("https://runbooks.example.org/full");
            assertThat(incident.getLabels()).containsEntry("pod", "p-2");
            assertThat(incident.getLinks()).hasSize(1).first().satisfies(link -> assertThat(link.getHref()).endsWith(
                    "/97"));
            assertThat(incident.getAlerts().getFirst().getSummary()).isEqualTo("Disk at 97 %");
            assertThat(correlator.facts()).containsExactly(OPENED);
            correlator.advance(A_WHILE);
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A1: the incident does not name a when only b fires")
    void shouldTitleTheIncidentByAFiringAlert() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var began = correlator.now();
            correlator.fire(A);
            correlator.fire(B);
            var both = correlator.incident().getTitle();
            correlator.resolve(A.since(began));
            var onlyB = correlator.incident();
            correlator.fire(A.since(correlator.now().plusSeconds(1)));

            assertThat(both).isEqualTo("a fails");
            assertThat(onlyB.getTitle()).isEqualTo("b fails");
            assertThat(correlator.incident().getTitle()).as("not turned over again").isEqualTo("b fails");
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A1: the title follows the worst that fires though the severity does not fall")
    void shouldNameTheWorstThatFiresThoughTheSeverityStays() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var began = correlator.now();
            correlator.fire(A.value("errors", 95));
            correlator.fire(B);
            correlator.resolve(A.since(began));

            assertThat(correlator.incident()).satisfies(incident -> {
                assertThat(incident.getSeverity().getId()).isEqualTo("SEV1");
                assertThat(incident.getTitle()).isEqualTo("b fails");
            });
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A1: the title names another member when a silence holds the worst, and the worst again after it")
    void shouldTitleTheIncidentByAnAlertThatIsNotSilenced() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(A.value("errors", 95));
            correlator.fire(B);
            correlator.silence(SilencesTest.silence("s").setStartsAt(correlator.now())
                    .setEndsAt(correlator.now().plus(Duration.ofMinutes(10)))
                    .setMatchers(List.of(new Matcher("instance", "a", false, true))).build());
            var silenced = correlator.incident();
            correlator.fire(A.value("errors", 96));
            var restated = correlator.snapshots();
            correlator.advance(Duration.ofMinutes(11));

            assertThat(silenced.getTitle()).isEqualTo("b fails");
            assertThat(silenced.getSuppressedBy()).isEmpty();
            assertThat(restated).allSatisfy(incident -> assertThat(incident.getTitle()).isEqualTo("b fails"));
            assertThat(correlator.incident().getTitle()).isEqualTo("a fails");
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A1: a repeat that says the same costs no record, and a value that nobody sees no snapshot")
    void shouldCostNothingWhenNothingChanged() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var alert = A.since(correlator.now()).value("errors", 5);
            correlator.fire(alert);
            correlator.skip();

            correlator.advance(Duration.ofSeconds(10));
            correlator.fire(alert);
            var same = correlator.decided();
            correlator.fire(alert.value("errors", 6));

            assertThat(same).isEmpty();
            assertThat(correlator.decided()).containsExactly("dedup:changed", "classify:classified",
                    "correlate:unchanged");
            assertThat(correlator.snapshots()).isEmpty();
            assertThat(correlator.facts()).isEmpty();
        }
    }

    @Property(tries = 20)
    @DisplayName("A1: numbers that wobble in texts make no fact and two snapshots a minute, and the last word is told")
    void shouldNotFloodByNumbersThatWobble(@ForAll("percentages") List<Integer> values) {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(A);
            correlator.skip();
            var began = correlator.now();

            values.forEach(value -> {
                correlator.advance(Duration.ofSeconds(3));
                correlator.fire(A.says("a fails by " + value + " %").value("errors", value));
            });
            correlator.advance(Duration.ofMinutes(1));

            var snapshots = correlator.snapshots();
            assertThat(snapshots).hasSizeLessThan(8).last().extracting(Incident::getTitle).isEqualTo("a fails by "
                    + values.getLast() + " %");
            assertThat(correlator.facts()).hasSizeLessThanOrEqualTo(1);
            assertThat(began).isBefore(correlator.now());
        }
    }

    Gen<List<Integer>> percentages() {
        return Gens.ints(10, 49).list(40);
    }

    @Test
    @DisplayName("A1: an acknowledge is void when a repeat is worse and another ladder begins")
    void shouldAskAgainWhenARepeatIsWorse() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(A.value("errors", 5));
            correlator.command(CommandKind.ACKNOWLEDGE, correlator.incident());
            correlator.skip();
            correlator.fire(A.value("errors", 99));

            assertThat(correlator.incident().getState()).isEqualTo(IncidentState.OPEN);
            assertThat(correlator.facts()).contains(SEVERITY_CHANGED, ACKNOWLEDGE_VOIDED);
        }
    }

    @Test
    @DisplayName("A1: an alert that another rule takes stays in its incident, and ladder and rule follow")
    void shouldStayWhereItIsCountedUnderAnotherRule() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(A);
            var before = correlator.incident();
            correlator.fire(A.label("owner", "storage"));

            assertThat(correlator.incident()).satisfies(incident -> {
                assertThat(incident.getId()).isEqualTo(before.getId());
                assertThat(incident.getCorrelationKey()).isEqualTo(before.getCorrelationKey());
                assertThat(incident.getLadder()).isEqualTo("storage");
                assertThat(incident.getRuleId()).isEqualTo("mine");
            });
            assertThat(correlator.steps().getLast().getReason()).contains("stays in this incident");
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A1: a flapping alert that gets worse raises the severity at once")
    void shouldHearAnAlertThatFlaps() {
        try (var correlator = CorrelatorHarness.under(POLICY
                + "flapping: {transitions: 4, within: 30m, leave: 1, quiet: 15m}\n")) {
            flap(correlator, A.value("errors", 5), 4);
            correlator.resolve(A.since(correlator.now().minusSeconds(20)));
            correlator.skip();
            correlator.advance(Duration.ofSeconds(5));
            correlator.fire(A.value("errors", 93));

            assertThat(correlator.incident()).satisfies(incident -> {
                assertThat(incident.getSeverity().getId()).isEqualTo("SEV1");
                assertThat(incident.getFlapping()).isTrue();
            });
            correlator.skip();
        }
    }

    private static void flap(CorrelatorHarness correlator, AlertFixture alert, int turns) {
        for (var turn = 0; turn < turns; turn++) {
            correlator.advance(Duration.ofSeconds(20));
            var began = correlator.now();
            correlator.fire(alert);
            correlator.advance(Duration.ofSeconds(20));
            correlator.resolve(alert.since(began));
        }
        correlator.advance(Duration.ofSeconds(20));
        correlator.fire(alert);
        correlator.advance(Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("A1: a held alert opens its incident by what it said last")
    void shouldOpenWithTheLastContentOfASuppressedAlert() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.silence(SilencesTest.silence("s").setStartsAt(correlator.now())
                    .setEndsAt(correlator.now().plus(Duration.ofMinutes(10)))
                    .setMatchers(List.of(new Matcher("instance", "a", false, true))).build());
            correlator.fire(A.value("errors", 5));
            correlator.advance(Duration.ofSeconds(9));
            correlator.fire(A.value("errors", 93));
            correlator.advance(Duration.ofMinutes(11));

            assertThat(correlator.incident().getSeverity().getId()).isEqualTo("SEV1");
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A1: what a person resolved stays resolved by a repeat as bad as before, not by a worse one")
    void shouldReopenAfterAPersonsResolveOnlyWhenTheAlertGetsWorse() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var alert = A.since(correlator.now());
            correlator.fire(alert.value("errors", 5));
            correlator.command(CommandKind.RESOLVE, correlator.incident());
            correlator.advance(A_WHILE);
            correlator.skip();

            correlator.fire(alert.value("errors", 7));
            var asBad = correlator.snapshots();
            correlator.fire(alert.value("errors", 71));

            assertThat(asBad).isEmpty();
            assertThat(correlator.incident()).satisfies(incident -> {
                assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
                assertThat(incident.getRound()).isEqualTo(2);
                assertThat(incident.getSeverity().getId()).isEqualTo("SEV2");
            });
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A1: the worst counts and is named though the snapshot does not show it")
    void shouldNameTheWorstThatIsNotShown() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var began = correlator.now();
            IntStream.range(0, 60).forEach(number -> correlator.fire(anAlert("db-" + number)));
            correlator.advance(A_WHILE);
            var worst = anAlert("db-50").since(began).value("errors", 95);
            correlator.fire(worst.says("db-50 fails"));
            var raised = correlator.incident();
            correlator.fire(worst.says("db-50 fails wholly"));
            correlator.restart();
            correlator.advance(A_WHILE);
            var restated = correlator.incident();
            correlator.resolve(worst);

            assertThat(raised.getSeverity().getId()).isEqualTo("SEV1");
            assertThat(raised.getTitle()).isEqualTo("db-50 fails");
            assertThat(restated.getTitle()).isEqualTo("db-50 fails wholly");
            assertThat(correlator.incident().getTitle()).isEqualTo("Disk full on db-0");
            correlator.skip();
        }
    }
}
