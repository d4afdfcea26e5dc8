package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.oncall.OnCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Crashes, takeovers, long absences and clocks that step. What is overdue is judged as of now, and said once. */
class OutageTest {

    private EscalatorHarness escalator = new EscalatorHarness(aPolicy().build());

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    @AfterEach
    void nobodyElseIsPaged() {
        escalator.close();
    }

    @Test
    void shouldGoOnInTimeAfterATakeover() {
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(4));
        escalator.outage(ofSeconds(20));

        escalator.advance(ofSeconds(40));

        var pages = escalator.notifications();
        assertThat(pages).extracting(Notification::getTarget).containsExactly("oncall", "lead");
        assertThat(pages).noneMatch(Notification::getLate);
    }

    /** A bug in what one incident needs must not keep the ladders of all others standing. */
    @Test
    void shouldPageForTheOthersAndTryAgainWhenOneCannotBeDecided() {
        var broken = new AtomicBoolean(true);
        with(aPolicy().schedule(new OnCall() {

            @Override
            public String name() {
                return "roster";
            }

            @Override
            public List<String> at(Instant moment) {
                if (broken.get()) {
                    throw new IllegalStateException("a bug");
                }
                return List.of("lead");
            }

            @Override
            public List<String> everybody() {
                return List.of("lead");
            }
        }).ladder("ill", 0, ofMinutes(10), rung(0, "oncall"), rung(5, "roster")));
        escalator.snapshot(anIncident().id("0a1b2c3d-illillillill").severity(1, "ill").build());
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1", "oncall@1");

        escalator.advance(ofMinutes(5));
        assertThat(escalator.pages()).as("of the other").containsExactly("lead@2");
        broken.set(false);
        escalator.advance(ofMinutes(1));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getIncident().getId()).isEqualTo("0a1b2c3d-illillillill");
            assertThat(page.getRung()).isEqualTo(2);
            assertThat(page.getLate()).isTrue();
        });
    }

    @Test
    void shouldPageOncePerDestinationForAllRungsThatWereMissed() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.outage(ofMinutes(20));
        escalator.advance(ofSeconds(2));

        var pages = escalator.notifications();
        assertThat(pages).extracting(page -> page.getTarget() + "@" + page.getRung()).containsExactly("lead@3",
                "manager@3");
        assertThat(pages).allMatch(Notification::getLate);
        assertThat(pages).extracting(Notification::getReason).allMatch(reason -> reason.startsWith(
                "step 3 of ladder sev1: unacknowledged for 20 min 1 s; late by "));
        assertThat(pages.getFirst().getDueAt()).as("when this one should have been paged").isEqualTo(
                IncidentBuilder.OPENED_AT.plus(ofMinutes(5)));
        assertThat(pages.getFirst().getAlsoTold()).containsExactly("oncall", "manager");
    }

    @Test
    void shouldGiveThoseWhoWerePagedLateTheirTimeToAnswer() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);
        escalator.outage(ofHours(2));
        escalator.advance(ofSeconds(2));
        assertThat(escalator.pages()).hasSize(2);

        escalator.advance(ofMinutes(9));
        assertThat(escalator.notifications()).isEmpty();
        escalator.advance(ofMinutes(1));

        assertThat(escalator.tells()).containsExactly("manager LADDER_EXHAUSTED");
    }

    @Test
    void shouldKeepTheTimesOfTheRungsThatAreStillToCome() {
        escalator.opened(anIncident());
        escalator.outage(ofMinutes(14));
        escalator.advance(ofSeconds(2));
        assertThat(escalator.pages()).containsExactly("oncall@1", "lead@2");

        escalator.advance(ofSeconds(58));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getTarget()).isEqualTo("manager");
            assertThat(page.getLate()).isFalse();
        });
    }

    @Test
    void shouldNotPageForAnIncidentThatWasResolvedMeanwhile() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);
        escalator.outage(ofHours(1));

        escalator.jump(Duration.ofMillis(250));
        escalator.changed(incident -> incident.setState(IncidentState.RESOLVED));
        escalator.advance(ofMinutes(1));

        assertThat(escalator.tells()).containsExactly("oncall RESOLVED");
    }

    @Test
    void shouldPageOnceAndLateForAnIncidentThatOpenedMeanwhile() {
        escalator.outage(ofHours(1));
        escalator.snapshotWrittenAt(IncidentBuilder.OPENED_AT, anIncident().build());
        assertThat(escalator.notifications()).as("the next record may say that it is resolved").isEmpty();

        escalator.advance(ofSeconds(2));

        var pages = escalator.notifications();
        assertThat(pages).extracting(Notification::getTarget).containsExactly("oncall", "lead", "manager");
        assertThat(pages).allMatch(Notification::getLate);
        assertThat(pages).extracting(Notification::getIncident).extracting(incident -> incident.getId()).containsOnly(
                "0a1b2c3d-abcdefghijkl");
    }

    @Test
    void shouldStaySilentForAnIncidentThatOpenedAndEndedMeanwhile() {
        escalator.outage(ofHours(1));

        escalator.snapshotWrittenAt(IncidentBuilder.OPENED_AT, anIncident().build());
        escalator.snapshotWrittenAt(IncidentBuilder.OPENED_AT.plus(ofMinutes(20)), anIncident().revision(2).state(
                IncidentState.RESOLVED).build());
        escalator.advance(ofHours(1));

        assertThat(escalator.notifications()).isEmpty();
        assertThat(escalator.outcomes()).containsExactly("started", "stopped");
    }

    @Test
    void shouldNotWaitForEverWhileOldRecordsKeepComing() {
        escalator.outage(ofHours(1));
        escalator.snapshotWrittenAt(IncidentBuilder.OPENED_AT, anIncident().id("0a1b2c3d-first").build());
        for (var second = 0; second < 14; second++) {
            escalator.jump(ofSeconds(1).minusMillis(1));
            escalator.snapshotWrittenAt(IncidentBuilder.OPENED_AT.plusSeconds(second), anIncident().id("0a1b2c3d-busy")
                    .revision(second + 1).state(IncidentState.ACKNOWLEDGED).build());
        }
        assertThat(escalator.notifications()).isEmpty();

        escalator.jump(ofSeconds(1).minusMillis(1));
        escalator.jump(ofSeconds(1).minusMillis(1));

        assertThat(escalator.pages()).hasSize(3);
    }

    @Test
    void shouldHearAnAcknowledgeThatWaitsInTheLogBeforeTheNextRung() {
        isTenSecondsBehindShortlyBeforeTheSecondRung();

        escalator.jump(ofMillis(400));
        assertThat(escalator.pages()).as("more may wait in the log").hasSize(1);
        escalator.snapshotWrittenAt(escalator.now().minusSeconds(10), anIncident().revision(2).state(
                IncidentState.ACKNOWLEDGED).build());
        escalator.advance(ofHours(1));

        assertThat(escalator.tells()).containsExactly("oncall ACKNOWLEDGED");
    }

    @Test
    void shouldCallTheNextRungWhenTheLogHoldsNoMore() {
        isTenSecondsBehindShortlyBeforeTheSecondRung();

        escalator.advance(ofMillis(500));

        var pages = escalator.notifications();
        assertThat(pages).extracting(Notification::getTarget).containsExactly("oncall", "lead");
        assertThat(pages).noneMatch(Notification::getLate);
    }

    private void isTenSecondsBehindShortlyBeforeTheSecondRung() {
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(5).minusMillis(200));
        escalator.snapshotWrittenAt(escalator.now().minusSeconds(10), anIncident().id("0a1b2c3d-other").state(
                IncidentState.ACKNOWLEDGED).build());
    }

    @Test
    void shouldFireATimerThatWasReplacedOnlyOnce() {
        escalator.opened(anIncident());
        escalator.acknowledged();
        escalator.changed(incident -> incident.setState(IncidentState.OPEN));
        assertThat(escalator.notifications()).hasSize(3);

        escalator.advance(ofMinutes(5));
        escalator.advance(ofSeconds(10));

        assertThat(escalator.pages()).containsExactly("lead@2");
    }

    @Test
    void shouldCollapseWhenTheClockStepsForward() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);

        escalator.jump(ofHours(1));
        escalator.advance(ofSeconds(2));

        assertThat(escalator.pages()).containsExactly("lead@3", "manager@3");
    }

    @Test
    void shouldPageAtOnceWhenTheLogsClockIsAheadOfOurs() {
        escalator.snapshot(anIncident().roundStartedAt(escalator.now().plus(ofHours(1))).build());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.advance(ofMinutes(5));

        assertThat(escalator.pages()).containsExactly("lead@2");
    }

    @Test
    void shouldPageAStormOfLateIncidentsAtABoundedRateOldestFirst() {
        for (var number = 0; number < 500; number++) {
            escalator.opened(anIncident().id("0a1b2c3d-%04d".formatted(number)));
            escalator.jump(Duration.ofMillis(10));
        }
        assertThat(escalator.notifications()).hasSize(500);
        escalator.outage(ofMinutes(8));
        escalator.jump(Duration.ofMillis(250));

        escalator.jump(ofSeconds(1));
        var firstSecond = escalator.notifications();
        escalator.jump(ofSeconds(1));
        var nextSecond = escalator.notifications();
        escalator.advance(ofSeconds(3));
        var rest = escalator.notifications();

        assertThat(firstSecond).hasSize(200);
        assertThat(firstSecond.getFirst().getIncident().getId()).isEqualTo("0a1b2c3d-0000");
        assertThat(nextSecond).hasSize(200);
        assertThat(rest).hasSize(100);
        assertThat(escalator.store().approximateNumEntries()).isEqualTo(500);
    }

    @Test
    void shouldNotLetLateWorkHoldUpWhatIsOnTime() {
        escalator.close();
        escalator = new EscalatorHarness(aPolicy().ladder("sev1", 0, ofMinutes(10), rung(0, "oncall"), rung(30,
                "lead")).build());
        for (var number = 0; number < 1_000; number++) {
            escalator.opened(anIncident().id("0a1b2c3d-old-%04d".formatted(number)));
        }
        escalator.jump(ofMinutes(29));
        escalator.opened(anIncident().id("0a1b2c3d-new"));
        assertThat(escalator.notifications()).hasSize(1_001);
        escalator.outage(ofMinutes(29).plusSeconds(58));
        escalator.jump(Duration.ofMillis(250));
        escalator.jump(ofSeconds(1));
        assertThat(escalator.notifications()).as("late ones, at their rate").hasSize(200);

        escalator.jump(ofSeconds(1));

        var sent = escalator.notifications();
        assertThat(sent.stream().collect(Collectors.partitioningBy(Notification::getLate, Collectors.counting())))
                .containsEntry(false, 1L);
        assertThat(sent.getFirst().getIncident().getId()).isEqualTo("0a1b2c3d-new");
        escalator.advance(ofSeconds(10));
        assertThat(escalator.notifications()).hasSize(1_001 - 200 - sent.size()).allMatch(Notification::getLate);
    }

    @Test
    void shouldCloseOutsideWhatItsLastRoundOpenedEvenIfItsEndWasNeverRead() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);

        escalator.reopened();

        var sent = escalator.notifications();
        assertThat(sent).extracting(Notification::getKind).containsExactly(NotificationKind.RESOLVED,
                NotificationKind.PAGE);
        assertThat(sent).extracting(one -> one.getIncident().getRound()).containsExactly(1, 2);
    }
}
