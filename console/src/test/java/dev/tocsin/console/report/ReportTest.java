package dev.tocsin.console.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.report.Flapper.Change;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.Test;

/** Figures of a few incidents, each counted by hand. */
class ReportTest {

    /** A Monday, 08:00 in Zurich. */
    private static final Instant MONDAY = Instant.parse("2026-10-12T06:00:00Z");
    private static final ReportQuery WEEK = ReportQuery.of(MONDAY, MONDAY.plus(Duration.ofDays(7)));

    private final List<PlannedIncident> incidents = new ArrayList<>();

    @Test
    void shouldMeasureFromTheStartOfEachRound() {
        planned("i1", "Errors").opened(at(0), "SEV2").acknowledged(at(4), "ada").mitigated(at(20), "ada")
                .resolvedBySource(
                        at(30)).reopened(at(40)).acknowledged(at(50), "ben").resolvedBy(at(100), "ben");

        var all = report().times().getFirst();

        // 4 and 10 minutes; 20 and, without a mitigation, 60; 30 and 60.
        assertThat(all.responses()).isEqualTo(2);
        assertThat(all.acknowledge().times()).isEqualTo(spread(2, 7 * 60, 9 * 60 + 24));
        assertThat(all.mitigate().times()).isEqualTo(spread(2, 40 * 60, 56 * 60));
        assertThat(all.resolve().times()).isEqualTo(spread(2, 45 * 60, 57 * 60));
        assertThat(report().totals()).extracting(Totals::opened, Totals::reopened).containsExactly(1, 1);
    }

    @Test
    void shouldCountTheFirstAcknowledgementAndTheMitigationThatHeld() {
        planned("i1", "Errors").opened(at(0), "SEV2").acknowledged(at(3), "ada").severity(at(5), "SEV1").mitigated(at(
                10), "ada").mitigationFailed(at(12), "ada").acknowledged(at(13), "ben").mitigated(at(60), "ben");

        var all = report().times().getFirst();

        assertThat(all.acknowledge().times()).isEqualTo(spread(1, 180, 180));
        assertThat(all.mitigate().times()).isEqualTo(spread(1, 3_600, 3_600));
        assertThat(all.resolve()).extracting(ResponseTimes.Phase::open, ResponseTimes.Phase::never).containsExactly(1,
                0);
        assertThat(report().times()).extracting(ResponseTimes::name).contains("SEV1").doesNotContain("SEV2");
    }

    @Test
    void shouldNotCountAnAcknowledgementOfOneOfTwo() {
        var incident = planned("i1", "Errors").opened(at(0), "SEV1");
        incident.fact(at(2), FactKind.ACKNOWLEDGED, "ada", Map.of("command", "c", "acknowledges", "1", "needed", "2"));
        incident.fact(at(6), FactKind.ACKNOWLEDGED, "ben", Map.of("command", "d", "acknowledges", "2", "needed", "2"));

        assertThat(report().times().getFirst().acknowledge().times()).isEqualTo(spread(1, 360, 360));
    }

    @Test
    void shouldCountAMergedRoundNeitherAsResolvedNorAsOpen() {
        var other = planned("i1", "Errors").opened(at(0), "SEV2").acknowledged(at(2), "ada");
        planned("i2", "Errors").opened(at(1), "SEV2").mergedInto(other, at(3));
        other.resolvedBy(at(10), "ada");

        var all = report().times().getFirst();

        assertThat(all.acknowledge()).isEqualTo(new ResponseTimes.Phase(spread(1, 120, 120), 0, 1, List.of("i1")));
        assertThat(all.resolve()).isEqualTo(new ResponseTimes.Phase(spread(1, 600, 600), 0, 1, List.of("i1")));
        assertThat(report().totals().merged()).isEqualTo(1);
    }

    @Test
    void shouldNotAskForAnAcknowledgementOfWhatWasSplitFromAnAcknowledgedIncident() {
        var other = planned("i1", "Errors").opened(at(0), "SEV2").acknowledged(at(2), "ada");
        planned("i2", "Errors").splitFrom(other, at(10)).resolvedBy(at(15), "ben");
        var unacknowledged = planned("i3", "Slow").opened(at(0), "SEV2");
        planned("i4", "Slow").splitFrom(unacknowledged, at(20)).acknowledged(at(21), "ben");

        var all = report().times().getFirst();

        assertThat(all.acknowledge().times()).isEqualTo(spread(2, 90, 114));
        assertThat(all.acknowledge().open()).isEqualTo(1);
        assertThat(all.resolve().times()).isEqualTo(spread(1, 300, 300));
        assertThat(report().totals()).extracting(Totals::opened, Totals::split).containsExactly(2, 2);
    }

