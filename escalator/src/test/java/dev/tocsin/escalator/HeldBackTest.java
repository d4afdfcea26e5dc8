package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody is paged while something holds pages back, and nobody is forgotten when it is over. */
class HeldBackTest {

    private static final Duration HOLD = Duration.ofSeconds(5);
    private static final String STORM = "folded under incident s, storm flood/prom";

    private final EscalatorHarness escalator = new EscalatorHarness(aPolicy().build());

    @AfterEach
    void nothingElseWasSent() {
        escalator.close();
    }

    @Test
    void shouldStartTheLadderOnlyWhenTheFirstPageMayGoOut() {
        escalator.snapshot(waiting());
        assertThat(escalator.pages()).isEmpty();

        escalator.advance(HOLD.plusSeconds(1));

        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.advance(Duration.ofMinutes(5));
        assertThat(escalator.pages()).containsExactly("lead@2");
    }

    @Test
    void shouldRememberThatItWaitsThroughAnOutage() {
        escalator.snapshot(waiting());

        escalator.outage(Duration.ofSeconds(2));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(HOLD);

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldWaitLongerWhenMoreTimeIsNeededToKnowWhetherItIsAStorm() {
        escalator.snapshot(waiting());
        escalator.advance(Duration.ofSeconds(1));
        escalator.changed(incident -> incident.setPageNotBefore(incident.getRoundStartedAt().plusSeconds(60)));

        escalator.advance(Duration.ofSeconds(55));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(Duration.ofSeconds(10));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldPageAtOnceWhenTheIncidentGetsTooBadToWait() {
        escalator.snapshot(waiting());

        escalator.changed(incident -> incident.setPageNotBefore(null));

        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.advance(HOLD.multipliedBy(2));
    }

    @Test
    void shouldNotPageAnIncidentThatWasFoldedWhileItWaited() {
        escalator.snapshot(waiting());
        escalator.changed(incident -> incident.setSuppressedBy(STORM).setParentId("s"));

        escalator.advance(Duration.ofHours(2));

        assertThat(escalator.pages()).isEmpty();
        assertThat(escalator.outcomes()).contains("held");
        assertThat(escalator.timeline()).extracting(TimelineEntry::getKind).contains(FactKind.SUPPRESSED);
    }

    /** Word of a storm stands in the log behind the storm, and no time that is set beforehand is long enough. */
    @Test
    void shouldWaitForAStormUntilTheLogIsRead() {
        beginsWhileTheLogIsBehind();

        escalator.advance(Duration.ofSeconds(90));
        assertThat(escalator.pages()).isEmpty();
        escalator.changed(incident -> incident.setSuppressedBy(STORM).setParentId("s"));
        escalator.logIsReadThrough();
        escalator.advance(Duration.ofHours(2));

        assertThat(escalator.pages()).isEmpty();
        assertThat(escalator.outcomes()).contains("held");
    }

    @Test
    void shouldPageWhenTheLogIsReadWithoutAStorm() {
        beginsWhileTheLogIsBehind();
        escalator.advance(Duration.ofSeconds(20));
        assertThat(escalator.pages()).isEmpty();
        assertThat(escalator.outcomes()).as("the silence has a reason").endsWith("silent-log-unread")
                .containsOnlyOnce("silent-log-unread");

        escalator.logIsReadThrough();
        escalator.advance(Duration.ofSeconds(1));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldNotWaitWhenTheLogIsReadThroughAsSoonAsOnAQuietSystem() {
        escalator.snapshot(waiting());
        escalator.advance(HOLD.minusSeconds(2));
        escalator.logIsReadThrough();

        escalator.advance(Duration.ofSeconds(3));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    /** A storm may have come up meanwhile: that the log was read as it was when the incident was seen is not enough. */
    @Test
    void shouldWaitForRecordsWrittenDuringTheWait() {
        escalator.snapshot(waiting());
        escalator.advance(HOLD.minusSeconds(3));
        escalator.logFallsBehind();

        escalator.advance(Duration.ofSeconds(30));
        assertThat(escalator.pages()).isEmpty();
        escalator.logIsReadThrough();
        escalator.advance(Duration.ofSeconds(1));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    /** In a storm the wait grows, and the snapshot that says so comes late. */
    @Test
    void shouldWaitOnWhenASnapshotSaysTooLateThatItShouldWaitLonger() {
        beginsWhileTheLogIsBehind();
        escalator.advance(HOLD.plusSeconds(1));
        escalator.changed(incident -> incident.setPageNotBefore(incident.getRoundStartedAt().plus(HOLD.multipliedBy(
                12))));

        escalator.advance(Duration.ofSeconds(30));
        assertThat(escalator.pages()).isEmpty();
        escalator.logIsReadThrough();
        escalator.advance(Duration.ofSeconds(1));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    /** In doubt, page. */
    @Test
    void shouldNotWaitForeverForALogThatStaysUnread() {
        beginsWhileTheLogIsBehind();

        escalator.advance(HOLD.plusMinutes(10).minusSeconds(1));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(Duration.ofSeconds(2));

        assertThat(escalator.pages()).as("one page each, for where the ladder stands").containsExactly("oncall@2",
                "lead@2");
    }

    @Test
    void shouldReadTheLogThroughAlsoForWhatIsSeenLongAfterItBegan() {
        var longAgo = waiting();
        escalator.advance(Duration.ofMinutes(2));
        escalator.logFallsBehind();
        escalator.advance(Duration.ofSeconds(10));
        escalator.snapshot(longAgo);

        escalator.advance(Duration.ofSeconds(30));
        assertThat(escalator.pages()).isEmpty();
        escalator.logIsReadThrough();
        escalator.advance(Duration.ofSeconds(1));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldNotKeepTheLadderWaitingThatStartsAgainInTheSameRound() {
        escalator.snapshot(waiting());
        escalator.advance(HOLD.plusSeconds(1));
        escalator.acknowledged();
        assertThat(escalator.notifications()).hasSize(2);
        escalator.advance(Duration.ofMinutes(30));
        escalator.logFallsBehind();
        escalator.advance(Duration.ofSeconds(1));

        escalator.changed(incident -> incident.setState(IncidentState.OPEN).setAcknowledgedAt(null));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldNotKeepAPageWaitingThatNoStormCanTakeBack() {
        escalator.logFallsBehind();
        escalator.advance(Duration.ofSeconds(1));

        escalator.opened(anIncident());

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldGoOnFromWhereItStoodWithOnePageWhenItIsReleased() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.changed(incident -> incident.setSuppressedBy("silence deploy: rollout"));
        escalator.advance(Duration.ofHours(2));

        escalator.changed(incident -> incident.setSuppressedBy(""));

        assertThat(escalator.pages()).containsExactly("lead@2");
        escalator.advance(Duration.ofMinutes(9));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(Duration.ofMinutes(1));
        assertThat(escalator.pages()).containsExactly("manager@3");
    }

    @Test
    void shouldNotNoticeWhatIsOverBeforeTheNextRungIsDue() {
        escalator.opened(anIncident());
        escalator.changed(incident -> incident.setSuppressedBy("silence deploy: rollout"));
        escalator.advance(Duration.ofMinutes(2));
        escalator.changed(incident -> incident.setSuppressedBy(""));

        escalator.advance(Duration.ofMinutes(3));

        assertThat(escalator.pages()).containsExactly("oncall@1", "lead@2");
    }

    @Test
    void shouldHoldOnThroughAnOutage() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.changed(incident -> incident.setSuppressedBy(STORM));
        escalator.advance(Duration.ofMinutes(10));

        escalator.outage(Duration.ofMinutes(30));
        escalator.advance(Duration.ofMinutes(30));
        assertThat(escalator.pages()).isEmpty();
        escalator.changed(incident -> incident.setSuppressedBy(""));

        assertThat(escalator.pages()).containsExactly("lead@2");
    }

    /** Promise 6: what was opened outside is closed outside. */
    @Test
    void shouldTellThoseWhoWerePagedOfTheEndAlsoWhileItIsHeldBack() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.changed(incident -> incident.setSuppressedBy(STORM));

        escalator.resolved();

        assertThat(escalator.tells()).containsExactly("oncall RESOLVED");
    }

    @Test
    void shouldStopASuppressedLadderOnAcknowledge() {
        escalator.snapshot(anIncident().roundStartedAt(escalator.now()).build());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.changed(incident -> incident.setSuppressedBy(STORM));
        escalator.advance(Duration.ofMinutes(10));
        escalator.acknowledged();
        assertThat(escalator.tells()).containsExactly("oncall ACKNOWLEDGED");

        escalator.changed(incident -> incident.setSuppressedBy(""));
        escalator.advance(Duration.ofHours(1));

        assertThat(escalator.pages()).isEmpty();
    }

    @Test
    void shouldRestartTheLadderWhenASnoozeEnds() {
        escalator.opened(anIncident());
        escalator.acknowledged();
        assertThat(escalator.notifications()).hasSize(2);
        escalator.advance(Duration.ofMinutes(30));

        escalator.changed(incident -> incident.setState(IncidentState.OPEN).setAcknowledgedAt(null));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldTellThoseWhoWerePagedIntoWhichIncidentItWasMerged() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.changed(incident -> incident.setState(IncidentState.CLOSED).setMergedInto("0a1b2c3d-survivor"));

        var told = escalator.notifications();
        assertThat(told).singleElement().extracting(Notification::getReason).asString().contains("0a1b2c3d-survivor");
        escalator.advance(Duration.ofHours(1));
    }

    /** In doubt, page. */
    @Test
    void shouldResumeInAnUnknownState() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.changed(incident -> incident.setSuppressedBy(STORM));
        escalator.advance(Duration.ofMinutes(10));

        escalator.changed(incident -> incident.setState(IncidentState.UNKNOWN).setSuppressedBy(""));

        assertThat(escalator.pages()).containsExactly("lead@2");
    }

    @Test
    void shouldSayWhichStepIsSuppressedAndWhereTheLadderResumes() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.changed(incident -> incident.setSuppressedBy(STORM));
        escalator.advance(Duration.ofMinutes(10));
        escalator.changed(incident -> incident.setSuppressedBy(""));
        assertThat(escalator.pages()).containsExactly("lead@2");

        assertThat(escalator.timeline()).extracting(TimelineEntry::getSummary).contains(
                "step 2 of ladder sev1: " + STORM, "ladder sev1 resumes at step 2");
    }

    private void beginsWhileTheLogIsBehind() {
        escalator.logFallsBehind();
        escalator.advance(Duration.ofSeconds(1));
        escalator.snapshot(waiting());
    }

    private Incident waiting() {
        return Incident.newBuilder(anIncident().roundStartedAt(escalator.now()).build())
                .setPageNotBefore(escalator.now().plus(HOLD)).build();
    }
}
