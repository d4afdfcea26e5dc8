package dev.tocsin.policy.check;

import java.util.List;
import java.util.function.Function;

import dev.tocsin.policy.condition.ConditionDoubts;
import dev.tocsin.policy.condition.Doubt;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of conditions that mean something else than they seem to say, or that fail whenever they are asked. */
final class SuspectConditions implements PolicyInspection {

    private static final List<String> OVER_ALERTS = List.of("rules", "silences", "maintenance", "inhibit");
    private static final List<String> OVER_INCIDENTS = List.of("stakeholders", "plans", "ladders");
    private static final List<String> KEYS = List.of("when", "source", "target");

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        var zone = file.policy().policy().practice().zone();
        OVER_ALERTS.forEach(section -> PolicyFile.node(file.root(), section)
                .ifPresent(node -> conditions(node, when -> ConditionDoubts.ofAlert(when, zone), warnings)));
        OVER_INCIDENTS.forEach(section -> PolicyFile.node(file.root(), section)
                .ifPresent(node -> conditions(node, when -> ConditionDoubts.ofIncident(when, zone), warnings)));
    }

    private static void conditions(YamlNode node, Function<String, List<Doubt>> doubts, YamlProblems warnings) {
        switch (node) {
            case Mapping mapping -> mapping.entries().forEach(entry -> {
                if (KEYS.contains(entry.key().text()) && entry.value() instanceof Scalar when) {
                    doubts.apply(when.text()).forEach(doubt -> warnings.add(when.at(doubt.character()),
                            doubt.problem(), doubt.writeInstead()));
                } else {
                    conditions(entry.value(), doubts, warnings);
                }
            });
            case Sequence sequence -> sequence.items().forEach(item -> conditions(item, doubts, warnings));
            case Scalar _ -> {
            }
        }
    }
}