    @Test
    void shouldCountWhatWasOpenedInThePeriodEvenIfItEndedLater() {
        planned("i1", "Errors").opened(at(7 * 24 * 60 - 10), "SEV2").acknowledged(at(7 * 24 * 60 + 5), "ada")
                .resolvedBy(
                        at(8 * 24 * 60), "ada");
        planned("i2", "Errors").opened(at(-30), "SEV2").paged(at(10), "ada", 1, 1).resolvedBy(at(20), "ada");
        planned("i3", "Errors").opened(at(-300), "SEV2").resolvedBy(at(-200), "ada").reopened(at(300)).resolvedBy(at(
                310), "ada");

        var report = report();

        assertThat(report.times().getFirst().responses()).isEqualTo(2);
        assertThat(report.times().getFirst().acknowledge().times()).isEqualTo(spread(1, 900, 900));
        assertThat(report.totals()).extracting(Totals::opened, Totals::reopened, Totals::carriedIn, Totals::pages)
                .containsExactly(1, 1, 1, 1);
        assertThat(report.totals().carriedInIncidents()).containsExactly("i2");
    }

    @Test
    void shouldCountOneStepAsOnePageHoweverManyMessages() {
        planned("i1", "Errors").opened(at(0), "SEV2").paged(at(1), "ada", 1, 3).paged(at(6), "ada", 2, 1).paged(at(16
                * 60), "ben", 1, 1);

        // 08:01 and 08:06 on a Monday in Zurich; 00:00 is 18:00 of the evening before in New York.
        assertThat(report().people()).extracting(PersonPages::person, PersonPages::zone, PersonPages::pages,
                PersonPages::messages, PersonPages::atNight).containsExactly(tuple("ada",
                        "Europe/Zurich", 2, 4, 0), tuple("ben", "America/New_York", 1, 1,
                                0));
        assertThat(report().people().getLast().hours().get(18)).isEqualTo(1);
    }

    @Test
    void shouldCountTheSameStepAgainWhenTheLadderStartsAgain() {
        planned("i1", "Errors").opened(at(0), "SEV2").paged(at(1), "ada", 1, 2).paged(at(30), "ada", 1, 1);

        assertThat(report().people()).singleElement().extracting(PersonPages::pages, PersonPages::messages)
                .containsExactly(2, 3);
    }

    @Test
    void shouldCountAClockAsMissedThatWasMetLateBeforeItsBreachWasSeen() {
        planned("i1", "Errors").opened(at(0), "SEV1").fact(at(20), FactKind.CLOCK_MET, "escalator", Map.of("phase",
                "respond", "severity", "SEV1", "startedAt", at(0).toString(), "lateByMillis", "300000"));

        assertThat(report().clocks()).containsExactly(new ClockFigures("respond", "SEV1", 0, 1, 0, 0, List.of("i1")));
    }

    @Test
    void shouldCountClocksAsKeptMissedRunningAndCancelled() {
        var first = planned("i1", "Errors").opened(at(0), "SEV1").clock("respond", at(0), minutes(15), Optional.of(at(
                10)));
        planned("i2", "Errors").opened(at(0), "SEV1").clock("respond", at(0), minutes(15), Optional.of(at(20)));
        planned("i3", "Errors").opened(at(0), "SEV1").clock("respond", at(0), minutes(15), Optional.empty());
        first.fact(at(1), FactKind.CLOCK_STARTED, "escalator", Map.of("phase", "mitigate,resolve", "severity", "SEV1",
                "mitigate", at(60).toString(), "resolve", at(99).toString()));
        first.fact(at(30), FactKind.CLOCK_CANCELLED, "escalator", Map.of("phase", "resolve", "severity", "SEV1"));
        // Met, then the mitigation failed: the clock runs on.
        first.fact(at(31), FactKind.CLOCK_MET, "escalator", Map.of("phase", "mitigate", "severity", "SEV1",
                "startedAt", at(1).toString()));
        first.fact(at(32), FactKind.CLOCK_RESUMED, "escalator", Map.of("phase", "mitigate", "severity", "SEV1"));

        assertThat(report().clocks()).containsExactly(new ClockFigures("respond", "SEV1", 1, 2, 0, 0, List.of("i2",
                "i3")), new ClockFigures("mitigate", "SEV1", 0, 0, 1, 0, List.of()), new ClockFigures("resolve", "SEV1",
                        0, 0, 0, 1, List.of()));
    }

