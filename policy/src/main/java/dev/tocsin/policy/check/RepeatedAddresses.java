package dev.tocsin.policy.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/**
 * Warns of steps that name somebody new, whose addresses are all addresses that earlier steps paged: the step escalates to
 * the same inbox or telephone. Steps that name a schedule are not judged, since who it has on call changes.
 */
final class RepeatedAddresses implements PolicyInspection {

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        var policy = file.policy().policy();
        for (var entry : file.entries("ladders")) {
            var ladder = policy.ladders().get(entry.key().text());
            if (ladder != null) {
                steps(policy, ladder, entry.key(), warnings);
            }
        }
    }

    private static void steps(Policy policy, Ladder ladder, Scalar name, YamlProblems warnings) {
        var names = new HashSet<String>();
        var paged = new HashSet<Target.Address>();
        var number = 0;
        for (var rung : ladder.rungs()) {
            number++;
            var added = rung.targets().stream().filter(target -> !names.contains(target)).toList();
            var addresses = addresses(policy, added);
            if (!paged.isEmpty() && !addresses.isEmpty() && paged.containsAll(addresses)
                    && added.stream().allMatch(policy.targets()::containsKey)) {
                warnings.add(name.place(), "step " + number + " of ladder '" + ladder.name()
                        + "' reaches only addresses"
                        + " that an earlier step pages: " + written(addresses),
                        "give " + String.join(" and ", added) + " another address, or notify somebody else");
            }
            names.addAll(rung.targets());
            paged.addAll(addresses(policy, rung.targets()));
        }
    }

    private static Set<Target.Address> addresses(Policy policy, List<String> targets) {
        var addresses = new HashSet<Target.Address>();
        targets.forEach(target -> {
            var known = policy.targets().get(target);
            if (known != null) {
                addresses.addAll(known.addresses());
            }
        });
        return addresses;
    }

    private static String written(Set<Target.Address> addresses) {
        var words = new ArrayList<String>();
        addresses.forEach(address -> words.add((address.channel() + " " + address.address()).strip()));
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}
