package dev.tocsin.notifier.message;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.LADDER_EXHAUSTED;
import static dev.tocsin.event.NotificationKind.MITIGATED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.Link;
import dev.tocsin.event.Suspect;
import dev.tocsin.notifier.fixture.Notifications;
import org.junit.jupiter.api.Test;

class MessageWriterTest {

    private final MessageWriter writer = new MessageWriter(Optional.of("https://tocsin.example.org"));

    @Test
    void shouldShowWhatAPagedPersonNeeds() {
        assertThat(text(aPage().alsoTold("bob", "carol"), Duration.ofMinutes(2))).isEqualTo("""
                [SEV1] checkout (production): Error rate above 5 % - customers affected
                What: 12 % of requests fail
                Since: 2026-11-21 12:00:00 UTC (2 min ago)
                Impact: customers are affected
                Alerts: 2 firing of 3
                  HighErrorRate: HighErrorRate fires
                  SlowCheckout: SlowCheckout fires
                Why you: step 1 of ladder default
                Also notified: bob, carol
                Team: payments
                Runbook: https://runbooks.example.org/checkout
                Look at: Dashboard https://grafana.example.org/d/checkout
                Acknowledge: https://tocsin.example.org/?incident=0a1b2c3d-abcdefghijkl
                Incident: 0a1b2c3d-abcdefghijkl""");
    }

    @Test
    void shouldLinkTheReviewDocumentWhereItIsDue() {
        var document = "Review document: https://tocsin.example.org/api/incidents/0a1b2c3d-abcdefghijkl/review.html";
        var task = dev.tocsin.event.IncidentTask.newBuilder().setId("c1").setText("Write the timeline").setOwner("ada")
                .setAddedBy("policy").build();

        assertThat(text(a(RESOLVED).with(it -> it.setTasks(List.of(task))), Duration.ZERO)).contains(
                document);
        assertThat(text(a(dev.tocsin.event.NotificationKind.CLOCK_BREACHED).on("clock/review/breached", "phase",
                "review"),
                Duration.ZERO)).contains(document);
        assertThat(text(a(dev.tocsin.event.NotificationKind.TASK_DUE).on("task/c1"), Duration.ZERO)).contains(document);
        assertThat(text(a(RESOLVED), Duration.ZERO)).doesNotContain("Review document");
        assertThat(text(a(dev.tocsin.event.NotificationKind.CLOCK_BREACHED).on("clock/respond/breached", "phase",
                "respond"),
                Duration.ZERO)).doesNotContain("Review document");
    }

    @Test
    void shouldSayHowLateALatePageIs() {
        var text = text(aPage().late(), Duration.ofMinutes(190));

        assertThat(text).startsWith("LATE by 3 h 10 min: [SEV1] checkout");
        assertThat(text).contains("Late: by 3 h 10 min, due 2026-11-21 12:00:00 UTC");
    }

    @Test
    void shouldSayThatItMayBeARepeat() {
        var message = writer.write(aPage().build(), true, NOON);

        assertThat(message.headline()).startsWith("(possible repeat) [SEV1]");
        assertThat(message.lines().getFirst().plain()).startsWith("Possible repeat: ");
    }

    @Test
    void shouldSayWhenNobodyElseWasTold() {
        assertThat(text(aPage(), Duration.ZERO)).contains("Also notified: nobody else");
    }

    @Test
    void shouldSayWhoTookIt() {
        assertThat(text(a(ACKNOWLEDGED).state(IncidentState.ACKNOWLEDGED, "bob"), Duration.ZERO))
                .startsWith("Acknowledged by bob: [SEV1] checkout").doesNotContain("Acknowledge:");
    }

    @Test
    void shouldSayWhoStoppedThePain() {
        assertThat(text(a(MITIGATED).state(IncidentState.MITIGATED, "bob"), Duration.ZERO))
                .startsWith("Mitigated by bob: ");
    }

    @Test
    void shouldShowTheDurationOfAResolvedIncident() {
        assertThat(text(a(RESOLVED).state(IncidentState.RESOLVED, "source"), Duration.ofHours(5)))
                .startsWith("Resolved by source: ").contains("(10 min in total)")
                .contains("Incident: 0a1b2c3d-abcdefghijkl https://tocsin.example.org/?incident=");
    }

    /** Silence of the sender is no recovery, and whoever reads the first line must not take it for one. */
    @Test
    void shouldSayThatItResolvedWithoutARecoverySignal() {
        var silent = a(RESOLVED).state(IncidentState.RESOLVED, "source").with(it -> it.setResolution(new Resolution(
                "no update from alertmanager since 03:00", "", "", "")));

        assertThat(text(silent, Duration.ZERO)).startsWith("Resolved without a recovery signal: [SEV1] checkout")
                .contains("no update from alertmanager since 03:00").doesNotContain("Resolved by source");
    }

    @Test
    void shouldSayThatNobodyAnswered() {
        assertThat(text(a(LADDER_EXHAUSTED), Duration.ZERO)).startsWith("UNACKNOWLEDGED, ladder exhausted: [SEV1]")
                .contains("Acknowledge: ");
    }

    @Test
    void shouldSayThatItWasReopened() {
        assertThat(text(aPage().with(it -> it.setRound(2)), Duration.ZERO)).contains("(reopened, round 2)");
    }

    @Test
    void shouldKeepTheHeadlineShortWithoutCuttingACharacterInHalf() {
        var headline = writer.write(aPage().with(it -> it.setTitle("\uD83D\uDD25".repeat(500))).build(), false, NOON)
                .headline();

        assertThat(headline.codePointCount(0, headline.length())).isEqualTo(250);
        assertThat(headline).endsWith("\uD83D\uDD25…");
    }

