package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.CalledIn;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.schemas.command.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runbook rows B14, C8: people call in others by name. */
class ExtraCallsTest {

    private final EscalatorHarness escalator = new EscalatorHarness(aPolicy().target("legal-team", "hook:legal")
            .practice(new Practice(Map.of(), List.of(), Map.of("legal", List.of("legal-team", "manager")))).build());

    @AfterEach
    void nothingElseWasSent() {
        escalator.close();
    }

    @Test
    void shouldPageThoseOfAnEscalationOnceForEachCall() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.changed(incident -> calling(incident, "legal", "customer data may be out"));
        escalator.changed(incident -> incident.setNote("again"));

        var pages = escalator.notifications();
        assertThat(pages).extracting(Notification::getTarget).containsExactly("legal-team", "manager");
        assertThat(pages).allSatisfy(page -> assertThat(page.getReason()).isEqualTo(
                "alice called in legal: customer data may be out"));
        escalator.changed(incident -> calling(incident, "legal", "please"));
        assertThat(escalator.notifications()).hasSize(2).extracting(Notification::getId).doesNotContainAnyElementsOf(
                pages.stream().map(Notification::getId).toList());
    }

    @Test
    void shouldPageATargetByItsOwnNameAlsoWhenSomebodyHasItAndTellItTheEnd() {
        escalator.opened(anIncident());
        escalator.acknowledged();
        assertThat(escalator.notifications()).hasSize(2);

        escalator.changed(incident -> calling(incident, "lead", ""));
        assertThat(escalator.pages()).containsExactly("lead@0");
        escalator.resolved();

        assertThat(escalator.tells()).containsExactly("oncall RESOLVED", "lead RESOLVED");
    }

    @Test
    void shouldCallAlsoWhileTheLadderIsHeldBack() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.changed(incident -> calling(incident.setSuppressedBy("a storm"), "lead", ""));

        assertThat(escalator.pages()).containsExactly("lead@0");
        escalator.advance(Duration.ofHours(1));
    }

    @Test
    void shouldNotCallAgainInTheNextRound() {
        escalator.opened(anIncident());
        escalator.changed(incident -> calling(incident, "lead", ""));
        escalator.resolved();
        assertThat(escalator.notifications()).hasSize(4);
        escalator.advance(Duration.ofMinutes(1));

        escalator.reopened();

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldNotCallThoseOfARoundThatItNeverSaw() {
        escalator.opened(anIncident().round(2));
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.deleted("0a1b2c3d-abcdefghijkl");
        escalator.advance(Duration.ofMinutes(1));

        escalator.changed(incident -> calling(incident, "lead", "").setRound(3).setRoundStartedAt(escalator.now()
                .plusMillis(1)));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    /** C8: of round 2, only a snapshot is left in which as many were called in as in round 1. */
    @Test
    void shouldCallThoseOfARoundOfWhichTheBeginningWasCompactedAway() {
        escalator.opened(anIncident());
        escalator.changed(incident -> calling(incident, "lead", ""));
        escalator.resolved();
        assertThat(escalator.notifications()).hasSize(4);
        escalator.advance(Duration.ofMinutes(1));

        escalator.changed(incident -> incident.setState(IncidentState.OPEN).setRound(2).setRoundStartedAt(escalator
                .now()).setResolvedAt(null).setCalledIn(List.of(new CalledIn("manager", "alice", escalator.now(),
                        ""))));

        assertThat(escalator.pages()).containsExactly("oncall@1", "manager@0");
    }

    @Test
    void shouldSayHowLateACallComes() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        var asked = escalator.now();
        escalator.outage(Duration.ofMinutes(4));

        escalator.changed(incident -> incident.setCalledIn(List.of(new CalledIn("lead", "alice", asked, ""))));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getLate()).isTrue();
            assertThat(page.getReason()).isEqualTo("alice called in lead; late by 4 min");
        });
    }

    @Test
    @DisplayName("13: escalate now runs the next step at once, and later steps move forward")
    void shouldRunTheNextStepNow() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.advance(Duration.ofMinutes(1));

        escalator.changed(incident -> calling(incident, Commands.NEXT_STEP, ""));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getTarget()).isEqualTo("lead");
            assertThat(page.getRung()).isEqualTo(2);
            assertThat(page.getReason()).contains("alice escalated to the next step");
        });
        escalator.changed(incident -> incident.setNote("again"));
        escalator.advance(Duration.ofMinutes(9));
        assertThat(escalator.pages()).as("ten minutes lie between the steps").isEmpty();
        escalator.advance(Duration.ofMinutes(1));
        assertThat(escalator.pages()).containsExactly("manager@3");
    }

    @Test
    void shouldPageTheNextStepAlsoWhenSomebodyHasAcknowledgedWithoutTakingThatBack() {
        escalator.opened(anIncident());
        escalator.acknowledged();
        assertThat(escalator.notifications()).hasSize(2);

        escalator.changed(incident -> calling(incident, Commands.NEXT_STEP, ""));

        assertThat(escalator.pages()).containsExactly("lead@0");
        escalator.advance(Duration.ofHours(1));
    }

    @Test
    void shouldPageTheNextStepAlsoWhileTheLadderIsHeldBack() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.changed(incident -> calling(incident.setSuppressedBy("a storm"), Commands.NEXT_STEP, ""));

        assertThat(escalator.pages()).containsExactly("lead@0");
    }

    private Incident.Builder calling(Incident.Builder incident, String name, String note) {
        var called = new ArrayList<>(incident.getCalledIn());
        called.add(new CalledIn(name, "alice", escalator.now(), note));
        return incident.setCalledIn(called);
    }
}
