package dev.tocsin.policy.read;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.calendar.PublicHolidays;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads holidays: days, and countries with or without a region. */
final class HolidayReader {

    private static final String EXAMPLE = "[2026-12-25, {country: de, region: by}]";

    private final Times times;
    private final Findings findings;

    HolidayReader(Times times, Findings findings) {
        this.times = times;
        this.findings = findings;
    }

    Set<LocalDate> read(YamlNode node) {
        var holidays = new LinkedHashSet<LocalDate>();
        if (node instanceof YamlNode.Mapping) {
            country(node).ifPresent(holidays::addAll);
            return holidays;
        }
        var days = new ArrayList<Scalar>();
        var items = node instanceof YamlNode.Sequence list ? list.items() : List.<YamlNode>of();
        if (items.stream().noneMatch(YamlNode.Mapping.class::isInstance)) {
            days.addAll(Section.words(node, "'holidays'", EXAMPLE, findings));
        }
        for (var item : days.isEmpty() ? items : List.<YamlNode>of()) {
            if (item instanceof YamlNode.Mapping) {
                country(item).ifPresent(holidays::addAll);
            } else {
                days.addAll(Section.words(item, "'holidays'", EXAMPLE, findings));
            }
        }
        days.forEach(day -> times.day(day).ifPresent(holidays::add));
        return holidays;
    }

    private Optional<Set<LocalDate>> country(YamlNode node) {
        return Section.of(node, SectionKind.HOLIDAYS, findings).flatMap(section -> {
            var region = section.scalar("region", "by");
            return section.neededScalar("country", "de").flatMap(country -> {
                var known = PublicHolidays.of(country.text());
                if (known.isEmpty()) {
                    findings.add(country.place(), "unknown holidays for country '"
                            + Section.shortened(country.text()) + "'",
                            "write a two-letter country code, such as de, or list the days");
                }
                return known.filter(it -> region.isEmpty() || isRegion(it, region.get()))
                        .map(it -> it.days(region.map(Scalar::text)));
            });
        });
    }

    private boolean isRegion(PublicHolidays country, Scalar region) {
        var regions = country.regions();
        if (regions.contains(region.text().toLowerCase(java.util.Locale.ROOT))) {
            return true;
        }
        findings.add(region.place(), "unknown holidays for region '" + Section.shortened(region.text()) + "'",
                regions.isEmpty()
                        ? "remove it: all regions of the country share the same holidays"
                        : "write one of " + String.join(", ", regions));
        return false;
    }
}
