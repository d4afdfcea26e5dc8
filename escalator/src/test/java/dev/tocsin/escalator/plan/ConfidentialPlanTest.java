package dev.tocsin.escalator.plan;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.escalator.PlannedPolicy;
import dev.tocsin.escalator.Posting;
import dev.tocsin.event.Decision;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runbook row B13: a confidential incident is never in public channels, not even as a room without a word in it. */
class ConfidentialPlanTest {

    private static final String SECRET = "payroll of all employees";

    private final EscalatorHarness escalator = new EscalatorHarness(PlannedPolicy.with("from: a@b}",
            "from: a@b, cleared: true}"));

    @AfterEach
    void nothingElseWasSent() {
        escalator.close();
    }

    @Test
    void shouldOpenAndTellNothingWhereTheChannelIsNotCleared() {
        escalator.snapshot(confidential());

        assertThat(sent()).as("mail and inbox are cleared; a pager gets its page, cut down").containsExactly(
                "pager: PAGE", "inbox:on-call PAGE", "inbox:on-call WAR_ROOM", "mail:boss@example.org DECLARED",
                "mail:press@example.org DECLARED");
        assertThat(escalator.decisions()).extracting(Decision::getReason).anySatisfy(why -> assertThat(why).contains(
                "confidential", "page:", "chat:C0SUCCESS"));
    }

    @Test
    void shouldNotLetTheNameOfARoomSayWhatItIsAbout() {
        var cleared = new EscalatorHarness(PlannedPolicy.with("{env: SLACK},", "{env: SLACK}, cleared: true,"));
        cleared.snapshot(confidential());

        var room = cleared.notifications().stream().filter(each -> each.getKind().name().equals("ROOM")).findFirst()
                .orElseThrow();

        assertThat(room.getAddress()).isEqualTo("#incident-20260302-abcdefghijkl");
        assertThat(room.getDetails()).containsEntry("private", "true");
        cleared.close();
    }

    /** What was opened before is closed, without a word of what it is about. */
    @Test
    void shouldTellNothingButTheEndOnceItBecameConfidential() {
        escalator.snapshot(Incident.newBuilder(confidential()).setConfidential(false).build());
        escalator.notifications();

        escalator.changed(incident -> incident.setConfidential(true));
        escalator.changed(Posting.outside(SECRET, "identified", escalator.now()));
        escalator.mitigated();
        assertThat(sent()).containsExactly("inbox:on-call MITIGATED", "mail:boss@example.org MITIGATED");
        escalator.changed(incident -> incident.setState(IncidentState.RESOLVED).setResolvedAt(escalator.now()).setNote(
                SECRET));
        var end = escalator.notifications();

        assertThat(end).extracting(ConfidentialPlanTest::line).contains("page: STATUS_PAGE", "chat:C0SUCCESS RESOLVED",
                "chat:#incident-20260302-payroll-of-all-employees RESOLVED");
        assertThat(end).filteredOn(each -> each.getChannel().equals("page")).singleElement().satisfies(page -> {
            assertThat(page.getDetails()).containsOnlyKeys("status").containsEntry("status", "resolved");
            assertThat(page.toString()).doesNotContain(SECRET);
        });
        escalator.changed(incident -> incident.setState(IncidentState.CLOSED));
        assertThat(sent()).isEmpty();
    }

    /** In a room that was opened for everybody there are people who are not cleared, whatever the channel is. */
    @Test
    void shouldGoOnInAPrivateRoomOnceItBecameConfidential() {
        try (var cleared = new EscalatorHarness(PlannedPolicy.with("{env: SLACK},", "{env: SLACK}, cleared: true,"))) {
            cleared.snapshot(Incident.newBuilder(confidential()).setConfidential(false).build());
            var open = cleared.notifications().stream().map(Notification::getDestination).filter(it -> it.startsWith(
                    "chat:#")).findFirst().orElseThrow();

            cleared.changed(incident -> incident.setConfidential(true));
            var moved = cleared.notifications();
            cleared.changed(incident -> incident.setState(IncidentState.RESOLVED).setResolvedAt(cleared.now()));
            var end = cleared.notifications();

            assertThat(moved).filteredOn(each -> each.getKind().name().equals("ROOM")).singleElement().satisfies(
                    room -> assertThat(room.getDestination()).startsWith("chat:#").isNotEqualTo(open));
            assertThat(moved).extracting(Notification::getDestination).doesNotContain(open);
            assertThat(end).extracting(Notification::getDestination).doesNotContain(open).anyMatch(it -> it.startsWith(
                    "chat:#"));
        }
    }

    @Test
    void shouldOpenWhatWasWithheldWhenNoLongerConfidential() {
        escalator.snapshot(confidential());
        escalator.notifications();

        escalator.changed(incident -> incident.setConfidential(false));

        assertThat(sent()).containsExactly("chat:#incident-20260302-payroll-of-all-employees ROOM",
                "page: STATUS_PAGE", "chat:C0SUCCESS DECLARED");
    }

    private static Incident confidential() {
        return Incident.newBuilder(anIncident().build()).setConfidential(true).setCustomerFacing(true).setTitle(SECRET)
                .build();
    }

    private List<String> sent() {
        return escalator.notifications().stream().map(ConfidentialPlanTest::line).toList();
    }

    private static String line(Notification sent) {
        return sent.getDestination() + " " + sent.getKind();
    }
}
