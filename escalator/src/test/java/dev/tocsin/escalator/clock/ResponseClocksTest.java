package dev.tocsin.escalator.clock;

import static dev.tocsin.escalator.ClockedPolicy.clocked;
import static dev.tocsin.escalator.ClockedPolicy.within;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static dev.tocsin.event.FactKind.CLOCK_BREACHED;
import static dev.tocsin.event.FactKind.CLOCK_CANCELLED;
import static dev.tocsin.event.FactKind.CLOCK_MET;
import static dev.tocsin.event.FactKind.CLOCK_PAUSED;
import static dev.tocsin.event.FactKind.CLOCK_RESUMED;
import static dev.tocsin.event.FactKind.CLOCK_STARTED;
import static dev.tocsin.event.FactKind.CLOCK_WARNED;
import static dev.tocsin.event.IncidentState.CLOSED;
import static dev.tocsin.event.IncidentState.OPEN;
import static dev.tocsin.event.NotificationKind.CLOCK_WARNING;
import static dev.tocsin.schemas.incident.ClockKind.FIRST_PUBLIC_UPDATE;
import static dev.tocsin.schemas.incident.ClockKind.ASSESS;
import static dev.tocsin.schemas.incident.ClockKind.FIRST_UPDATE;
import static dev.tocsin.schemas.incident.ClockKind.MITIGATE;
import static dev.tocsin.schemas.incident.ClockKind.RESOLVE;
import static dev.tocsin.schemas.incident.ClockKind.RESPOND;
import static dev.tocsin.schemas.incident.ClockKind.REVIEW;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.escalator.ClockedPolicy;
import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.escalator.IncidentBuilder;
import dev.tocsin.escalator.PolicyBuilder;
import dev.tocsin.event.ClockPause;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.model.Aftermath;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.policy.model.Stakeholder;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Response clocks in the life of incidents. The harness fails on every notification that a story does not name. */
class ResponseClocksTest {

    private static final Set<FactKind> CLOCKS = EnumSet.of(CLOCK_STARTED, CLOCK_WARNED, CLOCK_BREACHED, CLOCK_MET,
            CLOCK_PAUSED, CLOCK_RESUMED, CLOCK_CANCELLED);

    private EscalatorHarness escalator;

    private void with(ClockedPolicy policy) {
        escalator = new EscalatorHarness(policy.build());
    }

    @AfterEach
    void nobodyElseIsTold() {
        escalator.close();
    }

    /** Ladders: sev1 asks on-call once; their chat tells of clocks, the pager beside it does not. */
    private static PolicyBuilder team() {
        return aPolicy().channel("chat", "slack", CLOCK_WARNING, NotificationKind.CLOCK_BREACHED)
                .channel("pager", "pagerduty", NotificationKind.CLOCK_BREACHED)
                .target("oncall", "chat:oncall", "pager:oncall").target("carol", "mail:carol@shop.example")
                .target("boss", "mail:boss@shop.example")
                .ladder("sev1", 0, ofDays(30), rung(0, "oncall")).ladder("sev2", 0, ofDays(30), rung(0, "oncall"));
    }

    private void opened(IncidentBuilder incident) {
        escalator.opened(incident);
        assertThat(escalator.notifications()).extracting(Notification::getKind).containsOnly(NotificationKind.PAGE);
    }

    private List<String> clocks() {
        return facts().stream().map(fact -> fact.getKind() + " " + fact.getDetails().get("phase")).toList();
    }

    private List<TimelineEntry> facts() {
        return escalator.timeline().stream().filter(fact -> CLOCKS.contains(fact.getKind())).toList();
    }

    private void pausedBy(String by) {
        escalator.changed(incident -> {
            var pauses = new ArrayList<>(incident.getClockPauses());
            pauses.add(ClockPause.newBuilder().setPhase("").setFrom(escalator.now()).setReason("waiting for AWS").setBy(
                    by).build());
            return incident.setClockPauses(pauses);
        });
    }

    private void resumed() {
        escalator.changed(incident -> incident.setClockPauses(incident.getClockPauses().stream().map(
                pause -> ClockPause.newBuilder(pause).setUntil(pause.getUntil().orElse(escalator.now())).build())
                .toList()));
    }

