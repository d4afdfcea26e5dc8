package dev.tocsin.policy.read;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.oncall.Layer;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads one layer of a schedule. */
final class LayerReader {

    private final ScheduleReader schedules;
    private final Times times;
    private final TurnsReader turns;
    private final RestrictionReader hours;
    private final Findings findings;

    LayerReader(ScheduleReader schedules, Map<String, BusinessCalendar> calendars, Times times, Findings findings) {
        this.schedules = schedules;
        this.hours = new RestrictionReader(calendars, times, findings);
        this.times = times;
        this.turns = new TurnsReader(times, findings);
        this.findings = findings;
    }

    /**
     * The layer.
     *
     * @param position
     *            what to call it when it has no name
     */
    Optional<Layer> read(Section section, String position, ZoneId zone) {
        var name = section.scalar("name", "weekdays").map(Scalar::text).orElse(position);
        var crews = section.needed("people", "[anna, ben]").map(this::crews).orElse(List.of());
        var from = times.moment(section, "from", zone);
        var until = times.moment(section, "until", zone);
        schedules.ordered(section, from, until);
        var rotation = turns.read(section, crews.size(), zone);
        var restrictions = hours.read(section, zone);
        if (crews.isEmpty() || rotation.isEmpty()) {
            return Optional.empty();
        }
        var begin = rotation.get().begin().or(() -> from);
        return Optional.of(new Layer(name, crews, rotation.get().turns(), rotation.get().firstTurn(), begin, until,
                restrictions));
    }

    /** One name is a crew of one, a list within the list a crew that is on call together, an empty one nobody. */
    private List<List<String>> crews(YamlNode node) {
        var crews = new ArrayList<List<String>>();
        var items = node instanceof Scalar
                ? List.of(node)
                : Section.items(node, "'people'", "[anna, ben]", findings);
        items.forEach(item -> crews.add(schedules.people(item, "a layer")));
        if (crews.stream().allMatch(List::isEmpty)) {
            if (items.isEmpty() || items.stream().allMatch(LayerReader::isEmptyList)) {
                findings.add(node.place(), "a layer has no people", "list who takes turns, such as [anna, ben]");
            }
            return List.of();
        }
        return crews;
    }

    private static boolean isEmptyList(YamlNode node) {
        return node instanceof YamlNode.Sequence list && list.items().isEmpty();
    }
}
