package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Signal;
import dev.tocsin.state.AlertAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has one identity reaches the incident that counts it, whatever its labels now say. */
class AddressTest {

    private static final String EXPIRING = CorrelatorHarness.resource("policy.yml").replace("rules:\n",
            "sources: {sentry: {expire: 1h}}\nrules:\n");

    private final AlertFixture issue = anAlert("issue-17").from("sentry").named("TypeError");

    @Test
    @DisplayName("A3: a Sentry issue that is created, alerted with a service tag and resolved without tags is one incident, resolved")
    void shouldFollowASentryIssue() {
        try (var correlator = CorrelatorHarness.start()) {
            var begun = issue.since(correlator.now());
            correlator.atHome("shop", begun.firing());
            correlator.advance(Duration.ofSeconds(20));
            correlator.atHome("checkout", begun.label("service", "checkout").firing());
            correlator.advance(Duration.ofMinutes(3));
            correlator.atHome("TypeError", begun.until(correlator.now()).resolved());
            correlator.advance(Duration.ofMinutes(5));

            assertThat(correlator.snapshots()).extracting(Incident::getId).containsOnly(correlator.everySnapshot()
                    .getFirst().getId());
            assertThat(correlator.everySnapshot().getLast().getState()).isEqualTo(IncidentState.RESOLVED);
            assertThat(correlator.everySnapshot().getLast().getServiceKey()).isEqualTo("shop");
            assertThat(correlator.facts()).contains(OPENED, RESOLVED).containsOnlyOnce(OPENED);
            assertThat(forwarded(correlator)).extracting(Signal::getServiceKey).containsOnly("shop");
            assertThat(forwarded(correlator)).allSatisfy(signal -> assertThat(signal.getHomeKey()).isEmpty());
            assertThat(correlator.decided()).contains("address:addressed");
        }
    }

