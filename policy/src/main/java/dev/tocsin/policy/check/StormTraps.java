package dev.tocsin.policy.check;

import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.model.StormRule;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of storms that are recognised only after their first pages, and of such that hide the worst incidents. */
final class StormTraps implements PolicyInspection {

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        var severities = file.policy().policy().severities();
        var worst = severities.getFirst().id();
        var except = file.policy().policy().handling().storms().stream()
                .collect(Collectors.toMap(StormRule::id, StormRule::except, (one, _) -> one));
        for (var storm : file.items("storms")) {
            var id = PolicyFile.scalar(storm, "id").map(Scalar::text).orElse("");
            if (PolicyFile.node(storm, "hold").isEmpty()) {
                warnings.add(PolicyFile.place(storm), "storm '" + id
                        + "' has no 'hold': incidents that begin before it is"
                        + " recognised page one by one", "add 'hold: 5s', by which first pages wait");
            }
            if (severities.size() > 1 && !except.getOrDefault(id, Set.of()).contains(worst)) {
                warnings.add(PolicyFile.place(storm), "storm '" + id + "' may absorb a " + worst,
                        "add 'except: [" + worst + "]'");
            }
        }
    }
}
