package dev.tocsin.escalator.cadence;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.escalator.IncidentBuilder;
import dev.tocsin.escalator.PlannedPolicy;
import dev.tocsin.escalator.Posting;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.event.UpdateAudience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runbook rows A6, B12, D4: an update every so often, asked for before it is due, and escalated when it did not come. */
class CadenceTest {

    private final EscalatorHarness escalator = new EscalatorHarness(PlannedPolicy.load());
    private Instant start;

    @BeforeEach
    void begin() {
        start = escalator.now();
    }

    @AfterEach
    void nothingElseWasSent() {
        escalator.close();
    }

    @Test
    void shouldAskForAnUpdateBeforeItIsDueAndEscalateWhenItDidNotCome() {
        taken(incident -> incident.setRoles(Map.of("communicator", "communicator")));

        escalator.advance(Duration.ofMinutes(11).plusSeconds(59));
        assertThat(sent()).isEmpty();
        escalator.advance(Duration.ofSeconds(1));
        escalator.advance(Duration.ofMillis(250));
        assertThat(sent()).containsExactly("inbox:communicator UPDATE_DUE update/inside/1/due");
        escalator.advance(Duration.ofMinutes(3));

        assertThat(sent()).as("told to those who were paged, waking nobody").containsExactly(
                "inbox:on-call UPDATE_LAPSED update/inside/1/lapsed");
        assertThat(escalator.timeline()).extracting(TimelineEntry::getKind).contains(FactKind.UPDATE_DUE,
                FactKind.UPDATE_LAPSED);
    }

    /** A first page is held for some seconds while a storm is likely; the declaration with it, and no snapshot says so. */
    @Test
    void shouldPromiseFromTheDeclarationAlsoWhenTheFirstPageWasHeld() {
        escalator.snapshot(Incident.newBuilder(anIncident().roundStartedAt(start).build()).setPageNotBefore(start
                .plusSeconds(5)).setRoles(Map.of("communicator", "communicator")).build());
        escalator.advance(Duration.ofSeconds(6));
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(12));

