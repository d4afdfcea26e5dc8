package dev.tocsin.policy.read;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.calendar.BusinessCalendar.Hours;
import dev.tocsin.policy.suppress.TimeWindow;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code calendars}. */
final class CalendarReader {

    private static final String HOURS = "[\"09:00-17:00\"]";

    private final Times times;
    private final Findings findings;

    CalendarReader(Times times, Findings findings) {
        this.times = times;
        this.findings = findings;
    }

    Map<String, BusinessCalendar> read(YamlNode node) {
        Map<String, BusinessCalendar> calendars = new LinkedHashMap<>();
        for (var entry : Section.mapping(node, "'calendars'", findings).map(YamlNode.Mapping::entries)
                .orElse(List.of())) {
            Section.checkName(entry.key(), "calendar", findings);
            Section.of(entry.value(), SectionKind.CALENDAR, findings)
                    .map(section -> calendar(entry.key().text(), section))
                    .ifPresent(calendar -> calendars.put(calendar.name(), calendar));
        }
        return calendars;
    }

    /** One with errors has working days and hours too, so that whoever names it is not in the wrong as well. */
    private BusinessCalendar calendar(String name, Section section) {
        var days = section.node("days").isEmpty()
                ? EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)
                : times.days(section, "days");
        var hours = hours(section);
        var holidays = new LinkedHashSet<LocalDate>();
        section.node("holidays").ifPresent(node -> holidays.addAll(new HolidayReader(times, findings).read(node)));
        section.node("days").filter(node -> node instanceof YamlNode.Sequence list && list.items().isEmpty())
                .ifPresent(node -> findings.add(node.place(), "a calendar has no days",
                        "list the working days, such as [mon, tue, wed, thu, fri]"));
        return new BusinessCalendar(name, times.zone(section), days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
                hours.isEmpty() ? List.of(new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)) : hours, holidays);
    }

    private List<Hours> hours(Section section) {
        section.needed("hours", HOURS);
        var hours = new ArrayList<Hours>();
        for (var word : section.words("hours", HOURS)) {
            hours(word).ifPresent(it -> {
                if (hours.stream().anyMatch(other -> overlap(it, other))) {
                    findings.add(word.place(), "hours overlap with other hours of the calendar", "merge them");
                } else {
                    hours.add(it);
                }
            });
        }
        section.node("hours").filter(node -> node instanceof YamlNode.Sequence list && list.items().isEmpty())
                .ifPresent(node -> findings.add(node.place(), "a calendar has no hours",
                        "write hours, such as " + HOURS + ", or \"00:00-24:00\" for whole days"));
        hours.sort(Comparator.comparing(Hours::from));
        return hours;
    }

    private Optional<Hours> hours(Scalar word) {
        var ends = word.text().split("-", -1);
        var from = ends.length == 2 ? TimeWindow.timeOfDay(ends[0].strip()) : Optional.<LocalTime>empty();
        var to = ends.length == 2 ? TimeWindow.timeOfDay(ends[1].strip()) : Optional.<LocalTime>empty();
        if (from.isEmpty() || to.isEmpty() || ends[0].strip().startsWith("24")) {
            findings.add(word.place(), "'" + Section.shortened(word.text()) + "' is not a range of hours",
                    "write something like \"09:00-17:00\"");
            return Optional.empty();
        }
        if (!to.get().equals(LocalTime.MIDNIGHT) && !to.get().isAfter(from.get())) {
            findings.add(word.place(), "hours end before they begin",
                    "write two ranges, such as \"22:00-24:00\" and \"00:00-06:00\"");
            return Optional.empty();
        }
        return Optional.of(new Hours(from.get(), to.get()));
    }

    private static boolean overlap(Hours one, Hours other) {
        return one.from().toSecondOfDay() < end(other) && other.from().toSecondOfDay() < end(one);
    }

    private static long end(Hours hours) {
        return hours.from().toSecondOfDay() + hours.length().toSeconds();
    }
}
