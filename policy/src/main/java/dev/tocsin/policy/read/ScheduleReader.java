package dev.tocsin.policy.read;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.oncall.Layer;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.oncall.ScheduleOverride;
import dev.tocsin.policy.oncall.Swap;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code schedules}. */
final class ScheduleReader {

    private static final String LAYERS = "[{people: [anna, ben], rotate: weekly, from: 2026-01-05}]";

    private final Set<String> targets;
    private final Map<String, BusinessCalendar> calendars;
    private final Times times;
    private final Findings findings;

    /**
     * A reader of schedules.
     *
     * @param targets
     *            names of all targets that are declared
     * @param calendars
     *            those that restrictions may name
     */
    ScheduleReader(Set<String> targets, Map<String, BusinessCalendar> calendars, Times times, Findings findings) {
        this.targets = targets;
        this.calendars = calendars;
        this.times = times;
        this.findings = findings;
    }

    Map<String, OnCall> read(YamlNode node) {
        Map<String, OnCall> schedules = new LinkedHashMap<>();
        for (var entry : Section.mapping(node, "'schedules'", findings).map(YamlNode.Mapping::entries)
                .orElse(List.of())) {
            var name = entry.key();
            Section.checkName(name, "schedule", findings);
            if (targets.contains(name.text())) {
                findings.add(name.place(), "schedule '" + name.text() + "' has the same name as a target",
                        "rename one of them: ladders refer to both by name");
            }
            Section.of(entry.value(), SectionKind.SCHEDULE, findings)
                    .ifPresent(section -> schedules.put(name.text(), schedule(name.text(), section)));
        }
        return schedules;
    }

    private Schedule schedule(String name, Section section) {
        var zone = times.zone(section);
        if (section.node("overrides").isEmpty()) {
            section.needed("layers", LAYERS);
        }
        var layers = new ArrayList<Layer>();
        var items = several(section, "layers", LAYERS);
        if (section.node("layers").isPresent() && items.isEmpty()) {
            findings.add(section.node("layers").get().place(), "a schedule has no layers", "add one, such as "
                    + LAYERS);
        }
        var reader = new LayerReader(this, calendars, times, findings);
        for (var item : items) {
            Section.of(item, SectionKind.LAYER, findings)
                    .flatMap(layer -> reader.read(layer, "layer " + (layers.size() + 1), zone)).ifPresent(layers::add);
        }
        return new Schedule(name, zone, layers, overrides(section, zone), swaps(section, zone));
    }

    private List<ScheduleOverride> overrides(Section section, ZoneId zone) {
        var overrides = new ArrayList<ScheduleOverride>();
        for (var item : several(section, "overrides", "[{people: [ben], from: 2026-12-24, until: 2026-12-27}]")) {
            Section.of(item, SectionKind.OVERRIDE, findings).ifPresent(override -> {
                var people = override.needed("people", "[ben]").map(node -> people(node, "an override"));
                var span = span(override, zone);
                if (people.isPresent() && span.isPresent()) {
                    overrides.add(new ScheduleOverride(people.get(), span.get().from(), span.get().until()));
                }
            });
        }
        return overrides;
    }

    private List<Swap> swaps(Section section, ZoneId zone) {
        var swaps = new ArrayList<Swap>();
        for (var item : several(section, "swaps", "[{between: [anna, ben], from: 2026-12-24, until: 2026-12-27}]")) {
            Section.of(item, SectionKind.SWAP, findings).ifPresent(swap -> {
                var node = swap.needed("between", "[anna, ben]");
                var people = node.map(it -> people(it, "a swap")).orElse(List.of());
                var span = span(swap, zone);
                if (people.size() == 2 && span.isPresent()) {
                    swaps.add(new Swap(people.get(0), people.get(1), span.get().from(), span.get().until()));
                } else if (node.isPresent() && people.size() != 2) {
                    findings.add(node.get().place(), "a swap needs two different people",
                            "write 'between: [anna, ben]'");
                }
            });
        }
        return swaps;
    }

    /** Some time of which both ends must be there. */
    private record Span(Instant from, Instant until) {}

    private Optional<Span> span(Section section, ZoneId zone) {
        section.needed("from", "2026-12-24");
        section.needed("until", "2026-12-27");
        var from = times.moment(section, "from", zone);
        var until = times.moment(section, "until", zone);
        ordered(section, from, until);
        return from.flatMap(begin -> until.map(end -> new Span(begin, end)));
    }

    void ordered(Section section, Optional<Instant> from, Optional<Instant> until) {
        if (from.isPresent() && until.isPresent() && !until.get().isAfter(from.get())) {
            findings.add(section.node("until").orElse(section.whole()).place(), "'until' must be after 'from'",
                    "write a later time, or remove it");
        }
    }

    /** Names of targets, each once; none is no mistake here. */
    List<String> people(YamlNode node, String what) {
        var people = new ArrayList<String>();
        for (Scalar word : Section.words(node, what, "[anna, ben]", findings)) {
            if (!Names.isKnown(word, "target", targets, findings)) {
                continue;
            }
            if (people.contains(word.text())) {
                findings.add(word.place(), "target '" + word.text() + "' is listed twice in " + what, "remove one");
            } else {
                people.add(word.text());
            }
        }
        return people;
    }

    /** A list of mappings; one mapping stands for a list of one. */
    private List<YamlNode> several(Section section, String key, String example) {
        return section.node(key).map(node -> node instanceof YamlNode.Mapping
                ? List.of(node)
                : Section.items(node, "'" + key + "'", example, findings)).orElse(List.of());
    }
}
