package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.CorrelatorHarness.policy;
import static dev.tocsin.correlator.CorrelatorHarness.resource;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Matcher;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.SilenceWindow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A silence or maintenance hides alerts while it holds, and nothing that fires on when it ends. */
class SilencesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String POLICY = resource("policy.yml");

    @Test
    void shouldSuppressNewAlertsAndPageForFiringOnesAtTheEnd() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.silence(silence("moving").build());
            correlator.fire(anAlert("db-1"));
            correlator.fire(anAlert("db-2"));
            correlator.fire(anAlert("web-1").named("HighLatency"));
            var visible = correlator.snapshots();
            correlator.facts();

            correlator.advance(HOUR.minusSeconds(1));
            var during = correlator.snapshots();
            correlator.advance(Duration.ofSeconds(2));

            assertThat(visible).extracting("title").containsExactly("Disk full on web-1");
            assertThat(during).isEmpty();
            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(2);
            assertThat(correlator.timeline()).first().satisfies(fact -> assertThat(fact.getKind()).isEqualTo(OPENED));
            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.decided()).contains("suppress:silenced", "suppress:passed", "suppress:released");
        }
    }

    @Test
    void shouldSayWhichSilenceAndUntilWhen() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.silence(silence("moving").build());
            correlator.decided();

            correlator.fire(anAlert("db-1"));

            assertThat(correlator.steps()).filteredOn(said -> said.getStage().equals("suppress")).singleElement()
                    .satisfies(said -> {
                        assertThat(said.getOutcome()).isEqualTo("silenced");
                        assertThat(said.getRuleId()).isEqualTo("moving");
                        assertThat(said.getReason()).contains("bob", "moving house", "2026-11-20T04:00:00Z");
                        assertThat(said.getAlertIdentity()).isEqualTo("prom:db-1");
                    });
        }
    }

    @Test
    void shouldOpenNoIncidentForAlertsResolvedDuringTheSilence() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.silence(silence("moving").build());
            correlator.fire(alert);
            correlator.advance(Duration.ofMinutes(10));

            correlator.resolve(alert);
            correlator.advance(HOUR);

            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.snapshots()).isEmpty();
            assertThat(correlator.decided()).contains("suppress:over-while-held");
        }
    }

    @Test
    @DisplayName("A1: what was closed while it fired stays closed by a repeat in other words, and a silence holds a new start of it")
    void shouldSuppressAlertsThatFireAgainAfterTheirIncidentWasClosed() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            var incident = correlator.incident();
            correlator.command(CommandKind.RESOLVE, incident);
            correlator.command(CommandKind.CLOSE, incident);
            correlator.silence(silence("moving").build());
            correlator.skip();

            correlator.fire(alert.says("it still fails"));
            var inOtherWords = correlator.snapshots();
            correlator.fire(alert.since(correlator.now().plusSeconds(1)));

            assertThat(inOtherWords).isEmpty();
            assertThat(correlator.snapshots()).isEmpty();
            assertThat(correlator.held()).hasSize(1);
            correlator.skip();
        }
    }

    /** Promise 6: what was opened outside is closed outside. */
    @Test
    void shouldNotSuppressTheResolveOfAnEarlierIncident() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.silence(silence("moving").build());
            correlator.advance(Duration.ofMinutes(1));
            correlator.facts();

            correlator.resolve(alert);

            assertThat(correlator.facts()).contains(ALERT_RESOLVED, QUIET_STARTED);
            assertThat(correlator.incident().getAlertsFiring()).isZero();
        }
    }

    @Test
    void shouldEndEarlyWhenItIsSetAgainWithAnEarlierEnd() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.silence(silence("moving").build());
            correlator.fire(anAlert("db-1"));
            correlator.advance(Duration.ofMinutes(5));

            correlator.silence(silence("moving").setEndsAt(correlator.now()).build());

            assertThat(correlator.facts()).containsExactly(OPENED);
            assertThat(correlator.snapshots()).hasSize(1);
        }
    }

    @Test
    @DisplayName("A13: a silence that would hide everything hides nothing, unless its author confirmed it")
    void shouldHideEverythingOnlyWhenConfirmed() {
        try (var correlator = CorrelatorHarness.start()) {
            var everything = silence("wide").setMatchers(List.of(new Matcher("nosuch", "", false, true)));
            correlator.silence(everything.build());
            assertThat(correlator.decided()).contains("suppress:silence-unreadable");
            correlator.fire(anAlert("db-1"));
            assertThat(correlator.facts()).containsExactly(OPENED);

            correlator.silence(everything.setHidesEverything(true).build());
            correlator.fire(anAlert("web-1").named("Slow"));

            assertThat(correlator.decided()).contains("suppress:silenced");
            assertThat(correlator.held()).containsOnlyKeys("prom:web-1");
            correlator.skip();
        }
    }

    @Test
    void shouldHoldLongerWhenItIsSetAgainWithALaterEnd() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.silence(silence("moving").build());
            correlator.fire(anAlert("db-1"));
            correlator.silence(silence("moving").setEndsAt(correlator.now().plus(HOUR.multipliedBy(2))).build());

            correlator.advance(HOUR.plusMinutes(30));
            var before = correlator.facts();
            correlator.advance(HOUR);

            assertThat(before).isEmpty();
            assertThat(correlator.facts()).containsExactly(OPENED);
            assertThat(correlator.snapshots()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    void shouldSuppressOnlyMatchingAlerts(String name, SilenceSet set, boolean hides) {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.silence(set);

            correlator.fire(anAlert("db-1").label("team", "storage"));

            assertThat(correlator.held()).hasSize(hides ? 1 : 0);
            correlator.skip();
        }
    }

    static Stream<Arguments> silences() {
        return Stream.of(Arguments.of("equal label", silence("s").build(), true),
                Arguments.of("regular expression", matching("alertname", "Disk.*", true, true), true),
                Arguments.of("regular expression is anchored", matching("alertname", "Disk", true, true), false),
                Arguments.of("unequal label", matching("team", "storage", false, false), false),
                Arguments.of("absent label counts as empty", matching("zone", "", false, true), true),
                Arguments.of("condition in CEL", only(null, "labels.team == \"storage\"", List.of()), true),
                Arguments.of("condition in CEL that does not hold", only(null, "labels.team == \"web\"", List.of()),
                        false),
                Arguments.of("maintenance of the service", only(SilenceKind.MAINTENANCE, "", List.of("payments")),
                        true),
                Arguments.of("maintenance of another service", only(SilenceKind.MAINTENANCE, "", List.of("search")),
                        false),
                Arguments.of("service and condition, both must hold", only(SilenceKind.MAINTENANCE,
                        "labels.team == \"web\"", List.of("payments")), false),
                Arguments.of("not yet", silence("s").setStartsAt(CorrelatorHarness.START.plusSeconds(1)).build(),
                        false),
                Arguments.of("over already", silence("s").setEndsAt(CorrelatorHarness.START).build(), false),
                Arguments.of("about nothing", only(null, "", List.of()), false),
                Arguments.of("condition that cannot be read", only(null, "labels.team ==", List.of()), false));
    }

    @Test
    void shouldHideNothingAndSayWhyWhenItCannotBeRead() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.decided();

            correlator.silence(only(null, "labels.team ==", List.of()));

            assertThat(correlator.steps()).filteredOn(said -> said.getStage().equals("suppress")).singleElement()
                    .satisfies(said -> assertThat(said.getOutcome()).isEqualTo("silence-unreadable"));
        }
    }

    /** Clocks in Berlin go back at 3:00 on 2026-10-25: the night of the window is an hour longer. */
    @Test
    void shouldKeepToLocalTimeWhenTheClocksAreChanged() {
        var evening = Instant.parse("2026-10-24T22:30:00Z");
        try (var correlator = CorrelatorHarness.over(new KeptStores(), evening)) {
            correlator.activate(policy(1, POLICY));
            correlator.silence(silence("backups").setStartsAt(evening.minusSeconds(86400))
                    .setEndsAt(evening.plusSeconds(864000)).setWindows(List.of(SilenceWindow.newBuilder()
                            .setDays(List.of("sun")).setFrom("00:00").setTo("04:00").setZone("Europe/Berlin")
                            .build()))
                    .build());
            correlator.fire(anAlert("db-1"));

            correlator.advance(Duration.between(correlator.now(), Instant.parse("2026-10-25T02:59:59Z")));
            var before = correlator.facts();
            correlator.advance(Duration.ofSeconds(2));

            assertThat(before).isEmpty();
            assertThat(correlator.facts()).containsExactly(OPENED);
            assertThat(correlator.incident().getOpenedAt()).isBetween(Instant.parse("2026-10-25T03:00:00Z"),
                    Instant.parse("2026-10-25T03:00:01Z"));
        }
    }

    @Test
    void shouldHideByTheStandingSilencesOfThePolicyUntilAnotherPolicyHasNone() {
        try (var correlator = CorrelatorHarness.under(POLICY + """
                maintenance:
                  - {id: db-upgrade, services: [payments], author: dba, reason: Upgrade of the database}
                """)) {
            correlator.fire(anAlert("db-1"));
            correlator.fire("search", anAlert("web-1"));
            var visible = correlator.snapshots();

            correlator.activate(policy(2, POLICY));

            assertThat(visible).extracting("serviceKey").containsExactly("search");
            assertThat(correlator.snapshots()).extracting("serviceKey").contains("payments");
            assertThat(correlator.decided()).contains("suppress:maintenance", "suppress:released");
            correlator.skip();
        }
    }

    @Test
    void shouldNotSuppressAlertsThatAnIncidentCounts() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1").severity("warning"));
            correlator.silence(silence("moving").build());

            correlator.fire(anAlert("db-1").severity("critical"));

            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.incident().getSeverity().getId()).isEqualTo("SEV1");
            correlator.skip();
        }
    }

    /** A person resolved the incident; when its reopen window is over, the alert would open another one. */
    @Test
    void shouldSuppressFiringAlertsAfterTheirIncidentIsGone() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.silence(silence("moving").build());
            correlator.command(CommandKind.RESOLVE, correlator.incident());
            correlator.advance(Duration.ofMinutes(31));
            correlator.skip();

            correlator.fire(alert);

            assertThat(correlator.held()).containsOnlyKeys("prom:db-1");
            assertThat(correlator.decided()).containsExactly("dedup:still-firing", "suppress:silenced");
        }
    }

    @Test
    void shouldJudgeAHeldAlertAgainAtEachNotedRepeat() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.silence(silence("moving").build());
            correlator.fire(alert);
            correlator.advance(Duration.ofMinutes(1));
            correlator.decided();

            correlator.fire(alert);

            assertThat(correlator.decided()).containsExactly("dedup:still-firing", "suppress:silenced");
        }
    }

    @Test
    void shouldLetThousandsGoInSlices() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.silence(silence("moving").build());
            IntStream.range(0, 450).forEach(number -> correlator.fire(anAlert("db-%03d".formatted(number))));

            correlator.silence(silence("moving").setEndsAt(correlator.now()).build());

            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.alerts()).hasSize(450).allSatisfy((_, row) -> {
                assertThat(row.getHeld()).isFalse();
                assertThat(row.getIncidentId()).isNotEmpty();
            });
            assertThat(correlator.steps()).filteredOn(said -> said.getOutcome().equals("silence-set")
                    || said.getOutcome().equals("looked-again")).extracting("reason").asString()
                    .contains("200 suppressed alerts re-evaluated, 200 released", "50 suppressed alerts");
            correlator.skip();
        }
    }

    @Test
    void shouldKeepSuppressingAfterARestartAndReleaseAtTheEnd() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.silence(silence("moving").build());
            correlator.fire(anAlert("db-1"));
            correlator.restart();
            correlator.fire(anAlert("db-2"));
            correlator.restart();
            var before = correlator.facts();

            correlator.advance(HOUR.plusSeconds(1));

            assertThat(before).isEmpty();
            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(2);
            correlator.skip();
        }
    }

    @Test
    void shouldSayNothingWhenThereIsNothingToJudgeBy() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.decided();

            correlator.fire(anAlert("db-1"));

            assertThat(correlator.decided()).noneMatch(said -> said.startsWith("suppress"));
            correlator.skip();
        }
    }

    static SilenceSet.Builder silence(String id) {
        return SilenceSet.newBuilder().setSilenceId(id).setKind(SilenceKind.SILENCE)
                .setMatchers(List.of(new Matcher("alertname", "DiskFull", false, true)))
                .setStartsAt(CorrelatorHarness.START).setEndsAt(CorrelatorHarness.START.plus(HOUR)).setAuthor("bob")
                .setReason("moving house");
    }

    private static SilenceSet matching(String label, String value, boolean isRegex, boolean isEqual) {
        return silence("s").setMatchers(List.of(new Matcher(label, value, isRegex, isEqual))).setHidesEverything(true)
                .build();
    }

    private static SilenceSet only(SilenceKind kind, String condition, List<String> services) {
        return silence("s").setKind(kind == null ? SilenceKind.SILENCE : kind).setMatchers(List.of())
                .setCondition(condition).setServices(services).build();
    }
}
