package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After an outage, a page that makes no sense any more is told without waking anybody, and says how late it is. */
class PageMissedTest {

    private EscalatorHarness escalator = new EscalatorHarness(aPolicy().pageWithin(ofMinutes(10)).build());

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    @AfterEach
    void nobodyElseIsTold() {
        escalator.close();
    }

    private static String said(Notification sent) {
        return sent.getTarget() + " " + sent.getKind();
    }

    @Test
    void shouldPageWithinTheLimitAndTellTheRest() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.outage(ofMinutes(20));
        escalator.advance(ofSeconds(2));

        var sent = escalator.notifications();
        assertThat(sent).extracting(PageMissedTest::said).containsExactly("lead PAGE_MISSED", "manager PAGE");
        assertThat(sent).allMatch(Notification::getLate);
        assertThat(sent.getFirst().getReason()).isEqualTo("step 3 of ladder sev1: unacknowledged for 20 min 1 s;"
                + " not paged because it is late by 15 min 1 s");
        assertThat(sent.getFirst().getDueAt()).isEqualTo(OPENED_AT.plus(ofMinutes(5)));
        assertThat(escalator.timeline()).filteredOn(fact -> fact.getKind() == FactKind.TOLD).extracting(
                TimelineEntry::getSummary).singleElement().asString().startsWith(
                        "lead via hook without paging: ");
    }

    @Test
    void shouldSayToEachDestinationOneThingOnly() {
        with(aPolicy().pageWithin(ofMinutes(10)).ladder("sev1", 0, ofMinutes(10), rung(0, "manager"), rung(5, "oncall",
                "lead"), rung(15, "lead")));
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("manager@1");

        escalator.outage(ofMinutes(20));
        escalator.advance(ofSeconds(2));

        assertThat(escalator.notifications()).extracting(PageMissedTest::said).containsExactly("oncall PAGE_MISSED",
                "lead PAGE");
    }

    @Test
    void shouldGoOnFromThereAndRaiseTheAlarmInTheEnd() {
        escalator.outage(ofHours(3));
        escalator.snapshotWrittenAt(OPENED_AT, anIncident().build());
        escalator.advance(ofSeconds(2));
        assertThat(escalator.tells()).containsExactly("oncall PAGE_MISSED", "lead PAGE_MISSED", "manager PAGE_MISSED");
        assertThat(escalator.outcomes()).containsExactly("started", "missed");

        escalator.advance(ofMinutes(10));

        assertThat(escalator.tells()).containsExactly("manager LADDER_EXHAUSTED");
    }

    @Test
    void shouldPageTheNextRungInItsTime() {
        with(aPolicy().pageWithin(ofMinutes(2)));
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.outage(ofMinutes(10));
        escalator.advance(ofSeconds(2));
        assertThat(escalator.tells()).containsExactly("lead PAGE_MISSED");
        escalator.advance(ofMinutes(5));

        assertThat(escalator.pages()).containsExactly("manager@3");
    }

    @Test
    void shouldTellThemTheEndToo() {
        escalator.outage(ofHours(3));
        escalator.snapshotWrittenAt(OPENED_AT, anIncident().build());
        escalator.advance(ofSeconds(2));
        assertThat(escalator.tells()).hasSize(3);

        escalator.changed(incident -> incident.setState(IncidentState.RESOLVED));

        assertThat(escalator.tells()).containsExactly("oncall RESOLVED", "lead RESOLVED");
    }

    @Test
    void shouldPageHoweverLateWhenThePolicySaysNothing() {
        with(aPolicy());
        escalator.outage(ofHours(30));
        escalator.snapshotWrittenAt(OPENED_AT, anIncident().build());

        escalator.advance(ofSeconds(2));

        assertThat(escalator.pages()).containsExactly("oncall@3", "lead@3", "manager@3");
    }

    @Test
    void shouldPageWhenThePolicyDoesNotKnowTheSeverity() {
        escalator.outage(ofHours(3));
        var incident = Incident.newBuilder(anIncident().build()).setSeverity(new Severity("P0", 1))
                .build();
        escalator.snapshotWrittenAt(OPENED_AT, incident);

        escalator.advance(ofSeconds(2));

        assertThat(escalator.notifications()).extracting(Notification::getKind).containsOnly(NotificationKind.PAGE);
    }

    @Test
    void shouldNotCallLateWhatASweepDelayed() {
        with(aPolicy().pageWithin(ofSeconds(5)));
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);

        escalator.jump(ofMinutes(5).plusSeconds(20));
        escalator.advance(ofSeconds(1));

        assertThat(escalator.pages()).containsExactly("lead@2");
    }

    @Test
    void shouldNotPageWhatSomebodyTookWhileTheProcessStoodStill() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(1);

        escalator.jump(ofMinutes(5).plusSeconds(20));
        escalator.acknowledged();
        escalator.advance(ofSeconds(5));

        assertThat(escalator.notifications()).extracting(Notification::getKind).doesNotContain(NotificationKind.PAGE);
    }
}
