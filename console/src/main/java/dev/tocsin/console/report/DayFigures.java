package dev.tocsin.console.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One day of the period.
 *
 * @param day
 *            date in the time zone of the policy
 * @param opened
 *            rounds that began on it, by severity, most severe first
 * @param pages
 *            pages on it
 */
public record DayFigures(String day, List<SeverityCount> opened, int pages) {

    public DayFigures {
        opened = List.copyOf(opened);
    }

    /** A number of rounds of a severity. */
    public record SeverityCount(String severity, int count) {}

    /** Every day that the period touches, also those on which nothing happened. */
    static List<DayFigures> of(Scope scope) {
        var zone = scope.policy().practice().zone();
        var opened = scope.responses().collect(Collectors.groupingBy(each -> day(each.startedAt(), zone)));
        var pages = scope.pages().collect(Collectors.groupingBy(each -> day(each.page().at(), zone), Collectors
                .summingInt(_ -> 1)));
        var last = day(scope.query().to().minusMillis(1), zone);
        return day(scope.query().from(), zone).datesUntil(last.plusDays(1)).map(day -> new DayFigures(day.toString(),
                counts(opened.getOrDefault(day, List.of()), scope), pages.getOrDefault(day, 0))).toList();
    }

    private static List<SeverityCount> counts(List<Scope.Response> some, Scope scope) {
        Map<String, Integer> bySeverity = new TreeMap<>(scope.worstFirst());
        some.forEach(each -> bySeverity.merge(each.round().severity(), 1, Integer::sum));
        return bySeverity.entrySet().stream().map(each -> new SeverityCount(each.getKey(), each.getValue())).toList();
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }
}