    @Test
    void shouldLetNothingFromOutsideBreakALineOrTurnItAround() {
        var text = text(aPage().with(it -> it.setTitle("a\r\nBcc: x\u202Egpj\u0007\u001b[31m")
                .setSummary("b\u2028c\uD800d")), Duration.ZERO);

        assertThat(text.lines().findFirst()).contains(
                "[SEV1] checkout (production): a Bcc: x gpj [31m - customers affected");
        assertThat(text).contains("What: b\n  c\uFFFDd\n");
    }

    @Test
    void shouldMakeNoLinkOfAnythingButWebAddresses() {
        var message = writer.write(aPage().with(it -> it.setRunbook("javascript:alert(1)").setLinks(
                List.of(new Link("x", "https://example.org/a|b>"), new Link("y", "file:///etc/passwd")))).build(),
                false,
                NOON);

        assertThat(message.lines()).flatMap(it -> it.href().stream().toList())
                .containsExactly("https://tocsin.example.org/?incident=0a1b2c3d-abcdefghijkl");
        assertThat(message.plain()).contains("Runbook: javascript:alert(1)");
    }

    /** Runbook row B16. */
    @Test
    void shouldSayWhatWasChangedShortlyBefore() {
        var text = text(aPage().with(it -> it.setSuspects(List.of(suspect("deployment", "checkout", 0, "checkout 4.2.0",
                "ada"), suspect("configuration", "payments", 1, "pool of 20", "")))), Duration.ZERO);

        assertThat(text).contains(
                "Recent change: deployment 12 min before: checkout 4.2.0, by ada https://ci.example.org/1")
                .contains("Recent change: configuration of payments 12 min before: pool of 20");
    }

    @Test
    void shouldNameTheLikeliestSuspectsOnly() {
        var all = java.util.Collections.nCopies(7, suspect("deployment", "checkout", 0, "checkout 4.2.0", "ada"));

        assertThat(text(aPage().with(it -> it.setSuspects(all)), Duration.ZERO)).contains("Recent change: 4 more");
    }

    /** Runbook row A5. */
    @Test
    void shouldSayWhatToDoFirst() {
        assertThat(text(aPage().with(it -> it.setSteps(List.of("Check the error log", "Roll back"))), Duration.ZERO))
                .contains("Step 1: Check the error log\nStep 2: Roll back\n");
    }

    /** Runbook row C1. */
    @Test
    void shouldSayUntilWhenToRespond() {
        var page = aPage().with(it -> it.setRespondWithinMillis(300_000L));

        assertThat(text(page, Duration.ofMinutes(2))).contains("Respond by: 2026-11-21 12:05:00 UTC (in 3 min)");
        assertThat(text(page, Duration.ofMinutes(6))).contains("Respond by: 2026-11-21 12:05:00 UTC (1 min ago)");
        assertThat(text(a(RESOLVED).with(it -> it.setRespondWithinMillis(300_000L)), Duration.ZERO)).doesNotContain(
                "Respond by");
    }

    @Test
    void shouldSayOfWhichOtherIncidentItIsAPart() {
        assertThat(text(aPage().with(it -> it.setParentId("0a1b2c3d-parent").setParentReason("orders-db is down")),
                Duration.ZERO)).contains("Part of: orders-db is down (0a1b2c3d-parent)"
                        + " https://tocsin.example.org/?incident=0a1b2c3d-parent");
    }

    @Test
    void shouldSayHowManyAlertsAStormStandsFor() {
        assertThat(text(aPage().with(it -> it.setCorrelationKey("prometheus {storm=flood}").setAlertsTotal(10_000)
                .setAlertsFiring(9_998)), Duration.ZERO)).contains("Storm: 10000 alerts so far, 9998 firing");
    }

    @Test
    void shouldSayThatItFlapsAndThatSomeAlertsAreSilenced() {
        assertThat(text(aPage().with(it -> it.setFlapping(true).setAlertsSuppressed(2)), Duration.ZERO)).contains(
                "Flapping: ").contains(" (2 silenced)\n");
    }

    /** Runbook row B13. */
    @Test
    void shouldPointToTheConsoleWhereTheChannelMayNotReadWhatIsConfidential() {
        var text = text(aPage().with(it -> it.setConfidential(true).setTitle("Confidential incident").setSummary("")
                .setAlerts(List.of()).setLinks(List.of()).setRunbook("")), Duration.ZERO);

        assertThat(text).startsWith("[SEV1] checkout (production): Confidential incident").contains(
                "Confidential: only the console shows the details").contains(
                        "Acknowledge: https://tocsin.example.org/?incident=").contains("Alerts: 2 firing of 3\n");
    }

    /** Runbook row B13. */
    @Test
    void shouldAskNotToPassOnWhatAClearedChannelMayRead() {
        assertThat(text(aPage().with(it -> it.setConfidential(true)), Duration.ZERO)).contains(
                "Confidential: do not share");
    }

    private static Suspect suspect(String kind, String service, int distance, String summary, String author) {
        return Suspect.newBuilder().setChangeId("c-" + summary).setService(service).setKind(kind).setSummary(summary)
                .setAuthor(author).setChangedAt(NOON.minus(Duration.ofMinutes(12))).setDistance(distance).setLinks(List
                        .of(new Link("build", "https://ci.example.org/1"))).build();
    }

    private String text(Notifications notification, Duration later) {
        return writer.write(notification.build(), false, NOON.plus(later)).plain();
    }
}
