package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Ladder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ladder that is exhausted is an alarm of its own, never silence. */
class ExhaustedAlarmTest {

    private static final IncidentCondition NEVER = new IncidentCondition("incident.security", facts -> Judgement.NO);
    private static final String STORM = "folded under incident s, storm flood/prom";

    private EscalatorHarness escalator = new EscalatorHarness(policy(Optional.of(ofMinutes(30))).build());

    private static PolicyBuilder policy(Optional<Duration> every) {
        return aPolicy().target("board", "hook:board").ladder("sev1", 0, ofMinutes(10), rung(0, "oncall")).conduct(
                "sev1", new Ladder.Conduct(1, Optional.empty(), false, List.of("board", "lead"), every));
    }

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    private void exhausted() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.advance(ofMinutes(10));
    }

    @AfterEach
    void nobodyElseIsTold() {
        escalator.close();
    }

    @Test
    void shouldTellThoseWhomTheLadderNamesForIt() {
        exhausted();

        assertThat(escalator.tells()).containsExactly("board LADDER_EXHAUSTED", "lead LADDER_EXHAUSTED");
    }

    @Test
    void shouldRepeatTheAlarmAsOftenAsTheLadderSays() {
        exhausted();
        escalator.advance(ofMinutes(60));

        var alarms = escalator.notifications();

        assertThat(alarms).hasSize(6).extracting(Notification::getId).doesNotHaveDuplicates();
        assertThat(alarms).extracting(Notification::getOccasion).containsExactly("exhausted/1/0", "exhausted/1/0",
                "exhausted/1/1", "exhausted/1/1", "exhausted/1/2", "exhausted/1/2");
        assertThat(alarms.getLast().getReason()).isEqualTo(
                "still unacknowledged 1 h 10 min after ladder sev1 started; notified 2 times before");
        assertThat(escalator.timeline()).filteredOn(fact -> fact.getKind() == FactKind.LADDER_EXHAUSTED).as(
                "it happened once").hasSize(1);
    }

    @Test
    void shouldTellItOnceWhereTheLadderSaysNothing() {
        with(policy(Optional.empty()));
        exhausted();
        assertThat(escalator.tells()).hasSize(2);

        escalator.advance(Duration.ofDays(2));

        assertThat(escalator.tells()).isEmpty();
    }

    @Test
    void shouldStopAtAnAcknowledgeAndTellThoseWhoWereAlarmedToo() {
        exhausted();
        assertThat(escalator.tells()).hasSize(2);

        escalator.acknowledged();
        escalator.advance(ofHours(5));
        escalator.resolved();

        assertThat(escalator.tells()).containsExactly("oncall ACKNOWLEDGED", "board ACKNOWLEDGED", "lead ACKNOWLEDGED",
                "oncall RESOLVED", "board RESOLVED", "lead RESOLVED");
        assertThat(escalator.timeline()).extracting(TimelineEntry::getSummary).contains(
                "ladder sev1: acknowledged by alice");
    }

    @Test
    void shouldAlarmAnewInTheNextClimb() {
        exhausted();
        var first = escalator.notifications();
        escalator.acknowledged();
        assertThat(escalator.tells()).hasSize(3);
        escalator.changed(incident -> incident.setState(IncidentState.OPEN));
        assertThat(escalator.pages()).hasSize(1);

        escalator.advance(ofMinutes(10));

        assertThat(escalator.notifications()).hasSize(2).extracting(Notification::getId).doesNotContainAnyElementsOf(
                first.stream().map(Notification::getId).toList());
    }

    @Test
    void shouldSuppressTheAlarmAndSendItOnceAfterwards() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);
        escalator.changed(incident -> incident.setSuppressedBy(STORM));
        escalator.advance(ofHours(2));
        assertThat(escalator.tells()).isEmpty();
        assertThat(escalator.timeline()).extracting(TimelineEntry::getSummary).contains(
                "the alarm of ladder sev1: " + STORM);

        escalator.changed(incident -> incident.setSuppressedBy(""));

        assertThat(escalator.tells()).containsExactly("board LADDER_EXHAUSTED", "lead LADDER_EXHAUSTED");
    }

    @Test
    void shouldHoldRepeatedAlarmsBackAndGoOnWithOne() {
        exhausted();
        assertThat(escalator.tells()).hasSize(2);
        escalator.changed(incident -> incident.setSuppressedBy(STORM));
        escalator.advance(ofHours(5));
        assertThat(escalator.tells()).isEmpty();

        escalator.changed(incident -> incident.setSuppressedBy(""));

        assertThat(escalator.tells()).hasSize(2);
        escalator.advance(ofMinutes(29));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMinutes(1));
        assertThat(escalator.tells()).hasSize(2);
    }

    @Test
    void shouldNotTellAfterAnOutageWhatWasMissedInIt() {
        exhausted();
        assertThat(escalator.tells()).hasSize(2);

        escalator.outage(ofMinutes(100));
        escalator.advance(ofSeconds(2));
        assertThat(escalator.tells()).hasSize(2);

        escalator.advance(ofMinutes(19));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMinutes(1));
        assertThat(escalator.tells()).as("in the old rhythm").hasSize(2);
    }

    @Test
    void shouldStopTheAlarmWhenAWorseLadderStarts() {
        with(policy(Optional.of(ofMinutes(30))).ladder("sev2", 0, ofMinutes(10), rung(0, "oncall")).conduct("sev2",
                new Ladder.Conduct(1, Optional.empty(), false, List.of("lead"), Optional.of(ofMinutes(5)))));
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.advance(ofMinutes(11));
        assertThat(escalator.notifications()).hasSize(2);

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));
        escalator.advance(ofMinutes(9));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldTellTheLastRungWhenThoseForTheAlarmAreUnknown() {
        with(aPolicy().conduct("sev1", new Ladder.Conduct(1, Optional.empty(), false, List.of("gone"), Optional
                .empty())));
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(25));

        assertThat(escalator.notifications()).last().satisfies(alarm -> {
            assertThat(alarm.getKind()).isEqualTo(NotificationKind.LADDER_EXHAUSTED);
            assertThat(alarm.getTarget()).isEqualTo("manager");
        });
    }

    @Test
    void shouldSayHowLateTheAlarmIs() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);

        escalator.outage(ofMinutes(30));
        escalator.advance(ofSeconds(2));

        assertThat(escalator.notifications()).hasSize(2).allSatisfy(alarm -> {
            assertThat(alarm.getLate()).isTrue();
            assertThat(alarm.getDueAt()).isEqualTo(IncidentBuilder.OPENED_AT.plus(ofMinutes(10)));
            assertThat(alarm.getReason()).isEqualTo(
                    "ladder sev1 ran once and nobody acknowledged; late by 20 min 1 s");
        });
    }

    /** Nobody would ever hear of it otherwise. */
    @Test
    void shouldAlarmWhenNoRungIsForTheIncidentWithoutWaitingForAnswers() {
        with(aPolicy().ladder("sev1", 0, ofMinutes(10), new Ladder.Rung(Duration.ZERO, List.of("oncall"), NEVER),
                new Ladder.Rung(ofMinutes(5), List.of("lead"), NEVER)));
        escalator.opened(anIncident());
        assertThat(escalator.notifications()).isEmpty();

        escalator.advance(ofMinutes(5));

        var alarm = escalator.notifications();
        assertThat(alarm).extracting(Notification::getKind, Notification::getTarget).containsExactly(
                tuple(NotificationKind.LADDER_EXHAUSTED, "lead"));
        assertThat(alarm.getFirst().getReason()).isEqualTo(
                "no step of ladder sev1 applies to this incident, so nobody was paged");
        escalator.advance(ofHours(1));
    }

    @Test
    void shouldAlarmEverybodyWhenTheLadderLostItsStepsMeanwhile() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);

        escalator.policy(1, aPolicy().ladder("sev1", 0, ofMinutes(10)).build());
        escalator.advance(ofMinutes(10));

        assertThat(escalator.tells()).containsExactly("oncall LADDER_EXHAUSTED", "lead LADDER_EXHAUSTED");
    }
}