    @Test
    void shouldNotMissAClockThatALowerSeverityGaveMoreTime() {
        var incident = planned("i1", "Errors").opened(at(0), "SEV1");
        incident.fact(at(0), FactKind.CLOCK_STARTED, "escalator", Map.of("phase", "resolve", "severity", "SEV1",
                "resolve", at(60).toString()));
        incident.fact(at(60), FactKind.CLOCK_BREACHED, "escalator", Map.of("phase", "resolve", "severity", "SEV1",
                "startedAt", at(0).toString()));
        incident.fact(at(61), FactKind.CLOCK_STARTED, "escalator", Map.of("phase", "resolve", "severity", "SEV3",
                "resolve", at(600).toString()));
        incident.fact(at(90), FactKind.CLOCK_MET, "escalator", Map.of("phase", "resolve", "severity", "SEV3",
                "startedAt", at(0).toString()));

        assertThat(report().clocks()).containsExactly(new ClockFigures("resolve", "SEV3", 1, 0, 0, 0, List.of()));
    }

    @Test
    void shouldAdviseALongerForWhereAnAlertFiresShortly() {
        var incident = planned("i1", "Errors").opened(at(0), "SEV2");
        incident.ceased(at(2)).refired(at(30)).ceased(at(32)).refired(at(60)).ceased(at(62)).refired(at(90));

        var flapper = report().flappers().getFirst();

        assertThat(flapper.firings()).isEqualTo(4);
        assertThat(flapper.firing()).isEqualTo(spread(3, 120, 120));
        assertThat(flapper.pause()).isEqualTo(spread(3, 28 * 60, 28 * 60));
        assertThat(flapper.advice()).extracting(Flapper.Advice::change).containsExactly(Change.FOR);
        assertThat(flapper.advice().getFirst().sentence()).contains("only 2 min");
    }

    @Test
    void shouldAdviseHysteresisWhereAnAlertComesBackSoon() {
        var incident = planned("i1", "Errors").opened(at(0), "SEV2");
        incident.ceased(at(20)).refired(at(25)).ceased(at(45)).refired(at(50)).ceased(at(70)).refired(at(75));
        var flaps = planned("i2", "Slow").opened(at(0), "SEV2");
        flaps.fact(at(1), FactKind.FLAPPING_STARTED, "source", Map.of("alert", flaps.identity()));

        assertThat(report().flappers()).extracting(Flapper::alert).containsExactly("Slow", "Errors");
        assertThat(report().flappers()).allSatisfy(flapper -> assertThat(flapper.advice()).extracting(
                Flapper.Advice::change).containsExactly(Change.HYSTERESIS));
    }

    @Test
    void shouldAdviseALongerQuietTimeWhereIncidentsAreReopened() {
        planned("i1", "Errors").opened(at(0), "SEV2").resolvedBySource(at(30)).reopened(at(40)).resolvedBySource(at(70))
                .reopened(at(80)).resolvedBySource(at(110));

        assertThat(report().flappers()).singleElement().satisfies(flapper -> {
            assertThat(flapper.reopenings()).isEqualTo(2);
            assertThat(flapper.advice()).extracting(Flapper.Advice::change).contains(Change.QUIET_TIME);
        });
    }

    @Test
    void shouldAdviseAnotherGroupKeyWhereManyIncidentsAreOpenAtOnce() {
        for (var number = 0; number < 5; number++) {
            planned("i" + number, "Errors").opened(at(number), "SEV2").resolvedBy(at(600), "ada");
        }

        assertThat(report().flappers()).singleElement().satisfies(flapper -> assertThat(flapper.advice()).extracting(
                Flapper.Advice::change).contains(Change.GROUP_KEY));
    }

