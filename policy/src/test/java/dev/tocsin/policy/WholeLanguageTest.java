package dev.tocsin.policy;

import static dev.tocsin.policy.AlertBuilder.anAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Aftermath;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.policy.channel.ServiceNames;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.Heartbeat;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Plan;
import dev.tocsin.policy.model.ReviewPart;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Stakeholder;
import dev.tocsin.policy.model.Stakeholder.Milestone;
import dev.tocsin.policy.model.StormRule;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.oncall.Layer;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.suppress.TimeWindow;
import dev.tocsin.schemas.incident.ClockKind;
import org.junit.jupiter.api.Test;

/** What every section of the file becomes. */
class WholeLanguageTest {

    private static final Instant SATURDAY = Instant.parse("2026-03-07T15:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-03-02T15:00:00Z");

    private final CompiledPolicy policy = WholeLanguage.load();
    private final AlertHandling handling = policy.policy().handling();
    private final Practice practice = policy.policy().practice();

    @Test
    void shouldReadTheGraphOfServicesWithItsCycle() {
        var graph = handling.services();

        assertThat(graph.nodes()).containsOnlyKeys("checkout", "payments", "orders-db", "search");
        assertThat(graph.stepsDown("payments", "orders-db")).hasValue(2);
        assertThat(graph.needs("checkout", "payments") && graph.needs("payments", "checkout")).isTrue();
        assertThat(graph.system("checkout")).contains("shop");
    }

    @Test
    void shouldReadHowARuleGroupsItsAlerts() {
        var grouping = policy.policy().rules().getFirst().grouping();

        assertThat(grouping).isEqualTo(new Grouping(Optional.of(new Grouping.Threshold(5, Duration.ofMinutes(10))),
                Optional.of(Duration.ofHours(1)), Optional.of(0.6), Grouping.Resolves.FIRST, false,
                Optional.of(Duration.ofHours(6)), Optional.of(Duration.ofDays(14))));
    }

    @Test
    void shouldTakeMissingKeysFromTheDefaults() {
        var fallback = policy.policy().rules().getLast().grouping();

        assertThat(fallback).isEqualTo(new Grouping(Optional.empty(), Optional.empty(), Optional.empty(),
                Grouping.Resolves.PERSON, true, Optional.empty(), Optional.of(Duration.ofDays(14))));
    }

    @Test
    void shouldGiveAnIncidentTheRunbookAndStepsOfItsSymptom() {
        var classified = classify(anAlert().with("kind", "errors").with("service", "search"), SATURDAY);

        assertThat(classified).returns("errors", Classification::ruleId)
                .returns("api-errors", Classification::symptom)
                .returns("https://runbooks/api", Classification::runbook)
                .returns(List.of("Check the error log", "Roll back"), Classification::steps)
                .returns(true, Classification::confidential)
                .returns(Optional.of(Duration.ofMinutes(5)), Classification::respond);
    }

    @Test
    void shouldCountTheTimeToRespondOnTheCalendarOfTheSeverity() {
        var refused = anAlert().with("service", "search").annotated("detail", "dial: Connection refused");

        var onMonday = classify(refused, MONDAY);
        var onSaturday = classify(refused, SATURDAY);

        assertThat(onMonday.ruleId()).isEqualTo("phrase");
        assertThat(onMonday.respond()).contains(Duration.ofDays(1));
        // Monday 9:00 to 17:00 in New York, which has daylight saving time by then.
        assertThat(onSaturday.respond()).contains(Duration.between(SATURDAY, Instant.parse("2026-03-09T21:00:00Z")));
    }

    @Test
    void shouldHaveNoTimeToRespondWhereNeitherRuleNorSeverityHasOne() {
        assertThat(classify(anAlert(), MONDAY).respond()).isEmpty();
    }

    @Test
    void shouldLetServicesOfASystemShareALogAndIncidentsOnlyWhenAsked() {
        var errors = anAlert().with("service", "checkout").build();
        var refused = anAlert().with("service", "payments").annotated("detail", "connection refused").build();

        var apart = policy.classify(errors, policy.serviceKey(errors), MONDAY);
        var together = policy.classify(refused, policy.serviceKey(refused), MONDAY);

        assertThat(policy.serviceKey(errors)).isEqualTo("shop").isEqualTo(policy.serviceKey(refused));
        assertThat(apart.service()).isEqualTo("checkout");
        assertThat(apart.correlationKey()).isEqualTo("shop {name=HighErrorRate,service=checkout}");
        assertThat(together.service()).isEqualTo("payments");
        assertThat(together.correlationKey()).isEqualTo("shop {}");
    }

