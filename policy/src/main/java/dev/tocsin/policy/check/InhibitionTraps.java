package dev.tocsin.policy.check;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.policy.suppress.Breadth;
import dev.tocsin.policy.suppress.Inhibition;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of inhibitions that any alert starts, and of such that never inhibit anything. */
final class InhibitionTraps implements PolicyInspection {

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        var inhibitions = file.policy().policy().handling().inhibitions().stream()
                .collect(Collectors.toMap(Inhibition::id, inhibition -> inhibition, (one, _) -> one));
        for (var item : file.items("inhibit")) {
            var inhibition = inhibitions.get(PolicyFile.scalar(item, "id").map(Scalar::text).orElse(""));
            if (inhibition == null) {
                continue;
            }
            var source = PolicyFile.scalar(item, "source");
            if (source.isPresent() && Breadth.isEverything(inhibition.source(), List.of(), Instant.EPOCH)) {
                warnings.add(source.get().place(), "any alert inhibits the targets of '" + inhibition.id() + "'",
                        "require a label value in 'source', such as alertname=\"ClusterDown\"");
            } else if (source.isPresent() && source.map(Scalar::text).equals(PolicyFile.scalar(item, "target")
                    .map(Scalar::text))) {
                warnings.add(source.get().place(), "'" + inhibition.id() + "' has no effect: its source and its"
                        + " target match the same alerts, and such alerts do not inhibit each other",
                        "let 'source' match the cause and 'target' the consequences");
            }
        }
    }
}