    /** B12: customers read something within 15 minutes; an update for the team does not count. */
    @Test
    void shouldCountUntilTheFirstUpdateToCustomers() {
        with(clocked(team()).clock(1, FIRST_PUBLIC_UPDATE, within(ofMinutes(15))));
        opened(anIncident());

        escalator.advance(ofMinutes(10));
        escalator.changed(incident -> incident.setFirstUpdatedAt(escalator.now()).setInsideUpdatedAt(escalator.now()));
        escalator.advance(ofMinutes(5));
        escalator.changed(incident -> incident.setOutsideUpdatedAt(escalator.now()));

        assertThat(escalator.tells()).containsExactly("oncall CLOCK_WARNING", "oncall CLOCK_BREACHED");
        assertThat(facts()).extracting(TimelineEntry::getSummary).contains(
                "no update to customers within 15 min (SEV1)",
                "first update to customers after 15 min, within 15 min (SEV1)");
    }

    /** A1, B1: SEV1 has 15 minutes. */
    @Test
    void shouldWarnBeforeTheTimeIsOverAndSayWhenItIs() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))));
        opened(anIncident());

        escalator.advance(ofMinutes(12).minusMillis(1));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMillis(1));
        assertThat(escalator.notifications()).singleElement().satisfies(warning -> {
            assertThat(warning.getKind()).isEqualTo(CLOCK_WARNING);
            assertThat(warning.getDestination()).isEqualTo("chat:oncall");
            assertThat(warning.getOccasion()).isEqualTo("clock/respond/warned/1");
            assertThat(warning.getReason()).isEqualTo(
                    "not acknowledged; due at 2026-03-02T10:15:00Z (SEV1, 15 min)");
        });
        escalator.advance(ofMinutes(3).minusMillis(1));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMillis(1));
        assertThat(escalator.notifications()).singleElement().satisfies(breach -> {
            assertThat(breach.getKind()).isEqualTo(NotificationKind.CLOCK_BREACHED);
            assertThat(breach.getReason()).isEqualTo("not acknowledged within 15 min (SEV1)");
            assertThat(breach.getLate()).isFalse();
            assertThat(breach.getDetails()).containsAllEntriesOf(Map.of("phase", "respond", "severity", "SEV1",
                    "within", "PT15M", "dueAt", "2026-03-02T10:15:00Z", "elapsedMillis", "900000"));
        });
        escalator.advance(ofDays(2));
        assertThat(clocks()).containsExactly("CLOCK_STARTED respond", "CLOCK_WARNED respond", "CLOCK_BREACHED respond");
    }

    private static Duration ofMillis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** C3: acknowledge within 2, assess within 10, mitigate within 30 minutes; A6: the first word. */
    @Test
    void shouldSayOfEveryPhaseHowLongItTook() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(2))).clock(1, ASSESS, within(ofMinutes(10)))
                .clock(1, FIRST_UPDATE, within(ofMinutes(15))).clock(1, MITIGATE, within(ofMinutes(30)))
                .clock(1, RESOLVE, within(ofHours(4))));
        opened(anIncident());
        assertThat(facts()).singleElement().satisfies(started -> assertThat(started.getSummary()).isEqualTo(
                "clocks started: respond by 2026-03-02T10:02:00Z, assess by 2026-03-02T10:10:00Z,"
                        + " first-update by 2026-03-02T10:15:00Z, mitigate by 2026-03-02T10:30:00Z,"
                        + " resolve by 2026-03-02T14:00:00Z"));

        escalator.advance(ofSeconds(90));
        escalator.acknowledged();
        escalator.advance(ofMinutes(5));
        escalator.changed(incident -> incident.setAssessedAt(escalator.now()).setFirstUpdatedAt(escalator.now()));
        escalator.advance(ofMinutes(10));
        escalator.mitigated();
        escalator.advance(ofMinutes(30));
        escalator.resolved();
        escalator.advance(ofDays(1));

        assertThat(escalator.tells()).containsExactly("oncall RESOLVED", "oncall RESOLVED");
        assertThat(facts()).extracting(TimelineEntry::getKind, TimelineEntry::getSummary).containsExactly(
                met("acknowledged after 1 min 30 s, within 2 min (SEV1)"),
                met("assessed after 6 min 30 s, within 10 min (SEV1)"),
                met("first status update after 6 min 30 s, within 15 min (SEV1)"),
                met("mitigated after 16 min 30 s, within 30 min (SEV1)"),
                met("resolved after 46 min 30 s, within 4 h (SEV1)"));
    }

    private static Tuple met(String summary) {
        return tuple(CLOCK_MET, summary);
    }

    /** A resolve before anything else ends all phases: nobody had to respond any more. */
    @Test
    void shouldEndAllClocksWhenItIsResolved() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))).clock(1, MITIGATE, within(ofMinutes(30))));
        opened(anIncident());
        escalator.advance(ofMinutes(3));
        escalator.resolved();

        escalator.advance(ofDays(1));

        assertThat(escalator.tells()).containsExactly("oncall RESOLVED", "oncall RESOLVED");
        assertThat(clocks()).containsExactly("CLOCK_STARTED respond,mitigate", "CLOCK_MET respond",
                "CLOCK_MET mitigate");
    }

    /** A1: SEV4 has one business day; from Friday noon that is Monday noon. */
    @Test
    void shouldCountWorkingTimeWhereThePolicySaysSo() {
        var office = new BusinessCalendar("office", ZoneId.of("UTC"), EnumSet.range(DayOfWeek.MONDAY,
                DayOfWeek.FRIDAY), List.of(new BusinessCalendar.Hours(LocalTime.of(9, 0), LocalTime.of(18, 0))), Set
                        .of());
        with(clocked(team()).clock(4, RESPOND, new Deadline(ofDays(1), Optional.of(office), Optional.of(80))));
        escalator.jump(ofDays(4).plusHours(2));
        assertThat(escalator.now()).isEqualTo("2026-03-06T12:00:00Z");
        opened(anIncident().severity(4, "sev2"));

        escalator.advance(ofDays(2).plusHours(22).plusMinutes(12).minusMillis(1));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMillis(1));
        assertThat(escalator.tells()).containsExactly("oncall CLOCK_WARNING");
        escalator.advance(ofMinutes(108));
        assertThat(escalator.now()).isEqualTo("2026-03-09T12:00:00Z");

        assertThat(escalator.notifications()).singleElement().satisfies(breach -> assertThat(breach.getReason())
                .isEqualTo("not acknowledged within 1 working day (SEV4)"));
    }

    /** C1: an incident type has its own time to respond, whatever its severity says. */
    @Test
    void shouldGiveTheTimeOfTheRuleBeforeThatOfTheSeverity() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(2))).clock(1, MITIGATE, within(ofMinutes(30)))
                .rule(Optional.of(ofMinutes(10)), Map.of(MITIGATE, Deadline.of(ofHours(1)))));
        opened(anIncident());

        assertThat(facts()).singleElement().satisfies(started -> assertThat(started.getSummary()).isEqualTo(
                "clocks started: respond by 2026-03-02T10:10:00Z, mitigate by 2026-03-02T11:00:00Z"));
        escalator.advance(ofMinutes(8));
        assertThat(escalator.tells()).containsExactly("oncall CLOCK_WARNING");
    }

    @Test
    void shouldNotCountPausesByPeople() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))));
        opened(anIncident());
        escalator.advance(ofMinutes(10));
        pausedBy("alice");
        escalator.advance(ofHours(20));
        assertThat(escalator.tells()).isEmpty();
        resumed();

        escalator.advance(ofMinutes(2));
        assertThat(escalator.tells()).containsExactly("oncall CLOCK_WARNING");
        escalator.advance(ofMinutes(3));
        assertThat(escalator.tells()).containsExactly("oncall CLOCK_BREACHED");

        assertThat(clocks()).containsExactly("CLOCK_STARTED respond", "CLOCK_RESUMED respond", "CLOCK_WARNED respond",
                "CLOCK_BREACHED respond");
    }

    @Test
    void shouldResumeWhenATimedPauseEnds() {
        with(clocked(team()).clock(1, RESPOND, Deadline.of(ofMinutes(15))));
        opened(anIncident());
        escalator.advance(ofMinutes(10));
        escalator.changed(incident -> incident.setClockPauses(List.of(ClockPause.newBuilder().setPhase("respond")
                .setFrom(escalator.now()).setEndsAt(escalator.now().plus(ofHours(2))).setReason("waiting for AWS")
                .setBy("alice").build())));

        escalator.advance(ofHours(2).plusMinutes(5).minusMillis(1));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMillis(1));

        assertThat(escalator.tells()).containsExactly("oncall CLOCK_BREACHED");
    }

    @Test
    void shouldPauseOnlyThePhaseThatIsMeant() {
        with(clocked(team()).clock(1, RESPOND, Deadline.of(ofMinutes(15))).clock(1, MITIGATE, Deadline.of(ofMinutes(
                30))));
        opened(anIncident());
        escalator.changed(incident -> incident.setClockPauses(List.of(ClockPause.newBuilder().setPhase("mitigate")
                .setFrom(escalator.now()).setReason("waiting for AWS").setBy("alice").build())));

        escalator.advance(ofDays(1));

        assertThat(escalator.notifications()).extracting(Notification::getReason).containsExactly(
                "not acknowledged within 15 min (SEV1)");
    }

    /** While nobody is to be paged, the correlator lets clocks stand still; nobody else says so. */
    @Test
    void shouldPauseClocksWhilePagingIsSuppressed() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))));
        opened(anIncident());
        escalator.advance(ofMinutes(10));
        pausedBy("policy");
        escalator.advance(ofHours(1));
        resumed();
        escalator.advance(ofMinutes(1));
        escalator.acknowledged();

        assertThat(escalator.notifications()).isEmpty();
        assertThat(facts()).extracting(TimelineEntry::getKind).containsExactly(CLOCK_STARTED, CLOCK_PAUSED,
                CLOCK_RESUMED, CLOCK_MET);
    }

    @Test
    void shouldStartAnewWhenTheSeverityIsRaisedUnlessThatWouldGiveMoreTime() {
        with(clocked(team()).clock(2, RESPOND, within(ofHours(1))).clock(2, MITIGATE, Deadline.of(ofMinutes(40)))
                .clock(1, RESPOND, within(ofMinutes(15))).clock(1, MITIGATE, Deadline.of(ofMinutes(30))));
        opened(anIncident().severity(2, "sev2"));
        facts();
        escalator.advance(ofMinutes(20));
        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setSeverityRaisedAt(escalator
                .now()));

        assertThat(facts()).singleElement().satisfies(started -> {
            assertThat(started.getSummary()).isEqualTo("clocks started: respond by 2026-03-02T10:35:00Z");
            assertThat(started.getDetails()).containsEntry("severity", "SEV1");
        });
        escalator.advance(ofMinutes(20));
        assertThat(escalator.notifications()).extracting(Notification::getReason).containsExactly(
                "not acknowledged; due at 2026-03-02T10:35:00Z (SEV1, 15 min)",
                "not acknowledged within 15 min (SEV1)", "not mitigated within 40 min (SEV2)");
    }

    @Test
    void shouldCountFromTheStartByTheMilderSeverityWhenItIsLowered() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))).clock(1, MITIGATE, within(ofMinutes(30)))
                .clock(2, RESPOND, Deadline.of(ofHours(1))));
        opened(anIncident());
        escalator.advance(ofMinutes(13));
        assertThat(escalator.tells()).containsExactly("oncall CLOCK_WARNING");
        escalator.changed(incident -> incident.setSeverity(new Severity("SEV2", 2)));
        escalator.advance(ofMinutes(46));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMinutes(1));

        assertThat(escalator.tells()).containsExactly("oncall CLOCK_BREACHED");
        assertThat(clocks()).containsExactly("CLOCK_STARTED respond,mitigate", "CLOCK_WARNED respond",
                "CLOCK_CANCELLED mitigate", "CLOCK_STARTED respond", "CLOCK_BREACHED respond");
    }

    @Test
    void shouldNotSayAgainWhatIsOverByTheMilderSeverityToo() {
        with(clocked(team()).clock(1, RESPOND, Deadline.of(ofMinutes(15))).clock(2, RESPOND, Deadline.of(ofMinutes(
                20))));
        opened(anIncident());
        escalator.advance(ofMinutes(25));
        assertThat(escalator.tells()).containsExactly("oncall CLOCK_BREACHED");

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV2", 2)));
        escalator.advance(ofDays(1));

        assertThat(escalator.tells()).isEmpty();
    }

    /** A raise voids a mitigation too: the pain is measured against what it is now. */
    @Test
    void shouldTakeTheTimeOfTheWorseSeverityWhenARaiseVoidsTheMitigation() {
        with(clocked(team()).clock(2, MITIGATE, Deadline.of(ofHours(4))).clock(1, MITIGATE, Deadline.of(ofMinutes(
                30))));
        opened(anIncident().severity(2, "sev2"));
        escalator.advance(ofMinutes(10));
        escalator.mitigated();
        escalator.advance(ofMinutes(50));
        escalator.changed(incident -> incident.setState(OPEN).setMitigatedAt(null).setSeverity(new Severity("SEV1", 1))
                .setLadder("sev1").setSeverityRaisedAt(escalator.now()));
        assertThat(escalator.pages()).containsExactly("oncall@1", "oncall@1");

        escalator.advance(ofMinutes(30));

        assertThat(escalator.notifications()).extracting(Notification::getReason).containsExactly(
                "not mitigated within 30 min (SEV1)");
    }

    /** A raise to another ladder voids the acknowledge: somebody has to respond to what it is now. */
    @Test
    void shouldCountAgainWhenARaiseVoidsTheAcknowledge() {
        with(clocked(team()).clock(2, RESPOND, within(ofHours(1))).clock(1, RESPOND, Deadline.of(ofMinutes(15))));
        opened(anIncident().severity(2, "sev2"));
        escalator.advance(ofMinutes(5));
        escalator.acknowledged();
        escalator.advance(ofHours(2));
        escalator.changed(incident -> incident.setState(OPEN).setAcknowledgedAt(null).setSeverity(new Severity("SEV1",
                1)).setLadder("sev1").setSeverityRaisedAt(escalator.now()));
        assertThat(escalator.pages()).containsExactly("oncall@1", "oncall@1");

        escalator.advance(ofMinutes(15));

        assertThat(escalator.tells()).containsExactly("oncall CLOCK_BREACHED");
        assertThat(clocks()).containsExactly("CLOCK_STARTED respond", "CLOCK_MET respond", "CLOCK_STARTED respond",
                "CLOCK_BREACHED respond");
    }

    /** An acknowledge that expired was a response all the same. */
    @Test
    void shouldNotCountAgainWhenAnAcknowledgeExpires() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))));
        opened(anIncident());
        escalator.acknowledged();
        escalator.advance(ofHours(2));
        escalator.changed(incident -> incident.setState(OPEN).setAcknowledgedAt(null));

        escalator.advance(ofDays(1));

        assertThat(escalator.pages()).containsExactly("oncall@1", "oncall@1");
        assertThat(clocks()).containsExactly("CLOCK_STARTED respond", "CLOCK_MET respond");
    }

    /** B14: what was done did not help, so the pain goes on since the start. */
    @Test
    void shouldCountOnWhenTheMitigationFailed() {
        with(clocked(team()).clock(1, MITIGATE, Deadline.of(ofMinutes(30))));
        opened(anIncident());
        escalator.advance(ofMinutes(10));
        escalator.mitigated();
        escalator.advance(ofMinutes(10));
        escalator.changed(incident -> incident.setState(OPEN).setMitigatedAt(null));
        assertThat(escalator.pages()).containsExactly("oncall@1", "oncall@1");

        escalator.advance(ofMinutes(10));

        assertThat(escalator.tells()).containsExactly("oncall CLOCK_BREACHED");
        assertThat(clocks()).containsExactly("CLOCK_STARTED mitigate", "CLOCK_MET mitigate", "CLOCK_RESUMED mitigate",
                "CLOCK_BREACHED mitigate");
    }

    @Test
    void shouldStartAnewInEveryRound() {
        with(clocked(team()).clock(1, RESPOND, Deadline.of(ofMinutes(15))).clock(1, REVIEW, Deadline.of(ofDays(2))));
        opened(anIncident());
        escalator.advance(ofMinutes(5));
        escalator.resolved();
        escalator.advance(ofMinutes(10));
        escalator.reopened();
        assertThat(escalator.notifications()).hasSize(4);

        escalator.advance(ofMinutes(15));

        assertThat(escalator.tells()).containsExactly("oncall CLOCK_BREACHED");
        assertThat(clocks()).containsExactly("CLOCK_STARTED respond", "CLOCK_STARTED review", "CLOCK_MET respond",
                "CLOCK_CANCELLED review", "CLOCK_STARTED respond", "CLOCK_BREACHED respond");
    }

    @Test
    void shouldStopClocksOfAnIncidentThatWasMergedIntoAnother() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))));
        opened(anIncident());
        escalator.changed(incident -> incident.setState(CLOSED).setMergedInto("0a1b2c3d-other"));

        escalator.advance(ofHours(1));

        assertThat(escalator.tells()).containsOnly("oncall RESOLVED");
        assertThat(facts()).extracting(TimelineEntry::getSummary).last().isEqualTo(
                "merged into incident 0a1b2c3d-other; clocks cancelled: respond");
    }

    /** B15, A8, D9: the review is the commander's. */
    @Test
    void shouldAskTheCommanderForTheReview() {
        var review = new Aftermath(Set.of("SEV1"), Optional.of(new Aftermath.Review(within(ofHours(48)), "")), List
                .of());
        with(clocked(team().practice(new Practice(Map.of(), List.of("commander"), Map.of(), Map.of(), Map.of(), List
                .of(), List.of(review), Map.of()))).clock(1, REVIEW, Deadline.of(ofDays(9))));
        opened(anIncident());
        escalator.changed(incident -> incident.setRoles(Map.of("commander", "carol")));
        escalator.resolved();
        assertThat(escalator.tells()).hasSize(2);

        escalator.advance(ofHours(39));
        assertThat(escalator.tells()).containsExactly("carol CLOCK_WARNING");
        escalator.advance(ofHours(9));
        assertThat(escalator.notifications()).singleElement().satisfies(breach -> assertThat(breach.getReason())
                .isEqualTo("not reviewed within 48 h (SEV1)"));
        escalator.advance(ofHours(12));
        escalator.changed(incident -> incident.setState(CLOSED));

        assertThat(facts()).last().satisfies(met -> {
            assertThat(met.getSummary()).isEqualTo("reviewed after 60 h, late by 12 h; the limit was"
                    + " 48 h (SEV1)");
            assertThat(met.getDetails()).containsEntry("lateByMillis", Long.toString(ofHours(12).toMillis()));
        });
    }

    /** D3: P3 pages nobody for hours, but its time to respond is shorter. */
    @Test
    void shouldTellTheFirstRungWhenNobodyWasToldYet() {
        with(clocked(team().ladder("sev1", 0, ofDays(1), rung(480, "oncall"))).clock(1, RESPOND, within(ofHours(4))));
        escalator.opened(anIncident());

        escalator.advance(ofHours(4));

        assertThat(escalator.notifications()).extracting(Notification::getDestination, Notification::getKind)
                .containsExactly(tuple("chat:oncall", CLOCK_WARNING),
                        tuple("chat:oncall", NotificationKind.CLOCK_BREACHED));
    }

    @Test
    void shouldTellStakeholdersWhatIsOver() {
        var leadership = new Stakeholder("leadership", IncidentCondition.ALWAYS, List.of("boss", "oncall"), Set.of(
                Stakeholder.Milestone.BREACHED));
        with(clocked(team().practice(new Practice(Map.of(), List.of(), Map.of(), Map.of(), Map.of(), List.of(
                leadership), List.of(), Map.of()))).clock(1, RESPOND, within(ofMinutes(15))));
        opened(anIncident());

        escalator.advance(ofMinutes(15));

        assertThat(escalator.tells()).containsExactly("oncall CLOCK_WARNING", "oncall CLOCK_BREACHED",
                "boss CLOCK_BREACHED");
    }

    @Test
    void shouldUseOnlyTheTimelineWhenNoChannelSendsClockMessages() {
        with(clocked(team().target("oncall", "hook:oncall")).clock(1, RESPOND, Deadline.of(ofMinutes(15))));
        opened(anIncident());

        escalator.advance(ofMinutes(15));

        assertThat(escalator.tells()).isEmpty();
        assertThat(clocks()).containsExactly("CLOCK_STARTED respond", "CLOCK_BREACHED respond");
        assertThat(escalator.decisions()).last().satisfies(decision -> assertThat(decision.getReason()).contains(
                "no paged recipient has a channel that sends clock messages"));
    }

    @Test
    void shouldReportOnlyTheBreachAfterAnOutage() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))));
        opened(anIncident());
        escalator.outage(ofMinutes(45));
        escalator.advance(ofSeconds(2));

        assertThat(escalator.notifications()).singleElement().satisfies(breach -> {
            assertThat(breach.getKind()).isEqualTo(NotificationKind.CLOCK_BREACHED);
            assertThat(breach.getLate()).isTrue();
            assertThat(breach.getReason()).startsWith("not acknowledged within 15 min (SEV1); late by 30 min");
        });
        assertThat(clocks()).containsExactly("CLOCK_STARTED respond", "CLOCK_BREACHED respond");
    }

    /** Judged as of now: nobody is told that something was late that is done by now. */
    @Test
    void shouldNotSendABreachThatEndedDuringAnOutage() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))));
        opened(anIncident());
        var acknowledgedAt = escalator.now().plus(ofMinutes(25));
        escalator.outage(ofMinutes(45));
        escalator.changed(incident -> incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedAt(
                acknowledgedAt));
        escalator.advance(ofDays(1));

        assertThat(escalator.tells()).isEmpty();
        assertThat(facts()).extracting(TimelineEntry::getSummary).endsWith("not acknowledged within 15 min (SEV1)",
                "acknowledged after 25 min, late by 10 min; the limit was 15 min (SEV1)");
    }

    @Test
    void shouldMeasureAnIncidentThatBeganAndEndedWhileNobodyLooked() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))));
        var opened = escalator.now();
        escalator.jump(ofHours(1));
        escalator.snapshot(Incident.newBuilder(anIncident().roundStartedAt(opened).state(
                IncidentState.RESOLVED).build()).setResolvedAt(opened.plusSeconds(600)).build());

        assertThat(clocks()).containsExactly("CLOCK_MET respond");
    }

    /** Its row was deleted long ago; a note on it does not tell everything again. */
    @Test
    void shouldNotMeasureAnIncidentAgainThatWasForgotten() {
        with(clocked(team()).clock(1, RESPOND, within(ofMinutes(15))).clock(1, REVIEW, within(ofDays(2))));
        var opened = escalator.now();
        escalator.jump(ofDays(9));
        escalator.snapshot(Incident.newBuilder(anIncident().roundStartedAt(opened).state(
                IncidentState.RESOLVED).build()).setResolvedAt(opened.plusSeconds(600)).build());
        escalator.advance(ofDays(9));

        assertThat(clocks()).isEmpty();
    }

    @Test
    void shouldForgetAnIncidentOnlyWhenItsReviewIsNotWaitedForAnyMore() {
        with(clocked(team()).clock(1, REVIEW, Deadline.of(ofDays(10))));
        opened(anIncident());
        escalator.resolved();
        assertThat(escalator.tells()).hasSize(2);

        escalator.advance(ofDays(10).minusMillis(1));
        assertThat(escalator.store().get(anIncident().build().getId())).isNotNull();
        escalator.advance(ofMillis(1));

        assertThat(escalator.tells()).containsExactly("oncall CLOCK_BREACHED");
    }
}