    @Test
    void shouldListAsDebtOnlyWhatAlwaysResolvedShortlyWithoutAnybody() {
        for (var number = 0; number < 3; number++) {
            planned("debt" + number, "Blip").opened(at(100 * number), "SEV3").paged(at(100 * number + 1), "ada", 1, 1)
                    .resolvedBySource(at(100 * number + 5));
            planned("long" + number, "Long").opened(at(100 * number), "SEV3").resolvedBySource(at(100 * number
                    + (number == 1 ? 6 : 4)));
            var acted = planned("acted" + number, "Acted").opened(at(100 * number), "SEV3");
            if (number == 2) {
                acted.acknowledged(at(201), "ada");
            }
            acted.resolvedBySource(at(100 * number + 4));
            if (number < 2) {
                planned("few" + number, "Few").opened(at(100 * number), "SEV3").resolvedBySource(at(100 * number + 4));
            }
        }

        assertThat(report().debt()).containsExactly(new AlertDebt("Blip", "checkout", 3, 3, 300, List.of("debt0",
                "debt1", "debt2")));
    }

    @Test
    void shouldFindTheSameSymptomAgainAndAgain() {
        planned("i1", "Errors").opened(at(0), "SEV2").resolvedBy(at(10), "ada");
        planned("i2", "Errors").opened(at(60), "SEV2").resolvedBy(at(70), "ada");
        planned("i3", "Slow").opened(at(180), "SEV2").resolvedBy(at(190), "ada");

        assertThat(report().repeats()).containsExactly(new Repeat("checkout", "errors", "", 3, at(0), at(180), 90 * 60,
                List.of("i1", "i2", "i3")));
    }

    @Test
    void shouldSayFromWhenTheFiguresAreComplete() {
        planned("i1", "Errors").opened(at(0), "SEV2");

        assertThat(report(Optional.of(at(60))).complete()).isFalse();
        assertThat(report(Optional.of(at(60))).notes()).containsExactly(
                "The log has all facts only since 2026-10-12T07:00:00Z, so figures before that are too low.");
        assertThat(report(Optional.of(at(-60))).complete()).isTrue();
        assertThat(report(Optional.empty()).complete()).isTrue();
    }

    @Test
    void shouldLeaveOutIncidentsBeyondTheLimit() {
        var histories = new Histories(1);
        planned("i1", "Errors").opened(at(0), "SEV2");
        planned("i2", "Errors").opened(at(1), "SEV2");
        incidents.forEach(incident -> incident.facts.forEach(histories::accept));

        assertThat(histories.all()).hasSize(1);
        assertThat(histories.leftOut()).isEqualTo(1);
    }

    @Test
    void shouldNotLetASpreadsheetComputeWhatAnAlertSays() {
        var row = new Repeat("=cmd|' /C calc'!A1", "a \"b\", c", "", 2, at(0), at(1), 60, List.of("i1", "i2"));

        assertThat(RecordCsv.of(Repeat.class, List.of(row))).isEqualTo(
                "service,symptom,rule,times,first,last,medianGapSeconds,incidents\r\n"
                        + "'=cmd|' /C calc'!A1,\"a \"\"b\"\", c\",,2,2026-10-12T06:00:00Z,2026-10-12T06:01:00Z,60,i1 i2\r\n");
    }

    private PlannedIncident planned(String id, String alert) {
        var incident = new PlannedIncident(id, "checkout", "shop", "rule", "errors", alert);
        incidents.add(incident);
        return incident;
    }

    private Report report() {
        return report(Optional.empty());
    }

    private Report report(Optional<Instant> completeSince) {
        var histories = new Histories();
        incidents.stream().flatMap(incident -> incident.facts.stream()).filter(fact -> !fact.getAt().isBefore(WEEK
                .from())).sorted(Comparator.comparing(TimelineEntry::getAt)).forEach(histories::accept);
        incidents.forEach(incident -> histories.accept(incident.snapshot()));
        return Report.of(WEEK, new Report.Source(histories.all(), WEEK.factsUntil(WEEK.to().plus(Duration.ofDays(60))),
                completeSince, List.of()), true, GeneratedMonth.policy());
    }

    private static Spread spread(int count, long median, long p90) {
        return new Spread(count, Optional.of(median), Optional.of(p90));
    }

    private static Instant at(int minutes) {
        return MONDAY.plus(minutes(minutes));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