    @Test
    void shouldReadExpiryFlappingAndLookBack() {
        assertThat(handling.expiry("prometheus")).contains(Duration.ofHours(1));
        assertThat(handling.expiry("sentry")).contains(Duration.ofDays(7));
        assertThat(handling.flapping()).contains(
                new AlertHandling.Flapping(6, Duration.ofMinutes(30), 2, Duration.ofMinutes(15)));
        assertThat(handling.lookBack()).isEqualTo(Duration.ofHours(6));
        assertThat(handling.foldsDependents()).isTrue();
    }

    @Test
    void shouldReadASilenceThatComesBack() {
        var backups = handling.silences().getFirst();

        assertThat(backups).returns("backups", Silence::id).returns(SilenceKind.SILENCE, Silence::kind)
                .returns("dba", Silence::author).returns("Nightly backup", Silence::reason)
                .returns(Optional.of(Instant.parse("2026-01-01T00:00:00Z")), Silence::from)
                .returns(Optional.of(Instant.parse("2026-12-31T23:00:00Z")), Silence::until)
                .returns(List.of(new TimeWindow(Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), LocalTime.of(2, 0),
                        LocalTime.of(3, 30), ZoneId.of("Europe/London"))), Silence::windows);
        assertThat(hides(backups, anAlert().named("BackupSlow"), "2026-03-02T02:10:00Z")).isTrue();
        assertThat(hides(backups, anAlert().named("BackupSlow"), "2026-03-02T03:30:00Z")).isFalse();
        assertThat(hides(backups, anAlert().named("Down"), "2026-03-02T02:10:00Z")).isFalse();
    }

    @Test
    void shouldReadMaintenanceInTheZoneOfThePolicy() {
        var upgrade = handling.silences().getLast();

        assertThat(upgrade.kind()).isEqualTo(SilenceKind.MAINTENANCE);
        assertThat(hides(upgrade, anAlert().with("service", "orders-db"), "2026-03-02T09:00:00Z")).isTrue();
        assertThat(hides(upgrade, anAlert().with("service", "orders-db"), "2026-03-02T11:00:00Z")).isFalse();
        assertThat(hides(upgrade, anAlert().with("service", "search"), "2026-03-02T09:00:00Z")).isFalse();
    }

    @Test
    void shouldTakeTheZoneOfThePolicyForAWindowThatNamesNone() {
        var silences = PolicyText.aPolicy().more("""
                time-zone: Asia/Tokyo
                silences:
                  - {id: night, when: 'a="b"', author: me, reason: r, every: [{from: "22:00", to: "06:00"}, {from: "12:00", to: "13:00", zone: UTC}]}
                  - {id: abroad, when: 'a="b"', author: me, reason: r, zone: America/New_York, every: {from: "22:00", to: "06:00"}}
                """).load().policy().handling().silences();

        assertThat(silences).flatExtracting(Silence::windows).extracting(window -> window.zone().getId())
                .containsExactly("Asia/Tokyo", "UTC", "America/New_York");
    }

    private boolean hides(Silence silence, AlertBuilder alert, String at) {
        var built = alert.build();
        return silence.hides(policy.facts(built, policy.serviceKey(built), Instant.parse(at)));
    }

    @Test
    void shouldReadInhibitions() {
        assertThat(policy.inhibitions()).satisfiesExactly(cluster -> {
            assertThat(cluster.id()).isEqualTo("cluster-down");
            assertThat(cluster.equal()).containsExactly("cluster");
            assertThat(cluster.alongDependencies()).isFalse();
        }, dependency -> assertThat(dependency.alongDependencies()).isTrue());
    }

    @Test
    void shouldReadWhomToPageWhileKafkaIsAway() {
        assertThat(policy.policy().handling().emergency()).hasValueSatisfying(emergency -> {
            assertThat(emergency.after()).isEqualTo(Duration.ofMinutes(3));
            assertThat(emergency.target()).isEqualTo("dba");
            assertThat(emergency.address()).isEqualTo(new Target.Address("phone", "+15550100"));
            assertThat(emergency.pages()).isEqualTo(7);
            assertThat(emergency.match()).isPresent();
        });
    }

    @Test
    void shouldReadHeartbeats() {
        assertThat(policy.heartbeats().all()).extracting(it -> it.heartbeat()).satisfiesExactly(
                backup -> assertThat(backup).isEqualTo(new Heartbeat("nightly-backup", Duration.ofDays(1), Duration
                        .ofMinutes(30), "billing", Optional.of("SEV2"), Optional.empty())),
                watchdog -> assertThat(watchdog).returns(Duration.ofMinutes(1), Heartbeat::grace).returns(true,
                        it -> it.match().isPresent()));
    }

    /** The fallback would take it for less. */
    @Test
    void shouldClassifyAMissedHeartbeatByItsSeverityUnlessARuleMatches() {
        var missed = policy.heartbeats().named("nightly-backup").orElseThrow().missed(MONDAY, Optional.empty(), Optional
                .empty());

        var classified = policy.classify(missed, policy.serviceKey(missed), MONDAY);

        assertThat(classified.severity().getId()).isEqualTo("SEV2");
        assertThat(classified.service()).isEqualTo("billing");
        assertThat(missed.getSummary()).isEqualTo(
                "Heartbeat nightly-backup missed: no beat so far; expected every 1d, with 30m of grace");
    }

    @Test
    void shouldTakeAFiringAlertAsABeatOfTheHeartbeatThatMatches() {
        var watchdog = anAlert().with("alertname", "Watchdog").with("cluster", "eu").build();
        var elsewhere = anAlert().with("alertname", "Watchdog").with("cluster", "us").build();
        var over = Alert.newBuilder(watchdog).setStatus(AlertStatus.RESOLVED).build();

        assertThat(beaten(watchdog)).contains("watchdog");
        assertThat(beaten(elsewhere)).isEmpty();
        assertThat(beaten(over)).isEmpty();
    }

    private Optional<String> beaten(Alert alert) {
        return policy.heartbeats().beatenBy(alert, it -> policy.facts(it, policy.serviceKey(it), MONDAY)).map(
                it -> it.heartbeat().name());
    }

    @Test
    void shouldReadStormsAndClassifyThem() {
        var flood = handling.storms().getFirst();
        var classified = policy.stormClassification(flood, anAlert().build(), "storm-flood", MONDAY);

        assertThat(flood).isEqualTo(new StormRule("flood", StormRule.Scope.SOURCE, 200, Duration.ofMinutes(1), 20,
                "SEV2", Optional.of("calm"), Set.of("SEV1"), Duration.ofSeconds(5)));
        assertThat(handling.storms().getLast()).returns(5, StormRule::leave).returns(Duration.ZERO, StormRule::hold);
        assertThat(classified).returns("calm", Classification::ladder).returns("SEV2", it -> it.severity().getId())
                .returns("storm-flood {storm=flood}", Classification::correlationKey)
                .returns("At least 200 new alerts of one source within 1m", Classification::reason);
    }

    @Test
    void shouldReadClocksOfSeverities() {
        var worst = policy.severity("SEV1").orElseThrow();
        var office = practice.calendars().get("office");

        assertThat(worst.plan()).contains("major");
        assertThat(worst.clocks()).containsOnlyKeys(ClockKind.RESPOND, ClockKind.ASSESS, ClockKind.FIRST_UPDATE,
                ClockKind.MITIGATE, ClockKind.RESOLVE, ClockKind.REVIEW);
        assertThat(worst.clock(ClockKind.REVIEW)).contains(Deadline.of(Duration.ofHours(48)));
        assertThat(policy.severity("SEV2").orElseThrow().clocks()).isEqualTo(Map.of(ClockKind.RESPOND,
                new Deadline(Duration.ofDays(1), Optional.of(office), Optional.of(80))));
    }

    @Test
    void shouldReadHowLateAPageStillWakesSomebody() {
        assertThat(policy.severity("SEV1")).get().extracting(SeverityLevel::pageWithin).isEqualTo(Optional.of(Duration
                .ofHours(4)));
        assertThat(policy.severity("SEV2")).get().extracting(SeverityLevel::pageWithin).isEqualTo(Optional.empty());
    }

    @Test
    void shouldReadClocksOfARuleThatGoBeforeTheSeveritys() {
        var clocks = policy.policy().rules().getFirst().clocks();

        assertThat(clocks).containsOnlyKeys(ClockKind.MITIGATE, ClockKind.RESOLVE);
        assertThat(clocks.get(ClockKind.MITIGATE)).isEqualTo(Deadline.of(Duration.ofMinutes(20)));
        assertThat(clocks.get(ClockKind.RESOLVE).calendar()).isPresent();
        assertThat(policy.policy().rules().getLast().clocks()).isEmpty();
    }

    @Test
    void shouldReadHowALadderBeginsAndEnds() {
        assertThat(policy.ladder("urgent").conduct()).isEqualTo(new Ladder.Conduct(2, Optional.of(Duration.ofMinutes(
                30)), true, List.of("lead", "dba"), Optional.of(Duration.ofMinutes(30))));
        assertThat(policy.ladder("calm").conduct()).isEqualTo(Ladder.Conduct.PLAIN);
        assertThat(policy.ladder("low").conduct().digest()).isTrue();
    }

    @Test
    void shouldReadRolesAndEscalations() {
        assertThat(practice.roles()).containsExactly("commander", "communicator", "scribe");
        assertThat(practice.escalations()).isEqualTo(
                Map.of("legal", List.of("lead"), "security", List.of("on-call", "lead"), "second", List.of("months")));
    }

    @Test
    void shouldReadWhoRunsTocsin() {
        assertThat(practice.operator()).containsExactly("lead");
    }

    @Test
    void shouldReadWhoIsOnCallWhen() {
        var schedule = (Schedule) practice.schedules().get("primary");

        assertThat(schedule.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(schedule.layers()).extracting(Layer::name).containsExactly("weeks", "layer 2", "layer 3");
        assertThat(schedule.everybody()).containsExactly("lead", "dba", "dba-backup");
        assertThat(schedule.at(Instant.parse("2026-01-06T10:00:00Z"))).containsExactly("lead");
        assertThat(schedule.at(Instant.parse("2026-01-14T10:00:00Z"))).containsExactly("dba", "dba-backup");
        assertThat(schedule.at(Instant.parse("2026-12-25T10:00:00Z"))).containsExactly("lead", "dba");
        assertThat(practice.schedules().get("months").at(Instant.parse("2026-02-03T07:00:00Z")))
                .containsExactly("dba");
    }

    @Test
    void shouldReadPlans() {
        var major = practice.plans().get("major");

        assertThat(major.room()).contains(new Plan.Room.Own("chat", "incident-{date}-{brief}"));
        assertThat(major.ticket()).contains(new Plan.Ticket("tracker", "OPS"));
        assertThat(major.statusPage().orElseThrow().when().text()).isEqualTo("customer-facing");
        assertThat(major.warRoom()).contains("https://meet.example.org/{id}");
        assertThat(major.updates()).contains(new Plan.Updates(Optional.of(Duration.ofMinutes(15)),
                Optional.of(Duration.ofMinutes(30)), Optional.of(Duration.ofMinutes(15)),
                Optional.of(Duration.ofMinutes(3)), Optional.of("communicator"), List.of("lead")));
        assertThat(major.firstUpdate()).containsExactly("severity", "what", "impact", "since", "who", "next-update");
        assertThat(practice.plans().get("minor").room()).contains(new Plan.Room.Shared("chat", "C0123"));
    }

    @Test
    void shouldReadStakeholdersAndFollowUps() {
        assertThat(practice.stakeholders()).extracting(Stakeholder::id, Stakeholder::targets, Stakeholder::on)
                .containsExactly(
                        tuple("customer-success", List.of("lead"),
                                Set.of(Milestone.DECLARED, Milestone.MITIGATED, Milestone.RESOLVED)),
                        tuple("management", List.of("lead"),
                                Set.of(Milestone.DECLARED, Milestone.BREACHED)));
        assertThat(practice.after()).containsExactly(new Aftermath(Set.of("SEV1", "SEV2"),
                Optional.of(new Aftermath.Review(new Deadline(Duration.ofDays(5),
                        Optional.of(practice.calendars().get("office")), Optional.empty()), "blameless")),
                List.of(new Aftermath.Task("Document the timeline", Optional.of(Deadline.of(Duration.ofHours(24))),
                        Optional.of("scribe")),
                        new Aftermath.Task("Remove mitigations", Optional.empty(), Optional.empty()))));
    }

    @Test
    void shouldMakeASecondaryARungOfItsOwn() {
        var ladder = policy.ladder("urgent");

        assertThat(ladder.rungs()).extracting(Ladder.Rung::after, Ladder.Rung::targets).containsExactly(
                tuple(Duration.ZERO, List.of("on-call", "dba")),
                tuple(Duration.ofMinutes(5), List.of("dba-backup")),
                tuple(Duration.ofMinutes(5), List.of("lead", "primary")),
                tuple(Duration.ofMinutes(10), List.of("dba")),
                tuple(Duration.ofMinutes(12), List.of("lead")));
        assertThat(ladder.steps()).hasSize(3).first().extracting(Ladder.Step::seconds).isEqualTo(List.of(
                new Ladder.Seconds(List.of("dba"), List.of("dba-backup"), Duration.ofMinutes(5))));
    }

    @Test
    void shouldJudgeForWhichIncidentsARungIs() {
        var lead = policy.ladder("urgent").rungs().get(2);
        var always = policy.ladder("urgent").rungs().getFirst();

        assertThat(policy.rungHolds(lead, IncidentBuilder.anIncident().ranked(2).build(), MONDAY))
                .isEqualTo(Judgement.YES);
        assertThat(policy.rungHolds(lead, IncidentBuilder.anIncident().ranked(3).build(), MONDAY))
                .isEqualTo(Judgement.NO);
        assertThat(policy.rungHolds(always, IncidentBuilder.anIncident().ranked(3).build(), MONDAY))
                .isEqualTo(Judgement.YES);
    }

    @Test
    void shouldClearOnlyTheInboxForConfidentialIncidentsByDefault() {
        assertThat(policy.policy().channels().values()).filteredOn(ChannelSpec::cleared).extracting(ChannelSpec::name)
                .containsExactlyInAnyOrder("inbox", "mail");
    }

    private Classification classify(AlertBuilder alert, Instant at) {
        var built = alert.build();
        return policy.classify(built, policy.serviceKey(built), at);
    }

    @Test
    void shouldReadTheComponentsOfServices() {
        var text = policy.policy().channels().get("page").settings().get("components");

        assertThat(ServiceNames.parse(text)).isEqualTo(new ServiceNames(Map.of("checkout", List.of("8kbf7d35c070",
                "9x"), ServiceNames.OTHERS, List.of("7q"))));
        assertThat(ServiceNames.parse(text).of("search")).containsExactly("7q");
    }

    @Test
    void shouldReadTheSectionsOfAReviewDocument() throws Exception {
        var review = PolicyLoader.load("whole.yml", WholeLanguage.TEXT.replace("template: blameless",
                "document: [summary,"
                        + " {section: impact, ask: [Users affected]}, {section: action-items, heading: Actions, horizons: {Soon: 7d,"
                        + " Later: 31d}}, {section: free, heading: Thanks}]")).policy().practice().after().getFirst()
                .review()
                .orElseThrow();

        assertThat(review.document()).containsExactly(ReviewPart.Kind.SUMMARY.standard(), new ReviewPart(
                ReviewPart.Kind.IMPACT, "Impact", List.of("Users affected"), Map.of()), new ReviewPart(
                        ReviewPart.Kind.ACTION_ITEMS, "Actions", List.of(), Map.of("Soon", Duration.ofDays(7), "Later",
                                Duration.ofDays(31))), new ReviewPart(ReviewPart.Kind.FREE, "Thanks", List.of(), Map
                                        .of()));
        assertThat(review.document().get(2).horizons().keySet()).containsExactly("Soon", "Later");
    }
}
