package dev.tocsin.policy.read;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.schemas.incident.ClockKind;

/** Reads a deadline: a duration, or a mapping. */
final class DeadlineReader {

    private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?%");

    private final Map<String, BusinessCalendar> calendars;
    private final Findings findings;

    DeadlineReader(Map<String, BusinessCalendar> calendars, Findings findings) {
        this.calendars = calendars;
        this.findings = findings;
    }

    /** The clocks of a severity. */
    Map<ClockKind, Deadline> clocks(Section severity) {
        Map<ClockKind, Deadline> clocks = new EnumMap<>(ClockKind.class);
        severity.node("clocks").flatMap(node -> Section.of(node, SectionKind.CLOCKS, findings)).ifPresent(section -> {
            for (var phase : ClockKind.values()) {
                clock(section, phase.key()).ifPresent(deadline -> clocks.put(phase, deadline));
            }
        });
        return clocks;
    }

    private Optional<Deadline> clock(Section section, String key) {
        return section.node(key).flatMap(node -> node instanceof YamlNode.Mapping
                ? Section.of(node, SectionKind.CLOCK, findings).flatMap(it -> {
                    it.needed("within", "1d");
                    return within(it);
                })
                : DurationReader.positive(section, key, "15m").map(Deadline::of));
    }

    /** The keys {@code within}, {@code calendar} and {@code warn-at} of a section; empty without {@code within}. */
    Optional<Deadline> within(Section section) {
        var calendar = section.scalar("calendar", "office")
                .filter(it -> Names.isKnown(it, "calendar", calendars.keySet(), findings))
                .map(it -> calendars.get(it.text()));
        var warning = section.scalar("warn-at", "80%").flatMap(this::percent);
        return DurationReader.positive(section, "within", "1d").map(within -> new Deadline(within, calendar, warning));
    }

    private Optional<Integer> percent(Scalar scalar) {
        if (PERCENT.matcher(scalar.text()).matches()) {
            return Optional.of(Integer.parseInt(scalar.text().replace("%", "")));
        }
        findings.add(scalar.place(), "'warn-at' is not a percentage from 1% to 99%", "write something like 80%");
        return Optional.empty();
    }
}
