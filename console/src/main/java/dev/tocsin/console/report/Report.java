package dev.tocsin.console.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.policy.model.Policy;

/**
 * The figures of a period.
 *
 * @param from
 *            begin, inclusive
 * @param to
 *            end, exclusive
 * @param zone
 *            time zone of the days: the policy's
 * @param factsUntil
 *            until when facts count: at most 14 days after the end
 * @param completeSince
 *            from when the log has all facts; empty if nothing was ever deleted from it
 * @param complete
 *            whether the figures are of all facts of the period
 * @param notes
 *            why not, as sentences
 * @param teams
 *            teams of the period, for a filter
 * @param services
 *            services of the period, for a filter
 * @param severities
 *            severities of the period, most severe first
 * @param incidents
 *            the incidents that the figures name
 */
public record Report(Instant from, Instant to, String zone, Instant factsUntil, Optional<Instant> completeSince,
        boolean complete, List<String> notes, List<String> teams, List<String> services, List<String> severities,
        Totals totals, List<DayFigures> days, List<ResponseTimes> times, List<PersonPages> people,
        List<RuleNoise> rules, List<AlertNoise> alerts, List<Flapper> flappers, List<ClockFigures> clocks,
        List<Repeat> repeats, List<AlertDebt> debt, List<ListedIncident> incidents) {

    /**
     * What the log gave.
     *
     * @param incidents
     *            all incidents with a fact since the begin of the period, and those that stayed open without one
     * @param notes
     *            why they are not all, as sentences
     */
    record Source(Collection<IncidentHistory> incidents, Instant factsUntil, Optional<Instant> completeSince,
            List<String> notes) {}

    /**
     * Computes the figures.
     *
     * @param cleared
     *            whether who asks may read confidential incidents
     * @param policy
     *            in force: order of severities, time zones of people
     */
    static Report of(ReportQuery query, Source source, boolean cleared, Policy policy) {
        var scope = Scope.of(query, source.incidents(), cleared, policy);
        var groups = AlertGroup.of(scope);
        var people = PersonPages.of(scope);
        var openBefore = scope.incidents().stream().filter(incident -> incident.wasOpenAt(query.from())).map(
                IncidentHistory::id).sorted().toList();
        var notes = new ArrayList<>(source.notes());
        source.completeSince().filter(query.from()::isBefore).ifPresent(since -> notes.add(
                "The log has all facts only since " + since + ", so figures before that are too low."));
        var totals = Totals.of(scope, openBefore, people);
        var times = ResponseTimes.of(scope);
        var rules = RuleNoise.of(scope);
        var alerts = AlertNoise.of(groups);
        var flappers = Flapper.of(groups);
        var clocks = ClockFigures.of(scope);
        var repeats = Repeat.of(scope);
        var debt = AlertDebt.of(groups);
        var named = Stream.concat(totals.carriedInIncidents().stream(), Stream.of(times.stream().flatMap(row -> Stream
                .of(row.acknowledge(), row.mitigate(), row.resolve())).toList(), people, rules, alerts, flappers,
                clocks,
                repeats, debt).flatMap(List::stream).flatMap(row -> row.incidents().stream())).collect(Collectors
                        .toSet());
        return new Report(query.from(), query.to(), policy.practice().zone().getId(), source.factsUntil(), source
                .completeSince(), notes.isEmpty(), notes, choices(scope, source, IncidentHistory::team), choices(scope,
                        source, IncidentHistory::service), severities(scope, source), totals, DayFigures.of(scope),
                times, people, rules, alerts, flappers, clocks, repeats, debt, scope.incidents().stream().filter(
                        incident -> named.contains(incident.id())).map(incident -> ListedIncident
                                .of(incident, cleared)).toList());
    }

    private static List<String> choices(Scope scope, Source source,
            Function<IncidentHistory, String> facet) {
        return List.copyOf(ofPeriod(scope, source).map(facet).filter(text -> !text.isEmpty()).collect(Collectors
                .toCollection(TreeSet::new)));
    }

    private static List<String> severities(Scope scope, Source source) {
        return ofPeriod(scope, source).map(IncidentHistory::severity).filter(text -> !text.isEmpty()).distinct().sorted(
                scope.worstFirst()).toList();
    }

    private static Stream<IncidentHistory> ofPeriod(Scope scope, Source source) {
        return source.incidents().stream().filter(incident -> scope.responses(incident).findAny().isPresent() || scope
                .pages(incident).findAny().isPresent());
    }
}
