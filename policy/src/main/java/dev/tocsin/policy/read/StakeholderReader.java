package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.model.Stakeholder;
import dev.tocsin.policy.model.Stakeholder.Milestone;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the list {@code stakeholders}. */
final class StakeholderReader {

    private static final String EXAMPLE = "[{id: management, when: incident.rank == 1, notify: [lead], on: [declared]}]";
    private static final List<String> MILESTONES = Arrays.stream(Milestone.values()).map(Milestone::word).toList();

    /** What other systems call a milestone. The nearest spelling of some of them is another milestone. */
    private static final Map<String, Milestone> OTHER_WORDS = Map.of("opened", Milestone.DECLARED, "open",
            Milestone.DECLARED, "created", Milestone.DECLARED, "triggered", Milestone.DECLARED, "firing",
            Milestone.DECLARED, "acked", Milestone.ACKNOWLEDGED, "ack", Milestone.ACKNOWLEDGED, "escalated",
            Milestone.SEVERITY_CHANGED, "done", Milestone.RESOLVED);

    private final Conditions conditions;
    private final TargetNames targets;
    private final Findings findings;

    StakeholderReader(Conditions conditions, Set<String> targets, Findings findings) {
        this.conditions = conditions;
        this.targets = new TargetNames(targets, findings);
        this.findings = findings;
    }

    List<Stakeholder> read(Section policy) {
        var stakeholders = new ArrayList<Stakeholder>();
        var names = new Names("stakeholder", findings);
        for (var item : policy.items("stakeholders", EXAMPLE)) {
            Section.of(item, SectionKind.STAKEHOLDER, findings).ifPresent(section -> {
                var id = section.neededScalar("id", "management");
                id.ifPresent(names::give);
                var notify = section.needed("notify", "[lead]").map(node -> targets.read(node, "a stakeholder"));
                stakeholders.add(new Stakeholder(id.map(Scalar::text).orElse(""),
                        conditions.incident(section, "when").orElse(IncidentCondition.ALWAYS), notify.orElse(List.of()),
                        milestones(section)));
            });
        }
        return stakeholders;
    }

    private boolean isKnown(Scalar word) {
        var meant = OTHER_WORDS.get(word.text().toLowerCase(Locale.ROOT));
        if (meant == null) {
            return Names.isKnown(word, "milestone", MILESTONES, findings);
        }
        findings.add(word.place(), "unknown milestone '" + word.text() + "'", "write '" + meant.word() + "'");
        return false;
    }

    private Set<Milestone> milestones(Section section) {
        var milestones = EnumSet.noneOf(Milestone.class);
        section.needed("on", "[declared, resolved]");
        for (var word : section.words("on", "[declared, resolved]")) {
            if (isKnown(word)) {
                Arrays.stream(Milestone.values()).filter(it -> it.word().equals(word.text())).forEach(milestones::add);
            }
        }
        return milestones;
    }
}
