package dev.tocsin.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.tocsin.policy.model.Rule;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/**
 * Warns of silences and maintenance windows that may hide an incident of the highest severity. One that leaves out what its
 * senders call worst is taken as meant.
 */
final class HidingSilences implements PolicyInspection {

    private static final List<String> CALLED = List.of("severity", "level", "priority");
    private static final Set<String> WORST = Set.of("critical", "page", "fatal", "emergency", "disaster", "p0", "p1");

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        if (file.policy().policy().severities().size() < 2) {
            return;
        }
        var worst = file.policy().policy().severities().getFirst().id();
        var rules = file.policy().policy().rules().stream().filter(rule -> rule.severity().equals(worst)).toList();
        var silences = new ArrayList<>(file.items("silences"));
        silences.addAll(file.items("maintenance"));
        for (var silence : silences) {
            var parts = Logic.of(PolicyFile.scalar(silence, "when").map(Scalar::text));
            rules.stream().filter(rule -> mayHide(parts, rule)).findFirst().ifPresent(rule -> warnings.add(
                    PolicyFile.place(silence), name(silence) + " may hide a " + worst + " of rule '" + rule.id() + "'",
                    "exclude the most severe alerts, such as with severity!=\"critical\" in 'when'"));
        }
    }

    private static String name(YamlNode silence) {
        return "'" + PolicyFile.scalar(silence, "id").map(Scalar::text).orElse("") + "'";
    }

    private static boolean mayHide(List<Conjunction> silence, Rule rule) {
        return silence.stream().filter(hidden -> !leavesOutTheWorst(hidden))
                .anyMatch(hidden -> Logic.of(rule.when()).stream().anyMatch(each -> !each.excludes(hidden)));
    }

    /** It excludes one of the words expressly, or asks for a word that is none of them. */
    private static boolean leavesOutTheWorst(Conjunction hidden) {
        return CALLED.stream().anyMatch(label -> WORST.stream().allMatch(word -> hidden.refuses(label, word))
                || WORST.stream().anyMatch(word -> hidden.excludesWord(label, word)));
    }
}
