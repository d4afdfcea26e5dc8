package dev.tocsin.console.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;
import org.junit.jupiter.api.Test;

/** Which of several reasons is the first that holds. */
class PersonExplainerTest {

    @Test
    void shouldNameWhoWasOnCallAndTheLayer() {
        var verdict = new Night().of("dan").climbing().verdict();

        assertThat(verdict.sentence()).isEqualTo(
                "dan was not on call when step 1 was due at 2026-11-21T02:50:00Z: anna on call on schedule first-line"
                        + " (layer weeks, policy version 3).");
    }

    @Test
    void shouldNameTheOverride() {
        var night = new Night().of("anna");
        night.incident.setOpenedAt(Night.minute(-15)).setRoundStartedAt(Night.minute(-15));
        night.fact(-15, FactKind.LADDER_STARTED, "escalator", Map.of("ladder", "urgent"));

        assertThat(night.verdict().sentence()).contains("eve on call on schedule first-line (override");
    }

    @Test
    void shouldNameAnOwnPageBeforeAnythingElse() {
        var night = new Night().climbing().paged(NotificationKind.PAGE, DeliveryOutcome.REJECTED).fact(3,
                FactKind.ACKNOWLEDGED, "ada", Map.of());

        assertThat(night.verdict().reason()).isEqualTo(MissedPage.PAGE_REJECTED);
        assertThat(night.verdict().record()).map(RecordPlace::topic).contains("tocsin.deliveries");
    }

    @Test
    void shouldNameAPageThatArrivedRatherThanOneThatDidNot() {
        var night = new Night().paged(NotificationKind.PAGE, DeliveryOutcome.RETRY, DeliveryOutcome.DELIVERED);

        assertThat(night.verdict().reason()).isEqualTo(MissedPage.PAGE_NOT_SEEN);
    }

    @Test
    void shouldNotCountWhatHappenedLater() {
        var night = new Night().climbing().at(2).fact(3, FactKind.ACKNOWLEDGED, "ada", Map.of());

        assertThat(night.verdict().reason()).isEqualTo(MissedPage.STEP_NOT_REACHED);
    }

    @Test
    void shouldNotTakeOneOfTwoAcknowledgementsForTheEnd() {
        var night = new Night().climbing().at(4).fact(3, FactKind.ACKNOWLEDGED, "ada", Map.of("acknowledges", "1",
                "needed", "2"));

        assertThat(night.verdict().reason()).isEqualTo(MissedPage.STEP_NOT_REACHED);
    }

    @Test
    void shouldForgetASuppressionThatEnded() {
        var night = new Night().climbing().fact(1, FactKind.SUPPRESSED, "correlator", Map.of("reason", "storm")).fact(2,
                FactKind.UNSUPPRESSED, "correlator", Map.of()).fact(3, FactKind.ACKNOWLEDGED, "ada", Map.of());

        assertThat(night.verdict().reason()).isEqualTo(MissedPage.ACKNOWLEDGED_BEFORE_STEP);
    }

    @Test
    void shouldNameTheSilenceThatSuppressesTheIncident() {
        var night = new Night().climbing().decided(1, "suppress", "silenced", "backup").fact(1, FactKind.SUPPRESSED,
                "correlator", Map.of("reason", "all alerts are suppressed"));

        assertThat(night.verdict().reason()).isEqualTo(MissedPage.SILENCED);
        assertThat(night.verdict().remedy()).contains("silence (r1)");
    }

    @Test
    void shouldPointAtTheRecordThatShowsIt() {
        var verdict = new Night().climbing().fact(3, FactKind.ACKNOWLEDGED, "ada", Map.of()).verdict();

        assertThat(verdict.record()).isEqualTo(Optional.of(new RecordPlace("tocsin.timeline", 0, 1)));
        assertThat(verdict.sentence()).contains("ada acknowledged", Night.OPENED.plus(Duration.ofMinutes(5))
                .toString());
    }
}