    @Test
    @DisplayName("A3: a CloudWatch alarm whose dimension was edited while in ALARM is resolved by its OK")
    void shouldFollowAnAlarmWhoseDimensionsChange() {
        try (var correlator = CorrelatorHarness.start()) {
            var alarm = anAlert("alarm-a").from("cloudwatch").named("CPU").since(correlator.now());
            correlator.atHome("db-1", alarm.label("DBInstanceIdentifier", "db-1").firing());
            correlator.advance(Duration.ofMinutes(10));
            correlator.atHome("db-2", alarm.label("DBInstanceIdentifier", "db-2").firing());
            correlator.atHome("db-2", alarm.label("DBInstanceIdentifier", "db-2").until(correlator.now()).resolved());
            correlator.advance(Duration.ofMinutes(5));

            assertThat(correlator.everySnapshot().getLast().getState()).isEqualTo(IncidentState.RESOLVED);
            assertThat(correlator.facts()).containsOnlyOnce(OPENED).endsWith(RESOLVED);
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A3: two fires in quick succession with different labels are one alert of the first one's service")
    void shouldPinTheFirstOfTwo() {
        try (var correlator = CorrelatorHarness.start()) {
            var begun = issue.since(correlator.now());
            correlator.atHome("shop", begun.firing());
            correlator.atHome("checkout", begun.firing());

            assertThat(correlator.incident().getServiceKey()).isEqualTo("shop");
            assertThat(correlator.facts()).containsExactly(OPENED);
        }
    }

    @Test
    @DisplayName("A3: an issue that was over for more than a day belongs to the service that its labels name when it fires again")
    void shouldPinAnewWhenItWasOverForLong() {
        try (var correlator = CorrelatorHarness.start()) {
            var begun = issue.since(correlator.now());
            correlator.atHome("shop", begun.firing());
            correlator.atHome("shop", begun.until(correlator.now()).resolved());
            correlator.advance(Duration.ofHours(23));
            correlator.atHome("checkout", issue.since(correlator.now()).firing());
            var early = correlator.incident();
            correlator.atHome("checkout", issue.since(correlator.now()).until(correlator.now()).resolved());
            correlator.advance(Duration.ofHours(25));

            correlator.atHome("checkout", issue.since(correlator.now()).firing());

            assertThat(early.getServiceKey()).isEqualTo("shop");
            assertThat(correlator.incident().getServiceKey()).isEqualTo("checkout");
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A3: a resolve that comes before its fire is remembered where the fire will be looked for")
    void shouldRememberAResolveThatCameFirst() {
        try (var correlator = CorrelatorHarness.start()) {
            var begun = issue.since(correlator.now());
            correlator.atHome("TypeError", begun.until(correlator.now()).resolved());
            correlator.atHome("checkout", begun.firing());
            assertThat(correlator.snapshots()).isEmpty();
            correlator.advance(Duration.ofMinutes(16));

            correlator.atHome("checkout", issue.since(correlator.now()).firing());

            assertThat(correlator.incident().getServiceKey()).isEqualTo("checkout");
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A3: what expired where it lies stays pinned until that is certain, then belongs to the service its labels name")
    void shouldOutliveTheExpiry() {
        try (var correlator = CorrelatorHarness.under(EXPIRING)) {
            var begun = issue.since(correlator.now());
            correlator.atHome("shop", begun.firing());
            correlator.advance(Duration.ofMinutes(62));
            correlator.skip();
            correlator.atHome("checkout", issue.since(correlator.now()).firing());
            var again = correlator.everySnapshot().getLast();
            correlator.advance(Duration.ofMinutes(70));
            correlator.skip();
            correlator.atHome("checkout", issue.since(correlator.now()).firing());

            assertThat(again.getServiceKey()).isEqualTo("shop");
            assertThat(correlator.everySnapshot().getLast().getServiceKey()).isEqualTo("checkout");
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A3: rows of what is over for long are deleted")
    void shouldDeleteRowsThatAreNoLongerNeeded() {
        try (var correlator = CorrelatorHarness.start()) {
            var begun = issue.since(correlator.now());
            correlator.atHome("shop", begun.firing());
            correlator.advance(Duration.ofHours(30));
            var firing = addresses(correlator);
            correlator.atHome("shop", begun.until(correlator.now()).resolved());
            correlator.advance(Duration.ofHours(25));
            correlator.fire(anAlert("db-1"));
            for (var minute = 0; minute < 12; minute++) {
                correlator.advance(Duration.ofMinutes(1));
            }

            assertThat(firing).containsOnlyKeys("sentry:issue-17");
            assertThat(addresses(correlator)).isEmpty();
            correlator.skip();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("A3: whatever labels say, in whatever order: at most one service counts an identity, and a replay gives the same")
    @ValueSource(longs = {1, 2})
    void shouldNeverLieInTwoPlaces(long seed) {
        var random = new Random(seed);
        try (var correlator = CorrelatorHarness.under(EXPIRING)) {
            for (var step = 0; step < 40; step++) {
                var alert = anAlert("issue-" + random.nextInt(3)).from("sentry").since(correlator.now().minusSeconds(
                        random.nextInt(120)));
                var service = List.of("shop", "checkout", "web").get(random.nextInt(3));
                correlator.atHome(service, random.nextInt(3) == 0
                        ? alert.until(correlator.now()).resolved()
                        : alert.firing());
                if (random.nextInt(12) == 0) {
                    correlator.restart();
                }
                correlator.advance(List.of(Duration.ZERO, Duration.ofSeconds(40), Duration.ofMinutes(10), Duration
                        .ofMinutes(45)).get(random.nextInt(4)));
                correlator.rowsById().values().stream().map(row -> row.getIncident()).filter(
                        incident -> incident.getState() == IncidentState.OPEN).flatMap(incident -> incident.getAlerts()
                                .stream().filter(member -> member.getStatus() == dev.tocsin.event.AlertStatus.FIRING))
                        .collect(java.util.stream.Collectors.groupingBy(member -> member.getIdentity(),
                                java.util.stream.Collectors.counting()))
                        .forEach((identity, count) -> assertThat(count).as(identity).isEqualTo(1));
            }
            correlator.advance(Duration.ofHours(3));

            var replay = CorrelatorHarness.replaying(correlator.log());

            assertThat(replay.log()).as("a replay adds nothing to the log").hasSameSizeAs(correlator.log());
            assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
            replay.crash();
            correlator.skip();
        }
    }

    private static Map<String, AlertAddress> addresses(CorrelatorHarness correlator) {
        return correlator.contents(RowKind.ADDRESSES);
    }

    private static List<Signal> forwarded(CorrelatorHarness correlator) {
        return correlator.log().stream().map(entry -> entry.value()).filter(signal -> signal.getId().contains("/to-"))
                .toList();
    }
}
