package dev.tocsin.policy.read;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.oncall.Restriction;
import dev.tocsin.policy.suppress.TimeWindow;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads {@code only}, {@code during} and {@code outside}: the hours of a layer, of a contact rule and of quiet hours. */
final class RestrictionReader {

    private final Map<String, BusinessCalendar> calendars;
    private final Times times;
    private final Findings findings;

    /**
     * A reader of hours.
     *
     * @param calendars
     *            those that {@code during} and {@code outside} may name
     */
    RestrictionReader(Map<String, BusinessCalendar> calendars, Times times, Findings findings) {
        this.calendars = calendars;
        this.times = times;
        this.findings = findings;
    }

    /**
     * All that the section names.
     *
     * @param zone
     *            of times of day
     */
    List<Restriction> read(Section section, ZoneId zone) {
        var restrictions = new ArrayList<Restriction>();
        var windows = new ArrayList<TimeWindow>();
        section.node("only").ifPresent(node -> {
            var items = node instanceof YamlNode.Mapping
                    ? List.of(node)
                    : Section.items(node, "'only'", "[{days: [mon], from: \"08:00\", to: \"20:00\"}]", findings);
            items.forEach(item -> Section.of(item, SectionKind.HOURS, findings)
                    .flatMap(window -> window(window, zone)).ifPresent(windows::add));
            if (items.isEmpty()) {
                findings.add(node.place(), "'only' has no hours",
                        "write days and hours, such as {days: [sat, sun], from: \"00:00\", to: \"24:00\"}");
            }
        });
        if (!windows.isEmpty()) {
            restrictions.add(new Restriction.Within(windows));
        }
        calendar(section, "during").ifPresent(it -> restrictions.add(new Restriction.WhileWorking(it, true)));
        calendar(section, "outside").ifPresent(it -> restrictions.add(new Restriction.WhileWorking(it, false)));
        return restrictions;
    }

    private Optional<TimeWindow> window(Section section, ZoneId zone) {
        var days = times.days(section, "days");
        var from = section.node("from").isEmpty() && section.node("to").isEmpty()
                ? TimeWindow.timeOfDay("00:00")
                : times.timeOfDay(section, "from");
        var to = section.node("from").isEmpty() && section.node("to").isEmpty()
                ? TimeWindow.timeOfDay("24:00")
                : times.timeOfDay(section, "to");
        return from.flatMap(start -> to.map(end -> new TimeWindow(days, start, end, zone)));
    }

    private Optional<BusinessCalendar> calendar(Section section, String key) {
        return section.scalar(key, "office")
                .filter(it -> Names.isKnown(it, "calendar", calendars.keySet(), findings))
                .map(it -> calendars.get(it.text()));
    }
}
