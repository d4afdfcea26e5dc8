package dev.tocsin.console.report;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.console.report.Scope.Paging;
import dev.tocsin.policy.oncall.Load;

/**
 * Pages of a person or team, by the hour of their day.
 *
 * @param person
 *            name of the target
 * @param zone
 *            time zone of the schedules that name them, else of the policy
 * @param pages
 *            steps of escalations that asked them
 * @param messages
 *            messages that these were sent by
 * @param atNight
 *            pages from 22:00 to 06:00, local
 * @param nights
 *            nights with at least one page
 * @param onWeekends
 *            pages on Saturdays and Sundays, local
 * @param hours
 *            pages by local hour, 24 numbers
 * @param incidents
 *            incidents of the pages at night, then of the others; newest first
 */
public record PersonPages(String person, String zone, int pages, int messages, int atNight, int nights, int onWeekends,
        List<Integer> hours, List<String> incidents) implements Named {

    private static final int HOURS = 24;

    public PersonPages {
        hours = List.copyOf(hours);
        incidents = List.copyOf(incidents);
    }

    /** A row for each target, the most often paged at night first. */
    static List<PersonPages> of(Scope scope) {
        return scope.pages().collect(Collectors.groupingBy(paging -> paging.page().target(), TreeMap::new, Collectors
                .toList())).entrySet().stream().map(each -> row(each.getKey(), each.getValue(), zone(scope, each
                        .getKey()))).sorted(Comparator.comparingInt(PersonPages::atNight).thenComparingInt(
                                PersonPages::pages).reversed().thenComparing(PersonPages::person)).toList();
    }

    private static ZoneId zone(Scope scope, String person) {
        var practice = scope.policy().practice();
        return practice.zoneOf(person).orElse(practice.zone());
    }

    private static PersonPages row(String person, List<Paging> pages, ZoneId zone) {
        var times = pages.stream().map(paging -> local(paging, zone)).toList();
        var nightly = times.stream().filter(time -> Load.isNight(time.toLocalTime())).toList();
        var byHour = times.stream().collect(Collectors.groupingBy(LocalDateTime::getHour, Collectors.summingInt(
                _ -> 1)));
        return new PersonPages(person, zone.getId(), pages.size(), pages.stream().mapToInt(paging -> paging.page()
                .messages()).sum(), nightly.size(), (int) nightly.stream().map(Load::eveningOf).distinct().count(),
                (int) times.stream().filter(time -> Load.isWeekend(time.getDayOfWeek())).count(), IntStream.range(0,
                        HOURS).mapToObj(hour -> byHour.getOrDefault(hour, 0)).toList(), Scope.named(pages.stream()
                                .sorted(Comparator.comparing((Paging paging) -> !Load.isNight(local(paging, zone)
                                        .toLocalTime())).thenComparing(paging -> paging.page().at(), Comparator
                                                .reverseOrder())).map(Paging::incident)));
    }

    private static LocalDateTime local(Paging paging, ZoneId zone) {
        return paging.page().at().atZone(zone).toLocalDateTime();
    }
}
