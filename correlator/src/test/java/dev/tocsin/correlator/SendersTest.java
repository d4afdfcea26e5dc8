package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.CorrelatorHarness.resource;
import static dev.tocsin.event.FactKind.ALERT_EXPIRED;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Alert;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What senders say of times, of what they left out and of why something ended. */
class SendersTest {

    private static final String POLICY = resource("policy.yml") + "sources: {prom: {expire: 10m}}\n";
    private static final Duration REPEAT = Duration.ofSeconds(40);

    @Property(tries = 25)
    @DisplayName("A2: whatever start its repeats name, an alert that is heard of does not expire, and its resolve ends it")
    void shouldTreatEveryDeliveryAsASignOfLife(
            @ForAll("skews") List<Integer> skews) {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(anAlert("db-1"));
            var first = correlator.now();
            skews.forEach(skew -> {
                correlator.advance(REPEAT);
                correlator.fire(anAlert("db-1").since(first.plusSeconds(skew)));
            });
            correlator.advance(REPEAT);
            var facts = correlator.facts();
            correlator.resolve(anAlert("db-1").since(first));

            assertThat(facts).containsExactly(OPENED);
            assertThat(correlator.incident().getAlertsFiring()).isZero();
            assertThat(correlator.facts()).contains(ALERT_RESOLVED);
            correlator.skip();
        }
    }

    Gen<List<Integer>> skews() {
        return Gens.ints(-600, 600).list(1, 30);
    }

    @Test
    @DisplayName("A2: repeats whose start is 30 s earlier than at first keep an alert firing for longer than its source is given")
    void shouldNotExpireWhatIsRepeatedWithAnEarlierStart() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var earlier = anAlert("db-1").since(correlator.now().minusSeconds(30));
            correlator.fire(anAlert("db-1"));
            for (var repeats = 0; repeats < 120; repeats++) {
                correlator.advance(Duration.ofSeconds(10));
                correlator.fire(earlier);
            }

            assertThat(correlator.facts()).containsExactly(OPENED);
            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("A2: what was taken as over is believed again whatever start its next word names")
    void shouldReopenAnExpiredAlertOnAnyDelivery() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var began = correlator.now();
            correlator.fire(anAlert("db-1"));
            for (var minutes = 0; minutes < 20; minutes++) {
                correlator.advance(Duration.ofMinutes(1));
            }
            var expired = correlator.facts();
            correlator.skip();
            correlator.fire(anAlert("db-1").since(began.minusSeconds(3600)));

            assertThat(expired).contains(ALERT_EXPIRED, RESOLVED);
            assertThat(correlator.incident()).satisfies(incident -> {
                assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
                assertThat(incident.getAlertsFiring()).isEqualTo(1);
            });
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A2: a sender that names now as the start of each repeat does not reopen what a person resolved")
    void shouldNotReopenByAStartThatAlwaysMoves() {
        try (var correlator = CorrelatorHarness.under(resource("policy.yml"))) {
            correlator.fire(anAlert("db-1"));
            correlator.advance(REPEAT);
            correlator.fire(anAlert("db-1"));
            correlator.command(CommandKind.RESOLVE, correlator.incident());
            correlator.skip();
            correlator.advance(REPEAT);
            correlator.fire(anAlert("db-1"));

            assertThat(correlator.decided()).containsExactly("dedup:repeat-after-resolve");
        }
    }

    @Test
    @DisplayName("A2: transitions that come in the wrong order are put in order by their times")
    void shouldPutTransitionsInOrder() {
        try (var correlator = CorrelatorHarness.start()) {
            var ten = correlator.now();
            correlator.advance(Duration.ofMinutes(3));
            correlator.fire(anAlert("alarm").since(ten.plusSeconds(120)));
            correlator.fire(anAlert("alarm").since(ten));
            correlator.resolve(anAlert("alarm").since(ten.plusSeconds(60)).until(ten.plusSeconds(60)));

            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(1);
            assertThat(correlator.facts()).containsExactly(OPENED);
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A8: an incident is as old as the oldest alert that fires, by its source's time")
    void shouldSayHowOldItIs() {
        try (var correlator = CorrelatorHarness.start()) {
            var heard = correlator.now();
            var old = anAlert("db-1").since(heard.minus(Duration.ofHours(3)));
            correlator.fire(old);
            correlator.fire(anAlert("db-2").since(heard.minus(Duration.ofHours(1))));
            var both = correlator.incident();
            correlator.resolve(old);
            var younger = correlator.incident();
            correlator.fire(anAlert("db-2").since(heard.minus(Duration.ofHours(2))));
            var earlier = correlator.incident();

            assertThat(both.getStartedAt()).contains(heard.minus(Duration.ofHours(3)));
            assertThat(both.getOpenedAt()).isEqualTo(heard);
            assertThat(younger.getStartedAt()).contains(heard.minus(Duration.ofHours(1)));
            assertThat(earlier.getStartedAt()).contains(heard.minus(Duration.ofHours(2)));
            assertThat(earlier.getAlerts().getLast().getSince()).isEqualTo(heard.minus(Duration.ofHours(2)));
            correlator.advance(REPEAT);
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A8: a start that is none, or lies in the future, is taken for when it was heard of")
    void shouldNotBelieveAStartThatCannotBe() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1").since(Instant.parse("0001-01-01T00:00:00Z")));
            var never = correlator.incident();
            correlator.fire(anAlert("db-2").named("Other").since(correlator.now().plus(Duration.ofHours(2))));

            assertThat(never.getStartedAt()).contains(correlator.now());
            assertThat(correlator.incident().getStartedAt()).contains(correlator.now());
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A10: how many alerts a sender left out stands in the incident, the most of the round")
    void shouldSayHowManyAlertsWereLeftOut() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.deliver(leftOut(correlator, "db-1", 0));
            correlator.deliver(leftOut(correlator, "db-1", 40));
            correlator.deliver(leftOut(correlator, "db-2", 12));

            assertThat(correlator.snapshots()).extracting(Incident::getTruncatedAlerts).containsExactly(0, 40, 40);
            correlator.advance(REPEAT);
            correlator.skip();
        }
    }

    private static Alert leftOut(CorrelatorHarness correlator, String instance, int alerts) {
        return Alert.newBuilder(anAlert(instance).since(correlator.now()).firing()).setTruncatedAlerts(alerts).build();
    }

    @Test
    @DisplayName("A10: an alarm that was deleted ends its alert, and the timeline and the resolution say so")
    void shouldSayWhyItEnded() {
        try (var correlator = CorrelatorHarness.start()) {
            var began = correlator.now();
            correlator.fire(anAlert("db-1"));
            correlator.deliver(Alert.newBuilder(anAlert("db-1").since(began).resolved()).setEndReason(
                    "the alarm was deleted").build());
            correlator.advance(Duration.ofMinutes(6));

            assertThat(correlator.incident()).satisfies(incident -> {
                assertThat(incident.getState()).isEqualTo(IncidentState.RESOLVED);
                assertThat(incident.getResolution()).hasValueSatisfying(said -> assertThat(said.getCause()).isEqualTo(
                        "the alarm was deleted"));
            });
            assertThat(correlator.timeline()).filteredOn(entry -> entry.getKind() == ALERT_RESOLVED || entry
                    .getKind() == RESOLVED).hasSize(2).extracting(TimelineEntry::getSummary).allSatisfy(
                            summary -> assertThat(summary).contains("the alarm was deleted"));
        }
    }

    @Test
    @DisplayName("A10: a recovery gives no reason, also after an earlier end that had one")
    void shouldForgetAReasonWhenItFiresAgain() {
        try (var correlator = CorrelatorHarness.start()) {
            var began = correlator.now();
            correlator.fire(anAlert("db-1"));
            correlator.deliver(Alert.newBuilder(anAlert("db-1").since(began).resolved()).setEndReason(
                    "the alarm was deleted").build());
            correlator.advance(REPEAT);
            var again = correlator.now();
            correlator.fire(anAlert("db-1"));
            correlator.resolve(anAlert("db-1").since(again));
            correlator.advance(Duration.ofMinutes(6));

            assertThat(correlator.incident().getResolution()).isEmpty();
            correlator.skip();
        }
    }
}
