package dev.tocsin.notifier.message;

import static dev.tocsin.event.NotificationKind.CLOCK_BREACHED;
import static dev.tocsin.event.NotificationKind.CLOCK_WARNING;
import static dev.tocsin.event.NotificationKind.CLOSED;
import static dev.tocsin.event.NotificationKind.MITIGATED;
import static dev.tocsin.event.NotificationKind.PAGE_MISSED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.ROOM;
import static dev.tocsin.event.NotificationKind.SEVERITY_CHANGED;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.event.NotificationKind.TASK_DUE;
import static dev.tocsin.event.NotificationKind.TASK_OVERDUE;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.event.NotificationKind.UPDATE_DUE;
import static dev.tocsin.event.NotificationKind.UPDATE_LAPSED;
import static dev.tocsin.event.NotificationKind.WAR_ROOM;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.UpdateAudience;
import dev.tocsin.notifier.fixture.Notifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read of each kind, beside pages. */
class KindsOfMessageTest {

    private static final String ID = "0a1b2c3d-abcdefghijkl";
    private static final String PAGE = " https://tocsin.example.org/?incident=" + ID;

    private final MessageWriter writer = new MessageWriter(Optional.of("https://tocsin.example.org"));

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, mode = EnumSource.Mode.EXCLUDE, names = {"DIGEST", "PAGE_DIGEST"})
    void shouldSayWhichIncidentItIsAboutWhateverTheKind(NotificationKind kind) {
        assertThat(text(a(kind), Duration.ZERO)).contains("[SEV1] checkout (production): Error rate above 5 %")
                .contains("Incident: " + ID).doesNotContain("null").doesNotContain("Optional");
    }

    @Test
    void shouldSayThatNobodyWasWokenByAMissedPage() {
        var text = text(a(PAGE_MISSED).on("", "within", "PT30M").late(), Duration.ofMinutes(130));

        assertThat(text).startsWith("MISSED PAGE, not sent at the time, 2 h 10 min late: [SEV1] checkout (production): "
                + "Error rate above 5 %\nMissed: due 2026-11-21 12:00:00 UTC, sent 2 h 10 min late; "
                + "the policy pages nobody after 30 min\nNow: unacknowledged; acknowledge it if you are available\n");
    }

    /** Runbook rows A6, B12. */
    @Test
    void shouldRemindOfAPromisedUpdateAndSayHowToPostIt() {
        var text = text(a(UPDATE_DUE).on("update/inside/1", "promised", at(15)), Duration.ofMinutes(12));

        assertThat(text).isEqualTo("""
                Status update due in 3 min: [SEV1] checkout (production): Error rate above 5 %
                Promised: update for the team by 2026-11-21 12:15:00 UTC (in 3 min)
                To do: post an update: tocsin incident update 0a1b2c3d-abcdefghijkl TEXT\
                 https://tocsin.example.org/?incident=0a1b2c3d-abcdefghijkl
                Since: 2026-11-21 12:00:00 UTC (12 min ago)
                Why you: step 1 of ladder default
                Incident: 0a1b2c3d-abcdefghijkl""");
    }

    /** Runbook rows B12, D4. */
    @Test
    void shouldSayThatAnUpdateForCustomersWasMissed() {
        var text = text(a(UPDATE_LAPSED).on("update/outside/2", "audience", "outside", "promised", at(30), "missed",
                "2").with(it -> it.setUpdates(List.of(anUpdate().build()))), Duration.ofMinutes(32));

        assertThat(text).startsWith("Update for customers missed, promised for 2 min ago: [SEV1]")
                .contains("Promised: update for customers by 2026-11-21 12:30:00 UTC (2 min ago)")
                .contains("Missed before: 2 updates in a row").contains("tocsin incident update " + ID
                        + " --audience outside TEXT")
                .contains("Last update: 22 min ago by ada (identified): a bad index\n");
    }

    /** Runbook row C3. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"respond,Not acknowledged for 9 of 15 min,acknowledge the incident",
            "assess,Not assessed for 9 of 15 min,describe the problem",
            "first-update,No status update for 9 of 15 min,post a status update",
            "first-public-update,No update to customers for 9 of 15 min,post an update to customers",
            "mitigate,Not mitigated for 9 of 15 min,mitigate the incident",
            "resolve,Not resolved for 9 of 15 min,resolve the incident",
            "review,Not reviewed for 9 of 15 min,hold the review"})
    void shouldWarnOfAClockInPlainWords(String phase, String headline, String remedy) {
        var text = text(a(CLOCK_WARNING).on("clock/" + phase + "/warned", "within", "PT15M", "elapsedMillis",
                "540000", "dueAt", at(15)), Duration.ofMinutes(9));

        assertThat(text).startsWith(headline + ": [SEV1]").contains("deadline 2026-11-21 12:15:00 UTC (in 6 min)")
                .contains("To do: " + remedy);
    }

    /** Runbook rows A1, C3. */
    @Test
    void shouldSayThatADeadlineWasMissed() {
        assertThat(text(a(CLOCK_BREACHED).on("clock/respond/breached", "within", "PT15M", "dueAt", at(15)),
                Duration.ofMinutes(15))).startsWith("BREACHED, not acknowledged within 15 min: [SEV1]");
    }

    /** Runbook rows A1, B1. */
    @Test
    void shouldSpeakOfWorkingDaysWhereACalendarCounts() {
        var warning = a(CLOCK_WARNING).on("clock/respond/warned", "within", "PT24H", "calendar", "office",
                "elapsedMillis", "70000000", "startedAt", at(0));
        var breach = a(CLOCK_BREACHED).on("clock/review/breached", "within", "PT48H", "calendar", "office");

        assertThat(text(warning, Duration.ofHours(60))).startsWith(
                "Not acknowledged for 2 d 12 h of 1 working day: ");
        assertThat(text(breach, Duration.ZERO)).startsWith("BREACHED, not reviewed within 2 working days: ");
    }

    /** The time on the wall, where the counted time is not known. */
    @Test
    void shouldMakeDoWithoutDetails() {
        assertThat(text(a(CLOCK_WARNING).on("clock/mitigate/warned"), Duration.ofMinutes(20))).startsWith(
                "Not mitigated for 20 min: [SEV1]");
        assertThat(text(a(CLOCK_WARNING).on(""), Duration.ofMinutes(20))).startsWith("A response clock is due: [SEV1]");
        assertThat(text(a(UPDATE_DUE).on("", "promised", "soon"), Duration.ZERO)).startsWith(
                "Status update due now: ");
    }

    /** Runbook rows A8, C9. */
    @Test
    void shouldShowAFollowUpAndHowToMarkItAsDone() {
        var due = a(TASK_DUE).on("task/c1/due", "task", "c1", "text", "Document the timeline", "owner", "scribe",
                "dueAt", at(180));
        var overdue = a(TASK_OVERDUE).on("task/c1/overdue", "task", "c1", "text", "Document the timeline", "dueAt", at(
                180));

        assertThat(text(due, Duration.ZERO)).isEqualTo("Task due in 3 h: Document the timeline: [SEV1] checkout "
                + "(production): Error rate above 5 %\nTask c1: Document the timeline\nOwner: scribe\n"
                + "Due: 2026-11-21 15:00:00 UTC (in 3 h)\nWhen done: mark it as done: tocsin incident done " + ID
                + " c1"
                + PAGE + "\nReview document: https://tocsin.example.org/api/incidents/" + ID
                + "/review.html\nIncident: "
                + ID);
        assertThat(text(overdue, Duration.ofHours(5))).startsWith(
                "Task overdue, due 2 h ago: Document the timeline: [SEV1]");
    }

    /** Runbook rows B6, C4, D6. */
    @Test
    void shouldOpenARoomWithTheFieldsOfThePlanInItsOrder() {
        var post = a(ROOM).on("room/declared", "fields",
                "severity, what,impact,since,status,commander,link,next-update",
                "next-update", at(15), "war-room", "https://meet.example.org/0a1b").alsoTold("alice", "bob")
                .with(it -> it.setRoles(Map.of("commander", "carol")));

        assertThat(text(post, Duration.ofMinutes(1))).isEqualTo("""
                Declared: [SEV1] checkout (production): Error rate above 5 %
                Severity: SEV1
                What: 12 % of requests fail
                Impact: customers are affected
                Since: 2026-11-21 12:00:00 UTC (1 min ago)
                Status: investigating
                Commander: carol
                Incident: 0a1b2c3d-abcdefghijkl https://tocsin.example.org/?incident=0a1b2c3d-abcdefghijkl
                Next update: 2026-11-21 12:15:00 UTC (in 14 min)
                War room: https://meet.example.org/0a1b
                Runbook: https://runbooks.example.org/checkout
                Look at: Dashboard https://grafana.example.org/d/checkout""");
    }

    /** Runbook row A6. */
    @Test
    void shouldOpenARoomWithTheUsualFieldsWhereThePlanNamesNone() {
        assertThat(text(a(ROOM).on("room/declared").alsoTold("alice", "bob"), Duration.ZERO)).contains("Severity: SEV1",
                "Who: alice, bob", "Commander: nobody yet", "Current action: investigating");
    }

    /** Runbook row D6. */
    @Test
    void shouldTakeTheWordsOfTheEscalatorWhereItHasSome() {
        assertThat(text(a(ROOM).on("room", "fields", "who,severity,link", "who", "acknowledged by bob; paged: alice",
                "severity",
                "SEV1 (nothing works)", "link", "https://elsewhere.example.org/1"), Duration.ZERO)).contains(
                        "Who: acknowledged by bob; paged: alice\nSeverity: SEV1 (nothing works)\nIncident: " + ID
                                + PAGE);
    }

    /** Runbook row C9. */
    @Test
    void shouldRemindOfSeveralTasksAtOnce() {
        assertThat(text(a(TASK_OVERDUE).on("tasks/overdue", "tasks", "c1,c2", "text", "timeline; monitoring", "dueAt",
                at(60)), Duration.ofHours(3))).contains("Tasks c1, c2: timeline; monitoring\n").contains(
                        "tocsin incident done " + ID + " TASK");
    }

    /** Runbook row B12. */
    @Test
    void shouldPassOnWhatWasSaid() {
        assertThat(text(a(UPDATED).on("update/1", "text", "The index is being rebuilt", "status", "identified", "by",
                "ada"), Duration.ofMinutes(3))).startsWith("""
                        Update, identified: [SEV1] checkout (production): Error rate above 5 %
                        Update: The index is being rebuilt
                        Status: identified
                        By: ada
                        """);
    }

    /** Runbook row B10. */
    @Test
    void shouldSayWhatStoppedThePainAndWhatComesNext() {
        assertThat(text(a(MITIGATED).state(IncidentState.MITIGATED, "bob").with(it -> it.setMitigation(new Mitigation(
                "rolled back to 4.1", "find the slow query"))), Duration.ofMinutes(6))).contains(
                        "Done: rolled back to 4.1\nNext steps: find the slow query\nMitigated after: 5 min\n");
    }

    /** Runbook row B11. */
    @Test
    void shouldShowCauseAndFixOfAResolvedIncident() {
        assertThat(text(a(RESOLVED).state(IncidentState.RESOLVED, "bob").with(it -> it.setResolution(new Resolution(
                "a missing index", "index added", "one in ten orders failed", "https://wiki.example.org/review/7"))),
                Duration.ofHours(1))).contains(
                        "Cause: a missing index\nFix: index added\nCustomer impact: one in ten "
                                + "orders failed\nReview: https://wiki.example.org/review/7\n").contains(
                                        "(10 min in total)");
    }

    @Test
    void shouldNameTheIncidentThatAMergedOneContinuesIn() {
        assertThat(text(a(CLOSED).state(IncidentState.CLOSED, "bob").with(it -> it.setMergedInto("0a1b2c3d-other")),
                Duration.ofHours(1))).startsWith("Merged into 0a1b2c3d-other: ").contains(
                        "Continues in: 0a1b2c3d-other");
    }

    @Test
    void shouldSayHowTheSeverityChanged() {
        assertThat(text(a(SEVERITY_CHANGED).on("severity/1", "from", "SEV3"), Duration.ZERO)).startsWith(
                "Severity now SEV1, was SEV3: ").contains("Severity: from SEV3 to SEV1\n");
    }

    /** Runbook rows D2, D4. */
    @Test
    void shouldSayWhereToMeetAndWhatCustomersAreToRead() {
        assertThat(text(a(WAR_ROOM).on("declared", "war-room", "https://meet.example.org/1"), Duration.ZERO))
                .startsWith("War room open: [SEV1]").contains("War room: https://meet.example.org/1\n");
        assertThat(text(a(STATUS_PAGE).on("status/1", "status", "identified", "text", "We found it"), Duration.ZERO))
                .startsWith("Status page, identified: [SEV1]").contains("Text: We found it\nStatus: identified\n");
    }

    @Test
    void shouldShowAcknowledgementsAndHowManyAreMissing() {
        var page = aPage().with(it -> it.setAcknowledgesNeeded(2).setAcknowledgements(List.of(Acknowledgement
                .newBuilder().setBy("bob").setVia("slack").setAt(NOON).build())));

        assertThat(text(page, Duration.ofMinutes(2))).contains("Acknowledged: by bob; 1 more is needed\n");
        assertThat(text(aPage().with(it -> it.setAcknowledgesNeeded(2)), Duration.ZERO)).contains(
                "Acknowledged: nobody yet; 2 people are needed\n");
        assertThat(text(aPage(), Duration.ZERO)).doesNotContain("Acknowledged:");
    }

    /** Runbook rows B8, D6. */
    @Test
    void shouldSayOnAPageHowItIsHandledSoFar() {
        var page = aPage().on("", "war-room", "https://meet.example.org/1").with(it -> it.setRoles(Map.of("commander",
                "carol", "scribe", "dan", "communicator", "eve")).setAssessment("a bad index").setAssessedBy("bob")
                .setUpdates(List.of(anUpdate().setNextAt(NOON.plusSeconds(1200)).build())));

        assertThat(text(page, Duration.ofMinutes(12))).contains("""
                Lead: carol
                Roles: communicator: eve, scribe: dan
                Assessment: a bad index (bob)
                Last update: 2 min ago by ada (identified): a bad index
                Next update: 2026-11-21 12:20:00 UTC (in 8 min)
                War room: https://meet.example.org/1
                """);
    }

    @Test
    void shouldLetNothingInDetailsBreakALineOrBecomeALinkThatIsNone() {
        var text = text(a(WAR_ROOM).on("", "war-room", "javascript:alert(1)\nBcc: x"), Duration.ZERO);

        assertThat(text).contains("War room: javascript:alert(1) Bcc: x\n");
        assertThat(writer.write(a(WAR_ROOM).on("", "war-room", "javascript:alert(1)").build(), false, NOON).lines())
                .flatMap(it -> it.href().stream().toList()).noneMatch(it -> it.startsWith("javascript"));
    }

    private static StatusUpdate.Builder anUpdate() {
        return StatusUpdate.newBuilder().setNumber(1).setAudience(UpdateAudience.INSIDE).setStatus("identified")
                .setText("a bad index").setBy("ada").setAt(NOON.plusSeconds(600));
    }

    private static String at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes)).toString();
    }

    private String text(Notifications notification, Duration later) {
        return writer.write(notification.build(), false, NOON.plus(later)).plain();
    }
}
