package dev.tocsin.console.report;

import static dev.tocsin.console.report.GeneratedMonth.FROM;
import static dev.tocsin.console.report.GeneratedMonth.TO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.tocsin.console.report.PlannedIncident.PlannedPage;
import dev.tocsin.console.report.PlannedIncident.PlannedRound;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.model.Policy;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reports of a made-up month against figures counted from its plan, by plain loops that share nothing with the reports: local times
 * come from a table of offsets, percentiles from the definition.
 */
class GeneratedMonthTest {

    private static final Policy POLICY = GeneratedMonth.policy();
    private static final Instant NOW = Instant.parse("2026-12-20T12:00:00Z");
    private static final Instant SUMMER_ENDS_IN_EUROPE = Instant.parse("2026-10-25T01:00:00Z");
    private static final Instant SUMMER_ENDS_IN_AMERICA = Instant.parse("2026-11-01T06:00:00Z");
    private static final int HALF_HOUR = 30 * 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldMeasureTimesAsCountedFromThePlan(long seed) {
        var month = new GeneratedMonth(seed, 300);
        var report = report(month, ReportQuery.of(FROM, TO), true);

        for (var row : report.times()) {
            Predicate<PlannedIncident> isOfTeam = incident -> !row.by().equals("team") || incident.team.equals(row
                    .name());
            Predicate<PlannedRound> isOfSeverity = round -> !row.by().equals("severity") || round.severity.equals(row
                    .name());
            var rounds = new ArrayList<PlannedRound>();
            for (var incident : month.incidents) {
                for (var round : incident.rounds) {
                    if (isInMonth(round.start) && isOfTeam.test(incident) && isOfSeverity.test(round)) {
                        rounds.add(round);
                    }
                }
            }
            assertThat(row.responses()).as(row.by() + " " + row.name()).isEqualTo(rounds.size());
            var own = rounds.stream().filter(round -> !round.inherited).toList();
            check(row.acknowledge(), own, round -> known(round.acknowledged, round.start));
            check(row.mitigate(), rounds, round -> known(round.mitigated == null
                    ? round.resolved
                    : round.mitigated, round.start));
            check(row.resolve(), rounds, round -> known(round.resolved, round.start));
        }
        assertThat(report.times()).extracting(ResponseTimes::by).contains("all", "severity", "team");
        assertThat(report.times().getFirst().responses()).isGreaterThan(250);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldCountThePagesOfEachPersonInTheirTimeZone(long seed) {
        var month = new GeneratedMonth(seed, 300);
        var report = report(month, ReportQuery.of(FROM, TO), true);

        var people = new TreeMap<String, List<PlannedPage>>();
        month.incidents.forEach(incident -> incident.pages.stream().filter(page -> isInMonth(page.at())).forEach(
                page -> people.computeIfAbsent(page.person(), _ -> new ArrayList<>()).add(page)));
        assertThat(report.people()).extracting(PersonPages::person).containsExactlyInAnyOrderElementsOf(people
                .keySet());
        for (var row : report.people()) {
            var hours = new int[24];
            var atNight = 0;
            var nights = new HashSet<Long>();
            var weekends = 0;
            var messages = 0;
            for (var page : people.get(row.person())) {
                var local = page.at().getEpochSecond() + offset(row.person(), page.at());
                var hour = (int) Math.floorMod(local / 3_600, 24L);
                hours[hour]++;
                messages += page.messages();
                if (hour >= 22 || hour < 6) {
                    atNight++;
                    // Noon to noon is one night.
                    nights.add(Math.floorDiv(local - 12 * 3_600, 24 * 3_600L));
                }
                // 1 January 1970 was a Thursday.
                var weekday = Math.floorMod(Math.floorDiv(local, 24 * 3_600L) + 3, 7L);
                weekends += weekday >= 5 ? 1 : 0;
            }
            assertThat(row).as(row.person()).extracting(PersonPages::pages, PersonPages::messages,
                    PersonPages::atNight, PersonPages::nights, PersonPages::onWeekends).containsExactly(people.get(row
                            .person()).size(), messages, atNight, nights.size(), weekends);
            assertThat(row.hours()).isEqualTo(IntStream.of(hours).boxed().toList());
        }
        assertThat(report.totals().pages()).isEqualTo(people.values().stream().mapToInt(List::size).sum());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldCountDaysClocksRulesAlertsAndRepeats(long seed) {
        var month = new GeneratedMonth(seed, 300);
        var report = report(month, ReportQuery.of(FROM, TO), true);

        var days = new int[31];
        var clocks = new TreeMap<String, int[]>();
        var rules = new TreeMap<String, int[]>();
        var alerts = new TreeMap<String, Integer>();
        var repeats = new TreeMap<String, Integer>();
        for (var incident : month.incidents) {
            for (var round : incident.rounds) {
                if (isInMonth(round.start)) {
                    days[(int) ((round.start.getEpochSecond() + offset("ada", round.start) - FROM.getEpochSecond() - 2
                            * 3_600) / (24 * 3_600))]++;
                    rules.computeIfAbsent(incident.rule, _ -> new int[2])[0]++;
                    rules.get(incident.rule)[1] += round.acted ? 1 : 0;
                    repeats.merge(incident.service + "/" + (incident.symptom.isEmpty()
                            ? incident.rule
                            : incident.symptom), 1, Integer::sum);
                }
            }
            incident.clocks.stream().filter(clock -> isInMonth(clock.startedAt())).forEach(clock -> clocks
                    .computeIfAbsent(clock.phase() + "/" + clock.severity(), _ -> new int[2])[clock.missed()
                            ? 1
                            : 0]++);
            incident.firings.stream().filter(GeneratedMonthTest::isInMonth).forEach(_ -> alerts.merge(incident.alert
                    + " of " + incident.service, 1, Integer::sum));
        }
        assertThat(report.days()).hasSize(31).extracting(day -> day.opened().stream().mapToInt(
                DayFigures.SeverityCount::count).sum()).containsExactlyElementsOf(IntStream.of(days).boxed().toList());
        assertThat(report.clocks()).hasSize(clocks.size()).allSatisfy(row -> assertThat(new int[]{row.kept(), row
                .missed()}).as(row.phase() + row.severity()).isEqualTo(clocks.get(row.phase() + "/" + row
                        .severity())));
        assertThat(report.rules()).filteredOn(row -> row.responses() > 0).hasSize(rules.size()).allSatisfy(
                row -> assertThat(new int[]{row.responses(), row.actedOn()}).isEqualTo(rules.get(row.rule())));
        assertThat(report.alerts()).hasSize(alerts.size()).allSatisfy(row -> assertThat(row.firings()).isEqualTo(alerts
                .get(row.alert() + " of " + row.service())));
        assertThat(report.repeats()).allSatisfy(row -> assertThat(row.times()).isEqualTo(repeats.get(row.service() + "/"
                + (row.symptom().isEmpty() ? row.rule() : row.symptom()))));
        assertThat(report.repeats()).hasSize((int) repeats.values().stream().filter(times -> times > 1).count());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldCountWhatCrossesTheBorders(long seed) {
        var month = new GeneratedMonth(seed, 300);
        var report = report(month, ReportQuery.of(FROM, TO), true);

        var before = new TreeSet<String>();
        var open = 0;
        var reopened = 0;
        var merged = 0;
        for (var incident : month.incidents) {
            for (var round : incident.rounds) {
                if (round.start.isBefore(FROM) && (round.resolved == null || !round.resolved.isBefore(FROM))) {
                    before.add(incident.id);
                }
                open += isInMonth(round.start) && !round.merged && known(round.resolved, round.start).isEmpty() ? 1 : 0;
                merged += isInMonth(round.start) && round.merged ? 1 : 0;
            }
            reopened += (int) incident.rounds.stream().skip(1).filter(round -> isInMonth(round.start)).count();
        }
        var touched = new TreeSet<>(before);
        touched.removeIf(id -> month.facts(FROM, TO.plus(ReportQuery.AFTERMATH)).stream().noneMatch(fact -> fact
                .getIncidentId().equals(id)));
        assertThat(touched).isNotEmpty();
        assertThat(report.totals().carriedInIncidents()).containsExactlyElementsOf(touched);
        assertThat(report.totals()).extracting(Totals::open, Totals::reopened, Totals::merged).containsExactly(open,
                reopened, merged);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldGiveTheSameFiguresWhateverPartitionIsReadFirst(long seed) {
        var month = new GeneratedMonth(seed, 200);
        var query = ReportQuery.of(FROM, TO);
        var facts = month.facts(FROM, query.factsUntil(NOW));

        var services = new ArrayList<>(facts.stream().map(TimelineEntry::getServiceKey).distinct().toList());
        Collections.shuffle(services, new Random(seed));
        var histories = new Histories();
        services.forEach(service -> facts.stream().filter(fact -> fact.getServiceKey().equals(service)).forEach(
                histories::accept));
        month.incidents.reversed().stream().map(PlannedIncident::snapshot).forEach(histories::accept);

        var other = Report.of(query, new Report.Source(histories.all(), query.factsUntil(NOW), Optional.empty(), List
                .of()), true, POLICY);
        var report = report(month, query, true);
        assertThat(other.times()).extracting(row -> row.acknowledge().times()).isEqualTo(report.times().stream().map(
                row -> row.acknowledge().times()).toList());
        assertThat(other.people()).isEqualTo(report.people());
        assertThat(other.clocks()).extracting(ClockFigures::kept, ClockFigures::missed).isEqualTo(report.clocks()
                .stream().map(row -> Tuple.tuple(row.kept(), row.missed())).toList());
        assertThat(other.totals()).isEqualTo(report.totals());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldFilterByTeamServiceAndSeverity(long seed) {
        var month = new GeneratedMonth(seed, 300);
        var report = report(month, new ReportQuery(FROM, TO, Optional.of("Shop"), Optional.of("checkout"), List.of(
                "sev1", "SEV2")), true);

        var expected = 0;
        for (var incident : month.incidents) {
            var last = lastKnownSeverity(incident);
            for (var round : incident.rounds) {
                expected += isInMonth(round.start) && incident.service.equals("checkout") && !last.equals("SEV3")
                        ? 1
                        : 0;
            }
        }
        assertThat(report.times().getFirst().responses()).isEqualTo(expected).isPositive();
        assertThat(report.services()).contains("search");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldHideWhatConfidentialIncidentsAreAbout(long seed) {
        var month = new GeneratedMonth(seed, 300);
        var report = report(month, ReportQuery.of(FROM, TO), false);
        var whole = report(month, ReportQuery.of(FROM, TO), true);

        var secrets = month.incidents.stream().filter(incident -> incident.confidential).map(incident -> incident.id)
                .toList();
        assertThat(report.rules()).noneMatch(row -> row.incidents().stream().anyMatch(secrets::contains));
        assertThat(report.alerts()).noneMatch(row -> row.incidents().stream().anyMatch(secrets::contains));
        assertThat(report.repeats()).noneMatch(row -> row.incidents().stream().anyMatch(secrets::contains));
        assertThat(report.incidents()).filteredOn(each -> secrets.contains(each.id())).isNotEmpty().allSatisfy(
                each -> assertThat(each.title()).isEqualTo("Confidential incident"));
        assertThat(report.times()).isEqualTo(whole.times());
        assertThat(report.totals().confidential()).isPositive();
    }

    private static Report report(GeneratedMonth month, ReportQuery query, boolean cleared) {
        return Report.of(query, new Report.Source(month.read(query, NOW).all(), query.factsUntil(NOW), Optional
                .empty(), List.of()), cleared, POLICY);
    }

    private static boolean isInMonth(Instant at) {
        return !at.isBefore(FROM) && at.isBefore(TO);
    }

    /** A severity counts as it was 14 days after the month. */
    private static String lastKnownSeverity(PlannedIncident incident) {
        return incident.rounds.stream().filter(round -> !round.start.isAfter(TO.plus(ReportQuery.AFTERMATH))).reduce((_,
                later) -> later).orElseThrow().severity;
    }

    /** What happened until 14 days after the month counts. */
    private static Optional<Duration> known(Instant at, Instant start) {
        return Optional.ofNullable(at).filter(moment -> !moment.isAfter(TO.plus(ReportQuery.AFTERMATH))).map(
                moment -> Duration.between(start, moment));
    }

    private static long offset(String person, Instant at) {
        return switch (person) {
            case "ben" -> at.isBefore(SUMMER_ENDS_IN_AMERICA) ? -4 * 3_600 : -5 * 3_600;
            case "chiara" -> 5 * 3_600 + HALF_HOUR;
            default -> at.isBefore(SUMMER_ENDS_IN_EUROPE) ? 2 * 3_600 : 3_600;
        };
    }

    private static void check(ResponseTimes.Phase phase, List<PlannedRound> rounds,
            Function<PlannedRound, Optional<Duration>> time) {
        var times = new ArrayList<Double>();
        var open = 0;
        var never = 0;
        for (var round : rounds) {
            var took = time.apply(round);
            if (took.isPresent()) {
                times.add(took.get().toMillis() / 1_000.0);
            } else if (!round.merged && known(round.resolved, round.start).isEmpty()) {
                open++;
            } else {
                never++;
            }
        }
        Collections.sort(times);
        assertThat(phase.times().count()).isEqualTo(times.size());
        assertThat(phase.open()).isEqualTo(open);
        assertThat(phase.never()).isEqualTo(never);
        if (!times.isEmpty()) {
            assertThat(phase.times().medianSeconds()).hasValue(percentile(times, 0.5));
            assertThat(phase.times().p90Seconds()).hasValue(percentile(times, 0.9));
        }
    }

    /** Hyndman and Fan's type 7: what a spreadsheet's PERCENTILE computes. */
    private static long percentile(List<Double> sorted, double part) {
        var place = (sorted.size() - 1) * part;
        var low = sorted.get((int) Math.floor(place));
        var high = sorted.get((int) Math.ceil(place));
        return Math.round(low + (high - low) * (place - Math.floor(place)));
    }
}
