package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.CalledIn;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.Ladder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rung that is a schedule pages whoever is on call when it is due (runbook rows A2, D2). */
class OnCallRungTest {

    private EscalatorHarness escalator = new EscalatorHarness(primary(Map.of(OPENED_AT.minusSeconds(60), List.of(
            "anna"),
            OPENED_AT.plus(ofMinutes(3)), List.of("bob"))).build());

    private static PolicyBuilder primary(Map<Instant, List<String>> from) {
        return aPolicy().target("anna", "hook:anna").target("bob", "hook:bob").target("cleo", "hook:cleo")
                .schedule("primary", from).ladder("sev1", 0, ofMinutes(10), rung(0, "primary"), rung(5, "primary"));
    }

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    @AfterEach
    void nobodyElseIsPaged() {
        escalator.close();
    }

    @Test
    void shouldPageWhoIsOnCallWhenTheRungIsDue() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("anna@1");

        escalator.advance(ofMinutes(5));

        assertThat(escalator.pages()).containsExactly("bob@2");
    }

    @Test
    void shouldPageWhoIsOnCallNowForARungThatAnOutageMadeLate() {
        escalator.outage(ofMinutes(4));
        escalator.snapshotWrittenAt(OPENED_AT, anIncident().build());

        escalator.advance(ofSeconds(2));

        assertThat(escalator.pages()).containsExactly("bob@1");
    }

    @Test
    void shouldAskTheNewestPolicyWhoIsOnCallAndKeepToTheLadderOfItsOwn() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("anna@1");

        escalator.policy(2, primary(Map.of(OPENED_AT, List.of("dora"))).target("dora", "hook:dora").ladder("sev1", 0,
                ofMinutes(10), rung(0, "manager")).build());
        escalator.advance(ofMinutes(5));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getTarget()).isEqualTo("dora");
            assertThat(page.getRung()).isEqualTo(2);
            assertThat(page.getPolicyVersion()).as("the one that knows her channel").isEqualTo(2);
        });
    }

    @Test
    void shouldAskTheNewestPolicyThatStillKnowsTheSchedule() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("anna@1");

        escalator.policy(2, primary(Map.of(OPENED_AT, List.of("cleo"))).build());
        escalator.policy(3, aPolicy().build());
        escalator.advance(ofMinutes(5));

        assertThat(escalator.pages()).containsExactly("cleo@2");
    }

    @Test
    void shouldPageEverybodyOfTheScheduleInAGapAndSayWhy() {
        with(primary(Map.of(OPENED_AT.minusSeconds(60), List.of("anna"), OPENED_AT.minusSeconds(30), List.of("bob"),
                OPENED_AT, List.of())));

        escalator.opened(anIncident());

        var pages = escalator.notifications();
        assertThat(pages).extracting(Notification::getTarget).containsExactly("anna", "bob");
        assertThat(pages).extracting(Notification::getReason).allMatch(reason -> reason.endsWith(
                "; nobody is on call on schedule primary, so everyone on it is notified"));
        assertThat(escalator.decisions().getLast().getReason()).contains("nobody is on call on schedule primary");
    }

    @Test
    void shouldPageEveryTargetOfTheFirstLadderWhenNobodyIsEverOnCall() {
        with(aPolicy().schedule("primary", Map.of()).ladder("sev2", 0, ofMinutes(10), rung(0, "primary")));

        escalator.opened(anIncident().severity(2, "sev2"));

        assertThat(escalator.pages()).containsExactly("oncall@1", "lead@1", "manager@1");
    }

    @Test
    void shouldNotSayThatAScheduleIsMissing() {
        escalator.opened(anIncident());

        assertThat(escalator.timeline().getFirst().getSummary()).doesNotContain("not in the policy");
        assertThat(escalator.pages()).containsExactly("anna@1");
    }

    /** Runbook row B14. */
    @Test
    void shouldCallInWhoIsOnCall() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("anna@1");
        escalator.acknowledged();
        assertThat(escalator.tells()).containsExactly("anna ACKNOWLEDGED");
        escalator.advance(ofHours(1));

        escalator.changed(incident -> incident.setCalledIn(List.of(new CalledIn("primary", "alice", escalator.now(),
                "please"))));

        assertThat(escalator.pages()).containsExactly("bob@0");
    }

    @Test
    void shouldAlarmWhoIsOnCallWhenNobodyAnswered() {
        with(primary(Map.of(OPENED_AT.minusSeconds(60), List.of("anna"), OPENED_AT.plus(ofMinutes(6)), List.of("cleo")))
                .conduct("sev1", new Ladder.Conduct(1, Optional.empty(), false, List.of("primary"), Optional.of(Duration
                        .ofMinutes(30)))));
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(14));
        assertThat(escalator.pages()).containsExactly("anna@1", "anna@2");

        escalator.advance(ofMinutes(1));

        assertThat(escalator.notifications()).singleElement().satisfies(alarm -> {
            assertThat(alarm.getKind()).isEqualTo(NotificationKind.LADDER_EXHAUSTED);
            assertThat(alarm.getTarget()).isEqualTo("cleo");
        });
    }
}
