package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.model.Ladder.Seconds;
import dev.tocsin.policy.model.Ladder.Step;
import dev.tocsin.policy.yaml.YamlNode;

/** Reads whom a step of a ladder notifies: targets, or mappings with somebody primary and somebody behind. */
final class StepReader {

    private static final String WHAT = "a step";

    private final TargetNames targets;
    private final Conditions conditions;
    private final Findings findings;

    StepReader(Set<String> targets, Conditions conditions, Findings findings) {
        this.targets = new TargetNames(targets, findings);
        this.conditions = conditions;
        this.findings = findings;
    }

    Step read(Section section, Duration after) {
        var when = conditions.incident(section, "when").orElse(IncidentCondition.ALWAYS);
        var seconds = new ArrayList<Seconds>();
        var plain = new ArrayList<YamlNode>();
        section.needed("notify", "[on-call]").ifPresent(node -> {
            switch (node) {
                case YamlNode.Mapping mapping -> seconds(mapping).ifPresent(seconds::add);
                case YamlNode.Sequence list when list.items().stream().anyMatch(YamlNode.Mapping.class::isInstance) ->
                    list.items().forEach(item -> {
                        if (item instanceof YamlNode.Mapping) {
                            seconds(item).ifPresent(seconds::add);
                        } else {
                            plain.add(item);
                        }
                    });
                case YamlNode.Sequence list -> plain.add(list);
                case YamlNode.Scalar word -> plain.add(word);
            }
        });
        var notify = new ArrayList<String>();
        plain.forEach(node -> notify.addAll(targets.read(node, WHAT)));
        return new Step(after, notify, seconds, when);
    }

    private Optional<Seconds> seconds(YamlNode node) {
        return Section.of(node, SectionKind.SECONDS, findings).flatMap(section -> {
            var primary = section.needed("primary", "[dba]").map(it -> targets.read(it, "'primary'"));
            var secondary = section.needed("secondary", "[dba-backup]").map(it -> targets.read(it, "'secondary'"));
            section.needed("secondary-after", "5m");
            var after = DurationReader.positive(section, "secondary-after", "5m");
            return after.map(it -> new Seconds(primary.orElse(List.of()), secondary.orElse(List.of()), it));
        });
    }
}
