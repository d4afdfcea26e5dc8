package dev.tocsin.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of rules that never match, because an earlier one matches all their alerts or they contradict themselves. */
final class UnreachableRules implements PolicyInspection {

    private record Placed(String id, SourcePosition place, List<Conjunction> when) {

        boolean covers(Placed later) {
            return later.when.stream().allMatch(each -> when.stream().anyMatch(mine -> mine.covers(each)));
        }
    }

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        var earlier = new ArrayList<Placed>();
        var items = file.items("rules");
        var rules = file.policy().policy().rules();
        for (int i = 0; i < items.size(); i++) {
            var rule = new Placed(rules.get(i).id(), PolicyFile.place(items.get(i)), Logic.of(rules.get(i).when()));
            if (rule.when.stream().allMatch(Conjunction::isImpossible)) {
                warnings.add(rule.place, "rule '" + rule.id + "' never matches: it requires two values of one label",
                        "write alternatives with =~\"one|other\", or remove the rule");
                continue;
            }
            covering(rule, earlier).ifPresent(first -> warnings.add(rule.place, "rule '" + rule.id
                    + "' is never reached: '" + first.id + "' in line " + first.place.line()
                    + " matches all its alerts",
                    "move it above '" + first.id + "', or remove it"));
            earlier.add(rule);
        }
        PolicyFile.node(file.root(), "fallback").ifPresent(fallback -> {
            var last = new Placed("fallback", fallback.place(), Logic.of(Optional.empty()));
            covering(last, earlier).ifPresent(first -> warnings.add(last.place,
                    "the fallback is never reached: '" + first.id + "' in line " + first.place.line()
                            + " matches all alerts",
                    "remove one of the two"));
        });
    }

    private static Optional<Placed> covering(Placed rule, List<Placed> earlier) {
        return earlier.stream().filter(each -> each.covers(rule)).findFirst();
    }
}
