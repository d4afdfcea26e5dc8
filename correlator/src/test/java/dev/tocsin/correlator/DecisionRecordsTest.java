package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Decision;
import dev.tocsin.event.DecisionStep;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import org.junit.jupiter.api.Test;

class DecisionRecordsTest {

    @Test
    void shouldWriteTheDecisionsOfAllStepsInOneRecord() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.decided();

            correlator.fire(anAlert("db-1"));

            assertThat(correlator.decisions()).singleElement().satisfies(decision -> {
                assertThat(decision.getId()).isEqualTo("signal-2");
                assertThat(decision.getSteps()).extracting(DecisionStep::getStage).containsExactly("dedup", "classify");
                assertThat(decision.getStage()).isEqualTo("correlate");
                assertThat(decision.getOutcome()).isEqualTo("opened");
                assertThat(decision.getIncidentId()).isNotEmpty();
                assertThat(decision.getAlertIdentity()).isEqualTo("prom:db-1");
            });
            correlator.skip();
        }
    }

    @Test
    void shouldWriteOneRecordForEachAlertOfARequest() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.decided();

            correlator.request("payments", anAlert("db-1").since(correlator.now()).firing(), anAlert("db-2").since(
                    correlator.now()).firing());

            assertThat(correlator.decisions()).extracting(Decision::getId, Decision::getAlertIdentity)
                    .containsExactly(tuple("signal-2", "prom:db-1"),
                            tuple("signal-2/2", "prom:db-2"));
            correlator.skip();
        }
    }

    @Test
    void shouldWriteOneRecordForEachReleasedAlert() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.silence(silence(correlator, 3600));
            correlator.fire(anAlert("db-1"));
            correlator.decided();

            correlator.silence(silence(correlator, 0));

            assertThat(correlator.decisions()).extracting(Decision::getId, Decision::getOutcome).containsExactly(
                    tuple("signal-4/0", "silence-set"),
                    tuple("signal-4/prom:db-1", "opened"));
            correlator.skip();
        }
    }

    @Test
    void shouldWriteNothingOfABulletinThatChangesNothing() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.decided();

            correlator.bulletin(Bulletin.newBuilder().setId("told").setKind(BulletinKind.INCIDENT_OVER).setSubject(
                    "elsewhere").setServiceKey("search").setAt(correlator.now()).setDetails(Map.of()).build());

            assertThat(correlator.decisions()).isEmpty();
        }
    }

    private static SilenceSet silence(CorrelatorHarness correlator, long seconds) {
        return SilenceSet.newBuilder().setSilenceId("moving").setMatchers(List.of()).setServices(List.of("payments"))
                .setStartsAt(correlator.now().minusSeconds(1)).setEndsAt(correlator.now().plusSeconds(seconds))
                .setAuthor("bob").setReason("moving house").setKind(SilenceKind.SILENCE).build();
    }
}
