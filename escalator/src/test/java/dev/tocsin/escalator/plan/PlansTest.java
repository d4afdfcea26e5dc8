package dev.tocsin.escalator.plan;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.escalator.IncidentBuilder;
import dev.tocsin.escalator.PlannedPolicy;
import dev.tocsin.escalator.Posting;
import dev.tocsin.event.Decision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runbook rows A6, A7, B5 to B8, B10, B11, C4, D2, D6, D10: what is opened when an incident is declared, and kept in step. */
class PlansTest {

    private static final String ROOM = "chat:#incident-20260302-api-is-down";

    private final EscalatorHarness escalator = new EscalatorHarness(PlannedPolicy.load());

    @AfterEach
    void nothingElseWasSent() {
        escalator.close();
    }

    /** Rows B6, B7, D2, D10. */
    @Test
    void shouldOpenWhatThePlanSaysAndTellStakeholdersWhenItIsDeclared() {
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));

        assertThat(sent()).containsExactly("pager: PAGE", "inbox:on-call PAGE", ROOM + " ROOM", "page: STATUS_PAGE",
                "inbox:on-call WAR_ROOM", ROOM + " WAR_ROOM", "mail:boss@example.org DECLARED",
                "chat:C0SUCCESS DECLARED", "mail:press@example.org DECLARED");
        assertThat(escalator.timeline()).extracting(TimelineEntry::getKind).contains(FactKind.DECLARED,
                FactKind.ARRANGED);
    }

    /** Rows A6, B6, C4, D6. */
    @Test
    void shouldSayInTheFirstPostWhatThePolicyAsksFor() {
        escalator.snapshot(sev1(incident -> incident.setSummary("all requests fail")));

        var room = one("ROOM");

        assertThat(room.getDetails()).containsEntry("fields", "severity,what,impact,since,status,commander,link")
                .containsEntry("name", "incident-20260302-api-is-down").containsEntry("severity", "SEV1 (Critical)")
                .containsEntry("what", "API is down: all requests fail").containsEntry("status", "investigating")
                .containsEntry("since", "2026-03-02 10:00 UTC").containsEntry("commander", "nobody yet")
                .containsEntry("who", "unacknowledged; paged: on-call")
                .containsEntry("link", "https://tocsin.example.org/?incident=0a1b2c3d-abcdefghijkl")
                .containsEntry("next-update", "2026-03-02T10:15:00Z")
                .containsEntry("war-room", "https://meet.example.org/0a1b2c3d-abcdefghijkl");
    }

    /** Row A6: the number of a room is known to the channel only. */
    @Test
    void shouldLeaveTheNumberOfARoomToItsChannel() {
        escalator.opened(anIncident().severity(2, "sev2"));

        var room = one("ROOM");

        assertThat(room.getDestination()).isEqualTo("chat:#incident-20260302-abcdefghijkl");
        assertThat(room.getDetails()).containsEntry("name", "incident-20260302-NN");
    }

    /** Row B6: small incidents get a post in the shared room and a ticket, no room of their own. */
    @Test
    void shouldPostInTheSharedRoomAndFileATicketForSmallOnes() {
        escalator.opened(anIncident().severity(3, "sev3"));

        assertThat(sent()).as("the room is told once, although it is paged and a stakeholder too").containsExactly(
                "chat:C0SHARED PAGE", "chat:C0SHARED ROOM", "tracker:ENG TICKET");

        escalator.resolved();

        assertThat(sent()).containsExactly("chat:C0SHARED RESOLVED", "tracker:ENG RESOLVED");
    }

    @Test
    void shouldArrangeNothingWherePolicyPlansNothing() {
        escalator.opened(anIncident().severity(4, "nobody"));
        escalator.resolved();

        assertThat(sent()).isEmpty();
    }

    /** Rows B10 and B11, and promise 6. */
    @Test
    void shouldSayWhatWasDoneAndHowItEnded() {
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));
        escalator.notifications();
        escalator.advance(Duration.ofMinutes(5));

        escalator.changed(incident -> incident.setState(IncidentState.MITIGATED).setMitigatedAt(escalator.now())
                .setMitigation(new Mitigation("rolled back", "find the leak")));
        var mitigated = escalator.notifications();
        escalator.advance(Duration.ofMinutes(1));
        escalator.changed(incident -> incident.setState(IncidentState.RESOLVED).setResolvedAt(escalator.now())
                .setResolution(new Resolution("a leak", "a patch", "checkout failed", "https://example.org/review")));
        var resolved = escalator.notifications();

        assertThat(mitigated).extracting(PlansTest::line).containsExactlyInAnyOrder("inbox:on-call MITIGATED", ROOM
                + " MITIGATED", "page: STATUS_PAGE", "mail:boss@example.org MITIGATED", "chat:C0SUCCESS MITIGATED");
        assertThat(to(ROOM, mitigated).getDetails()).containsEntry("action", "rolled back").containsEntry("next-steps",
                "find the leak").containsEntry("time-to-mitigate", "5 min");
        assertThat(to("page:", mitigated).getDetails()).containsEntry("status", "monitoring");
        assertThat(resolved).extracting(PlansTest::line).as("the press did not ask for the end")
                .containsExactlyInAnyOrder("pager: RESOLVED", "inbox:on-call RESOLVED", ROOM + " RESOLVED",
                        "page: STATUS_PAGE", "mail:boss@example.org RESOLVED", "chat:C0SUCCESS RESOLVED");
        assertThat(to(ROOM, resolved).getDetails()).containsEntry("cause", "a leak").containsEntry("fix", "a patch")
                .containsEntry("duration", "6 min").containsEntry("impact", "checkout failed").containsEntry("review",
                        "https://example.org/review");
        assertThat(to("page:", resolved).getDetails()).containsEntry("status", "resolved");
    }

    /** Promise 6: whatever the policy says by then. */
    @Test
    void shouldCloseWhatItOpenedAlsoWhenThePolicyHasNoPlanAnyMore() {
        escalator.policy(2, PlannedPolicy.with(", plan: major", ""));
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));
        escalator.notifications();

        escalator.changed(incident -> incident.setPolicyVersion(2).setState(IncidentState.RESOLVED).setResolvedAt(
                escalator.now()));

        assertThat(sent()).contains(ROOM + " RESOLVED", "page: STATUS_PAGE");
    }

    /** Row B14: what was said to be contained is not. */
    @Test
    void shouldReportAFailedMitigation() {
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));
        escalator.mitigated();
        escalator.notifications();
        escalator.advance(Duration.ofMinutes(1));

        escalator.changed(incident -> incident.setState(IncidentState.OPEN).setMitigatedAt(null).setNote("it leaks"));
        var sent = escalator.notifications();

        assertThat(sent).extracting(PlansTest::line).containsExactlyInAnyOrder("pager: PAGE", "inbox:on-call PAGE",
                ROOM + " UPDATED", "page: STATUS_PAGE", "mail:boss@example.org UPDATED", "chat:C0SUCCESS UPDATED");
        assertThat(to("page:", sent).getDetails()).containsEntry("status", "investigating");
    }

    /** Row B14: a note of before is not why, and not what is said at the end. */
    @Test
    void shouldNotRepeatAnEarlierNote() {
        escalator.snapshot(sev1(incident -> incident.setNote("customer X complains")));
        escalator.mitigated();
        escalator.notifications();

        escalator.changed(incident -> incident.setState(IncidentState.OPEN).setMitigatedAt(null));
        var failed = escalator.notifications();
        escalator.resolved();
        escalator.notifications();
        escalator.changed(incident -> incident.setState(IncidentState.CLOSED));
        var closed = escalator.notifications();

        assertThat(to(ROOM, failed).getDetails()).containsEntry("text", "the mitigation did not hold");
        assertThat(to(ROOM, closed).toString()).contains("CLOSED");
        assertThat(to(ROOM, closed).getDetails()).doesNotContainKey("note");
    }

    /** Rows B14, D6: nobody said that what was done failed. */
    @Test
    void shouldNotTellCustomersThatAMitigationFailedWhenItGotWorse() {
        escalator.snapshot(Incident.newBuilder(anIncident().severity(2, "sev2").roundStartedAt(
                IncidentBuilder.OPENED_AT).build()).setCustomerFacing(true).build());
        escalator.changed(Posting.outside("we look into it", "investigating", escalator.now()));
        escalator.mitigated();
        escalator.notifications();
        escalator.advance(Duration.ofMinutes(1));

        escalator.changed(incident -> incident.setState(IncidentState.OPEN).setMitigatedAt(null).setSeverity(
                new Severity("SEV1", 1)).setLadder("sev1").setNote("all regions now"));
        var sent = escalator.notifications();

        assertThat(sent).filteredOn(each -> each.getKind() == NotificationKind.UPDATED).isNotEmpty().allSatisfy(
                each -> assertThat(each.getDetails()).containsEntry("text",
                        "the severity was raised after the mitigation: all regions now"));
        assertThat(sent).noneSatisfy(each -> assertThat(each.toString()).contains("The mitigation"))
                .noneSatisfy(each -> assertThat(each.toString()).contains("did not hold"));
        assertThat(to("page:", sent).getDetails()).containsEntry("status", "investigating");
    }

    /** Rows A6, B12, D6. */
    @Test
    void shouldPassOnStatusUpdatesToWhomTheyAreFor() {
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));
        escalator.notifications();

        escalator.changed(Posting.inside("it is the cache", escalator.now()));
        var inside = escalator.notifications();
        escalator.changed(Posting.outside("we found it", "identified", escalator.now()));
        var outside = escalator.notifications();

        assertThat(inside).extracting(PlansTest::line).containsExactly(ROOM + " UPDATED", "chat:C0SUCCESS UPDATED");
        assertThat(inside.getFirst().getDetails()).containsEntry("text", "it is the cache").containsEntry("number", "1")
                .containsEntry("audience", "inside").containsEntry("next-update", "2026-03-02T10:15:00Z");
        assertThat(outside).extracting(PlansTest::line).containsExactly(ROOM + " UPDATED", "page: STATUS_PAGE",
                "chat:C0SUCCESS UPDATED");
        assertThat(to("page:", outside).getDetails()).containsEntry("text", "we found it").containsEntry("status",
                "identified").containsEntry("next-update", "2026-03-02T10:30:00Z");
    }

    /** Row A7: customers notice it later. */
    @Test
    void shouldOpenTheStatusPageWhenCustomersBeginToNotice() {
        escalator.snapshot(sev1(UnaryOperator.identity()));
        escalator.notifications();

        escalator.changed(incident -> incident.setCustomerFacing(true));
        escalator.changed(incident -> incident.setNote("the same again"));

        assertThat(sent()).containsExactly("page: STATUS_PAGE", "chat:C0SUCCESS DECLARED");
    }

    /** A raise arranges what is new, keeps what is there, and says so once to each. */
    @Test
    void shouldArrangeWhatIsNewWhenTheSeverityIsRaised() {
        escalator.opened(anIncident().severity(3, "sev3"));
        escalator.notifications();

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));

        assertThat(sent()).containsExactly("pager: PAGE", "inbox:on-call PAGE", ROOM + " ROOM",
                "chat:C0SHARED WAR_ROOM", "inbox:on-call WAR_ROOM", ROOM + " WAR_ROOM",
                "mail:boss@example.org DECLARED", "mail:press@example.org DECLARED", "chat:C0SHARED SEVERITY_CHANGED",
                "tracker:ENG SEVERITY_CHANGED");

        escalator.resolved();

        assertThat(sent()).containsExactlyInAnyOrder("chat:C0SHARED RESOLVED", "tracker:ENG RESOLVED",
                "pager: RESOLVED", "inbox:on-call RESOLVED", ROOM + " RESOLVED", "mail:boss@example.org RESOLVED");
    }

    @Test
    void shouldKeepEverythingWhenTheSeverityIsLowered() {
        escalator.snapshot(sev1(UnaryOperator.identity()));
        escalator.notifications();

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV3", 3)).setLadder("sev3"));
        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));

        assertThat(sent()).as("nothing is opened, but who cares for such incidents hears of it").containsExactly(
                "chat:C0SHARED DECLARED", ROOM + " SEVERITY_CHANGED", ROOM + " SEVERITY_CHANGED");
    }

    /** Held back is not declared: a storm or a silence may be the end of it. */
    @Test
    void shouldDeclareWhenTheSuppressionEnds() {
        escalator.snapshot(sev1(incident -> incident.setSuppressedBy("storm flood")));
        escalator.advance(Duration.ofMinutes(7));
        assertThat(sent()).isEmpty();

        escalator.changed(incident -> incident.setSuppressedBy(""));

        var sent = escalator.notifications();
        assertThat(sent).extracting(PlansTest::line).contains(ROOM + " ROOM", "mail:boss@example.org DECLARED");
        assertThat(to(ROOM, sent).getDetails()).containsEntry("next-update", "2026-03-02T10:22:00Z");
        assertThat(to(ROOM, sent).getLate()).isFalse();
    }

    @Test
    void shouldWaitWithEverythingUntilTheFirstPageMayGoOut() {
        escalator.snapshot(sev1(incident -> incident.setPageNotBefore(escalator.now().plusSeconds(5))));
        assertThat(sent()).isEmpty();

        escalator.advance(Duration.ofSeconds(6));

        assertThat(sent()).contains("pager: PAGE", ROOM + " ROOM");
    }

    @Test
    void shouldOpenNothingForAnIncidentThatEndsBeforeItsDeclaration() {
        escalator.snapshot(sev1(incident -> incident.setSuppressedBy("storm flood")));
        escalator.resolved();

        assertThat(sent()).isEmpty();
        assertThat(escalator.decisions()).last().extracting(Decision::getReason).asString().contains(
                "ended before it was declared");
    }

    /** After an outage it is declared as of now, and says that it is late; what is over by then is not declared. */
    @Test
    void shouldDeclareLateAfterAnOutageOnlyWhatIsStillOpen() {
        var opened = escalator.now();
        escalator.outage(Duration.ofMinutes(40));
        escalator.snapshotWrittenAt(opened, anIncident().roundStartedAt(opened).build());
        escalator.snapshotWrittenAt(opened, anIncident().id("0a1b2c3d-gone").roundStartedAt(opened).build());
        escalator.changed("0a1b2c3d-gone", incident -> incident.setState(IncidentState.RESOLVED).setResolvedAt(
                escalator.now()));
        assertThat(sent()).isEmpty();

        escalator.advance(Duration.ofSeconds(20));

        var sent = escalator.notifications();
        assertThat(sent).extracting(each -> each.getIncident().getId()).containsOnly("0a1b2c3d-abcdefghijkl");
        assertThat(to(ROOM, sent).getLate()).isTrue();
        assertThat(sent).extracting(PlansTest::line).contains("mail:boss@example.org DECLARED");
    }

    /** Reopened: the same rooms, and those who heard that it was over hear that it is not. */
    @Test
    void shouldUseTheSameRoomsWhenItIsReopened() {
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));
        escalator.resolved();
        var first = escalator.notifications();
        escalator.advance(Duration.ofDays(1));

        escalator.reopened();
        var again = escalator.notifications();
        escalator.resolved();

        assertThat(again).extracting(PlansTest::line).containsExactly("pager: PAGE", "inbox:on-call PAGE", ROOM
                + " REOPENED", "page: STATUS_PAGE", "inbox:on-call WAR_ROOM", ROOM + " WAR_ROOM",
                "mail:boss@example.org REOPENED", "chat:C0SUCCESS REOPENED", "mail:press@example.org REOPENED");
        assertThat(to("page:", again).getDetails()).containsEntry("status", "investigating");
        assertThat(sent()).contains(ROOM + " RESOLVED", "page: STATUS_PAGE");
        assertThat(first).extracting(Notification::getId).doesNotContainAnyElementsOf(again.stream().map(
                Notification::getId).toList());
    }

    /** Promise 6, where the end of a round was compacted away. */
    @Test
    void shouldGoOnWhereTheEndOfARoundWasNeverSeen() {
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));
        escalator.notifications();
        escalator.reopened();
        escalator.notifications();

        escalator.changed(incident -> incident.setState(IncidentState.RESOLVED).setResolvedAt(escalator.now())
                .setSuppressedBy("silence"));

        assertThat(sent()).contains(ROOM + " RESOLVED", "page: STATUS_PAGE");
    }

    @Test
    void shouldReportAMergeOnce() {
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));
        escalator.notifications();

        escalator.changed(incident -> incident.setState(IncidentState.CLOSED).setMergedInto("0a1b2c3d-survivor"));

        assertThat(sent()).containsExactlyInAnyOrder("pager: RESOLVED", "inbox:on-call RESOLVED", ROOM + " RESOLVED",
                "page: STATUS_PAGE", "mail:boss@example.org RESOLVED", "chat:C0SUCCESS RESOLVED");
    }

    @Test
    void shouldTellRoomsAndThoseWhoAskedForItWhenTheReviewIsDone() {
        escalator.snapshot(sev1(incident -> incident.setCustomerFacing(true)));
        escalator.resolved();
        escalator.notifications();

        escalator.changed(incident -> incident.setState(IncidentState.CLOSED));

        assertThat(sent()).containsExactly(ROOM + " CLOSED", "chat:C0SUCCESS CLOSED");
    }

    /** Row B8: who takes a role is in what is said. */
    @Test
    void shouldShowCommanderAndAcknowledgement() {
        escalator.snapshot(sev1(incident -> incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(escalator
                .now()).setRoles(Map.of("commander", "bob"))));

        var room = one("ROOM");

        assertThat(room.getDetails()).containsEntry("commander", "bob").containsEntry("who", "acknowledged by alice");
    }

    private Incident sev1(UnaryOperator<Incident.Builder> change) {
        return change.apply(Incident.newBuilder(anIncident().roundStartedAt(IncidentBuilder.OPENED_AT).build()))
                .build();
    }

    private List<String> sent() {
        return escalator.notifications().stream().map(PlansTest::line).toList();
    }

    private Notification one(String kind) {
        return escalator.notifications().stream().filter(each -> each.getKind().name().equals(kind)).findFirst()
                .orElseThrow();
    }

    private static Notification to(String destination, List<Notification> sent) {
        return sent.stream().filter(each -> each.getDestination().equals(destination)).findFirst().orElseThrow();
    }

    private static String line(Notification sent) {
        return sent.getDestination() + " " + sent.getKind();
    }
}