        assertThat(sent()).contains("inbox:communicator UPDATE_DUE update/inside/1/due");
    }

    @Test
    void shouldSayWhatWasPromised() {
        taken(UnaryOperator.identity());

        escalator.advance(Duration.ofMinutes(13));

        var due = escalator.notifications().getFirst();
        assertThat(due.getDetails()).containsEntry("audience", "inside").containsEntry("promised",
                "2026-03-02T10:15:00Z").containsEntry("missed", "0").containsEntry("next-update",
                        "2026-03-02T10:15:00Z");
        assertThat(due.getReason()).contains("for the team is due in 3 min");
        assertThat(due.getDueAt()).isEqualTo(start.plus(Duration.ofMinutes(12)));
    }

    /** Nobody has the role, and it is nobody's name either: then who acknowledged. */
    @Test
    void shouldRemindWhoAcknowledgedWhenThePlanNamesNobody() {
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.acknowledged();
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(26));

        assertThat(sent()).containsExactly("inbox:alice UPDATE_DUE update/inside/1/due");
    }

    @Test
    void shouldBeKeptByAnUpdateFromAnywhere() {
        taken(UnaryOperator.identity());
        escalator.advance(Duration.ofMinutes(10));
        escalator.changed(Posting.inside("still looking", escalator.now()));
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(11));
        assertThat(sent()).isEmpty();
        escalator.advance(Duration.ofMinutes(2));

        assertThat(sent()).containsExactly("inbox:communicator UPDATE_DUE update/inside/2/due");
    }

    @Test
    void shouldKeepToThePromiseThatAnAuthorMade() {
        taken(UnaryOperator.identity());
        escalator.changed(Posting.promising(start.plus(Duration.ofMinutes(60)), escalator.now()));
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(56));
        assertThat(sent()).isEmpty();
        escalator.advance(Duration.ofMinutes(5));

        assertThat(sent()).containsExactly("inbox:communicator UPDATE_DUE update/inside/2/due",
                "inbox:on-call UPDATE_LAPSED update/inside/2/lapsed");
    }

    /** B12: the first word to customers sooner, then as often as is promised. */
    @Test
    void shouldPromiseCustomersTheFirstUpdateSoonerThanTheNext() {
        taken(incident -> incident.setCustomerFacing(true));

        escalator.advance(Duration.ofMinutes(8));
        assertThat(sent()).containsExactly("inbox:communicator UPDATE_DUE update/outside/1/due");
        escalator.changed(Posting.update(UpdateAudience.BOTH, "we are looking", "", escalator.now(), Optional
                .empty()));
        escalator.notifications();
        escalator.advance(Duration.ofMinutes(13));
        assertThat(sent()).containsExactly("inbox:communicator UPDATE_DUE update/inside/2/due");
        escalator.changed(Posting.inside("nothing new", escalator.now()));
        escalator.notifications();
        escalator.advance(Duration.ofMinutes(15));

        assertThat(sent()).containsExactlyInAnyOrder("inbox:communicator UPDATE_DUE update/inside/3/due",
                "inbox:communicator UPDATE_DUE update/outside/2/due",
                "inbox:on-call UPDATE_LAPSED update/inside/3/lapsed");
    }

    @Test
    void shouldPromiseCustomersUpdatesOnceTheyAreAffected() {
        taken(UnaryOperator.identity());
        escalator.advance(Duration.ofMinutes(5));
        escalator.changed(incident -> incident.setCustomerFacing(true));
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(7));
        escalator.advance(Duration.ofMillis(500));

        assertThat(sent()).containsExactlyInAnyOrder("inbox:communicator UPDATE_DUE update/inside/1/due",
                "inbox:communicator UPDATE_DUE update/outside/1/due");
    }

    @Test
    void shouldGoOnAfterALapseFromThePromiseNotFromNow() {
        taken(UnaryOperator.identity());

        escalator.advance(Duration.ofMinutes(46));

        assertThat(escalator.notifications()).extracting(sent -> sent.getKind() + " " + Duration.between(start, sent
                .getDueAt()).toMinutes() + " " + sent.getDetails().get("missed")).containsExactly("UPDATE_DUE 12 0",
                        "UPDATE_LAPSED 15 1", "UPDATE_DUE 27 1", "UPDATE_LAPSED 30 2", "UPDATE_DUE 42 2",
                        "UPDATE_LAPSED 45 3");
    }

    @Test
    void shouldTellOnceWhatWasMissedInAnOutage() {
        taken(UnaryOperator.identity());

        escalator.outage(Duration.ofMinutes(50));
        escalator.advance(Duration.ofSeconds(20));

        assertThat(escalator.notifications()).singleElement().satisfies(lapsed -> {
            assertThat(lapsed.getOccasion()).isEqualTo("update/inside/1/" + start.plus(Duration.ofMinutes(15))
                    .getEpochSecond() + "/lapsed");
            assertThat(lapsed.getDetails()).containsEntry("missed", "3").containsEntry("next-update",
                    "2026-03-02T11:00:00Z");
            assertThat(lapsed.getLate()).isTrue();
            assertThat(lapsed.getReason()).contains("was not posted, nor were 2 after it");
        });
    }

    @Test
    void shouldNotAskForAnUpdateThatWasPostedDuringAnOutage() {
        taken(UnaryOperator.identity());

        escalator.outage(Duration.ofMinutes(20));
        escalator.changed(Posting.inside("still looking", start.plus(Duration.ofMinutes(14))));
        escalator.advance(Duration.ofMinutes(5));

        assertThat(sent()).containsExactly("chat:#incident-20260302-api-is-down UPDATED update/1");
    }

    @Test
    void shouldNotRemindAfterTheResolve() {
        taken(UnaryOperator.identity());
        escalator.resolved();
        escalator.notifications();

        escalator.advance(Duration.ofHours(2));

        assertThat(sent()).isEmpty();
    }

    @Test
    void shouldPromiseAnewInANewRound() {
        taken(UnaryOperator.identity());
        escalator.advance(Duration.ofMinutes(10));
        escalator.resolved();
        escalator.advance(Duration.ofMinutes(30));
        escalator.reopened();
        escalator.acknowledged();
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(12));
        escalator.advance(Duration.ofMillis(250));

        assertThat(sent()).containsExactly("inbox:communicator UPDATE_DUE update/inside/1/due");
    }

    @Test
    void shouldBringThePromiseNearerWhenTheSeverityIsRaised() {
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.acknowledged();
        escalator.advance(Duration.ofMinutes(10));
        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setSeverityRaisedAt(escalator
                .now()));
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(13));

        var due = escalator.notifications();
        assertThat(due).singleElement().extracting(Notification::getDetails).satisfies(details -> assertThat(details)
                .containsEntry("promised", "2026-03-02T10:25:00Z"));
    }

    @Test
    void shouldKeepTheNearerPromiseWhenTheSeverityIsLowered() {
        taken(UnaryOperator.identity());
        escalator.changed(incident -> incident.setSeverity(new Severity("SEV2", 2)));
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(16));

        assertThat(sent()).containsExactly("inbox:alice UPDATE_DUE update/inside/1/due",
                "mail:boss@example.org UPDATE_LAPSED update/inside/1/lapsed");
        escalator.advance(Duration.ofMinutes(30));
        assertThat(escalator.notifications()).extracting(sent -> Duration.between(start, sent.getDueAt()).toMinutes())
                .as("from then on by the plan of SEV2").containsExactly(40L, 45L);
    }

    @Test
    void shouldNotRemindWhilePagingIsSuppressed() {
        taken(UnaryOperator.identity());
        escalator.changed(incident -> incident.setSuppressedBy("maintenance"));
        escalator.advance(Duration.ofMinutes(40));
        assertThat(sent()).isEmpty();

        escalator.changed(incident -> incident.setSuppressedBy(""));
        escalator.notifications();
        escalator.advance(Duration.ofMinutes(3));

        assertThat(sent()).as("from the promise of 10:45 on").containsExactly(
                "inbox:communicator UPDATE_DUE update/inside/3/due");
    }

    /** B12, B13: numbers begin again, but what was delivered under an id is never delivered under it again. */
    @Test
    void shouldAskForCustomersAgainAfterItWasConfidentialForAWhile() {
        taken(incident -> incident.setCustomerFacing(true));
        escalator.advance(Duration.ofMinutes(8));
        var first = escalator.notifications();
        escalator.changed(incident -> incident.setConfidential(true));
        escalator.changed(incident -> incident.setConfidential(false));
        escalator.notifications();

        escalator.advance(Duration.ofMinutes(9));

        var outside = escalator.notifications().stream().filter(each -> each.getKind() == NotificationKind.UPDATE_DUE
                && each.getDetails().get("audience").equals("outside")).toList();
        assertThat(first).singleElement().extracting(Notification::getOccasion).isEqualTo("update/outside/1/" + start
                .plus(Duration.ofMinutes(10)).getEpochSecond() + "/due");
        assertThat(outside).singleElement().satisfies(again -> {
            assertThat(again.getDetails()).containsEntry("number", "1");
            assertThat(again.getId()).isNotEqualTo(first.getFirst().getId());
        });
    }

    private void taken(UnaryOperator<Incident.Builder> change) {
        escalator.snapshot(change.apply(Incident.newBuilder(anIncident().roundStartedAt(IncidentBuilder.OPENED_AT)
                .build()).setState(IncidentState.OPEN)).build());
        escalator.acknowledged();
        escalator.notifications();
        escalator.timeline();
    }

    /** Without the moment that was promised, which is in their occasions in epoch seconds. */
    private List<String> sent() {
        return escalator.notifications().stream().map(each -> each.getDestination() + " " + each.getKind() + " " + each
                .getOccasion().replaceFirst("/[0-9]{9,}/", "/")).toList();
    }
}
