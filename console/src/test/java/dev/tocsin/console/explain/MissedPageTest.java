package dev.tocsin.console.explain;

import static dev.tocsin.console.explain.Night.decision;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Decision;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.decision.DecisionKind;
import dev.tocsin.schemas.decision.DecisionKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each reason, records for which it is found and said. The texts stand in {@code explain/missed-pages.txt}, which
 * {@code -Dtocsin.documents=write} writes.
 */
class MissedPageTest {

    private static final Path GOLDEN = Path.of("src/test/resources/explain/missed-pages.txt");
    private static final Map<MissedPage, Supplier<Verdict>> CASES = cases();

    static List<DecisionKind> againstPaging() {
        return DecisionKinds.all().stream().filter(kind -> kind.effect().isAgainstPaging()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeFound(MissedPage reason) {
        assertThat(CASES.get(reason)).as("records for " + reason).isNotNull();

        var verdict = CASES.get(reason).get();

        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.sentence()).endsWith(".").doesNotContain("{", "?");
        assertThat(verdict.remedy()).endsWith(".").doesNotContain("{", "?");
    }

    @Test
    void shouldLeaveOutWhatTheRecordDoesNotName() {
        var values = Map.of("reason", "", "rule", "");

        assertThat(MissedPage.SILENCED.sentence(values)).isEqualTo("A silence hid the alert.");
        assertThat(MissedPage.SILENCED.remedy(values)).isEqualTo(
                "The silence must not match the alert, or must end earlier.");
    }

    /** A decision that speaks against a page has a reason: also one that is added tomorrow. */
    @ParameterizedTest
    @MethodSource("againstPaging")
    void shouldBeKnownForEachDecisionAgainstAPage(DecisionKind kind) {
        assertThat(MissedPage.of(kind)).as(kind.stage() + "/" + kind.code()).isNotEqualTo(MissedPage.UNEXPLAINED);
    }

    @Test
    void shouldBeSaidInTheseWords() throws IOException {
        var said = new StringBuilder();
        CASES.forEach((reason, found) -> {
            var verdict = found.get();
            said.append(reason).append('\n').append("  ").append(verdict.sentence()).append('\n').append("  ").append(
                    verdict.remedy()).append('\n');
        });
        if ("write".equals(System.getProperty("tocsin.documents"))) {
            Files.writeString(GOLDEN, said);
        }

        assertThat(said.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    private static Map<MissedPage, Supplier<Verdict>> cases() {
        var cases = new EnumMap<MissedPage, Supplier<Verdict>>(MissedPage.class);
        alerts(cases);
        incidents(cases);
        steps(cases);
        pages(cases);
        return cases;
    }

    private static void alerts(Map<MissedPage, Supplier<Verdict>> cases) {
        cases.put(MissedPage.NO_INCIDENT, () -> Verdict.of(MissedPage.NO_INCIDENT, Map.of(), "", "", -1, Optional
                .empty()));
        cases.put(MissedPage.SILENCED, () -> alert("suppress", "silenced", "nightly backup; until 04:00"));
        cases.put(MissedPage.MAINTENANCE, () -> alert("suppress", "maintenance", "database upgrade"));
        cases.put(MissedPage.INHIBITED, () -> alert("suppress", "inhibited", "NodeDown fires on db-1"));
        cases.put(MissedPage.RESOLVED_WHILE_SUPPRESSED, () -> alert("suppress", "over-while-held",
                "resolved while suppressed, so nobody was notified"));
        cases.put(MissedPage.BELOW_THRESHOLD, () -> alert("correlate", "waiting", "2 of 3 alerts within 5m"));
        cases.put(MissedPage.DUPLICATE, () -> alert("dedup", "repeat", "still firing, nothing changed"));
        cases.put(MissedPage.FLAPPING, () -> alert("dedup", "flapping", "6 transitions within 30m"));
        cases.put(MissedPage.STALE_ALERT, () -> alert("dedup", "late", "a newer delivery was processed"));
        cases.put(MissedPage.UNKNOWN_HEARTBEAT, () -> alert("heartbeat", "unknown-heartbeat",
                "the policy does not declare heartbeat nightly-backup for service shop"));
        cases.put(MissedPage.BEING_ASSIGNED, () -> alert("address", "asked", "asking service shop"));
    }

    private static void incidents(Map<MissedPage, Supplier<Verdict>> cases) {
        cases.put(MissedPage.UNKNOWN_PERSON, () -> new Night().of("nobody-we-know").climbing().verdict());
        cases.put(MissedPage.MERGED, () -> new Night().climbing().fact(3, FactKind.MERGED, "ada", Map.of("from", "i1",
                "into", "i2")).verdict());
        cases.put(MissedPage.STORM, () -> {
            var night = linked(new Night(), "folded under incident i9, 120 alerts within 5m");
            night.storms = Set.of("i9");
            return night.verdict();
        });
        cases.put(MissedPage.PARENT, () -> linked(new Night(), "the incident of its database explains it").verdict());
        cases.put(MissedPage.SUPPRESSED, () -> new Night().fact(1, FactKind.SUPPRESSED, "correlator", Map.of("reason",
                "all alerts are suppressed")).verdict());
        cases.put(MissedPage.NO_RULE, () -> {
            var night = new Night();
            night.incident.setLadder("nobody").setRuleId("fallback");
            return night.decided(0, "ladder", "silent-nobody", "").verdict();
        });
        cases.put(MissedPage.NO_LADDER, () -> {
            var night = new Night();
            night.incident.setLadder("nobody").setRuleId("slow");
            return night.decided(0, "ladder", "silent-nobody", "").verdict();
        });
        cases.put(MissedPage.WAITING_FOR_LOG, () -> new Night().decided(0, "ladder", "silent-log-unread", "")
                .verdict());
        cases.put(MissedPage.UNEXPLAINED, () -> new Night().climbing().verdict());
    }

    private static void steps(Map<MissedPage, Supplier<Verdict>> cases) {
        cases.put(MissedPage.NOT_ON_LADDER, () -> new Night().of("zoe").climbing().verdict());
        cases.put(MissedPage.CONFIDENTIAL, () -> {
            var night = new Night().of("max").climbing();
            night.incident.setConfidential(true);
            return night.verdict();
        });
        cases.put(MissedPage.NOT_ON_CALL, () -> new Night().of("dan").climbing().verdict());
        cases.put(MissedPage.ALREADY_RESPONDING, () -> {
            var night = new Night().climbing();
            night.incident.setAcknowledgements(List.of(Acknowledgement.newBuilder().setBy("ben").setVia("console")
                    .setAt(Night.minute(2)).build()));
            return night.verdict();
        });
        cases.put(MissedPage.ACKNOWLEDGED_BEFORE_STEP, () -> stopped(FactKind.ACKNOWLEDGED));
        cases.put(MissedPage.SNOOZED_BEFORE_STEP, () -> stopped(FactKind.SNOOZED));
        cases.put(MissedPage.MITIGATED_BEFORE_STEP, () -> stopped(FactKind.MITIGATED));
        cases.put(MissedPage.RESOLVED_BEFORE_STEP, () -> stopped(FactKind.RESOLVED));
        cases.put(MissedPage.STEP_NOT_REACHED, () -> new Night().climbing().at(4).verdict());
        cases.put(MissedPage.STEP_SKIPPED, () -> new Night().of("cleo").climbing().decided(10, "ladder", "skipped", "")
                .verdict());
        cases.put(MissedPage.PAGED_IN_EMERGENCY, () -> new Night().of("anna").climbing().decided(0, "ladder",
                "paged-in-emergency", "step 1 is not paged again: alert-ingest paged ops by sms").verdict());
        cases.put(MissedPage.QUIET_HOURS, () -> new Night().climbing().decided(6, "ladder", "contact-quiet-hours",
                "ben: quiet hours: SEV3 waits until 07:00").verdict());
        cases.put(MissedPage.LADDER_EXHAUSTED, () -> new Night().climbing().decided(12, "ladder", "exhausted", "")
                .verdict());
        cases.put(MissedPage.STEP_REACHED_NOBODY, () -> new Night().climbing().decided(6, "ladder", "nobody-reached",
                "").verdict());
    }

    private static void pages(Map<MissedPage, Supplier<Verdict>> cases) {
        cases.put(MissedPage.PAGE_TOO_LATE, () -> new Night().paged(NotificationKind.PAGE_MISSED).verdict());
        cases.put(MissedPage.PAGE_UNSENT, () -> new Night().paged(NotificationKind.PAGE, DeliveryOutcome.STARTED)
                .verdict());
        cases.put(MissedPage.PAGE_RETRIED, () -> new Night().paged(NotificationKind.PAGE, DeliveryOutcome.RETRY)
                .verdict());
        cases.put(MissedPage.PAGE_REJECTED, () -> new Night().paged(NotificationKind.PAGE, DeliveryOutcome.REJECTED)
                .verdict());
        cases.put(MissedPage.PAGE_GAVE_UP, () -> new Night().paged(NotificationKind.PAGE, DeliveryOutcome.GAVE_UP)
                .verdict());
        cases.put(MissedPage.PAGE_DROPPED, () -> new Night().paged(NotificationKind.PAGE, DeliveryOutcome.DROPPED)
                .verdict());
        cases.put(MissedPage.PAGE_NOT_SEEN, () -> new Night().paged(NotificationKind.PAGE, DeliveryOutcome.DELIVERED)
                .verdict());
    }

    private static Night linked(Night night, String reason) {
        return night.fact(1, FactKind.LINKED, "correlator", Map.of("parent", "i9", "reason", reason)).fact(1,
                FactKind.SUPPRESSED, "correlator", Map.of("reason", reason));
    }

    private static Verdict stopped(FactKind kind) {
        return new Night().climbing().fact(3, kind, "ada", Map.of()).verdict();
    }

    private static Verdict alert(String stage, String outcome, String reason) {
        Decision decision = decision(0, stage, outcome, reason).setAlertIdentity("prometheus:HighErrorRate").build();
        return AlertExplainer.withheld(new LogExtract(new ArrayList<>(List.of(new Found<>(decision, new RecordPlace(
                "tocsin.decisions", 0, 7)))), true), Instant.MAX).getFirst();
    }
}
