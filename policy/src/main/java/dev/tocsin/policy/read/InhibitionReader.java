package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.List;

import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.suppress.Inhibition;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the list {@code inhibit}. */
final class InhibitionReader {

    private static final List<String> ALONG = List.of("dependencies");

    private final Conditions conditions;
    private final Findings findings;

    InhibitionReader(Conditions conditions, Findings findings) {
        this.conditions = conditions;
        this.findings = findings;
    }

    List<Inhibition> read(Section policy) {
        var inhibitions = new ArrayList<Inhibition>();
        var names = new Names("inhibition", findings);
        for (var item : policy.items("inhibit", "[{id: cluster-down, source: ..., target: ..., equal: [cluster]}]")) {
            Section.of(item, SectionKind.INHIBITION, findings).ifPresent(section -> {
                var id = section.neededScalar("id", "cluster-down");
                id.ifPresent(names::give);
                section.needed("source", "alertname=\"ClusterDown\"");
                section.needed("target", "severity=~\"warning|info\"");
                var source = conditions.alert(section, "source").orElse(Condition.ALWAYS);
                var target = conditions.alert(section, "target").orElse(Condition.ALWAYS);
                var equal = section.words("equal", "[cluster]");
                var along = section.scalar("along", "dependencies")
                        .filter(word -> Names.isOneOf(word, "along", ALONG, findings));
                inhibitions.add(new Inhibition(id.map(Scalar::text).orElse(""), source, target,
                        equal.stream().map(Scalar::text).toList(), along.isPresent()));
            });
        }
        return inhibitions;
    }
}
