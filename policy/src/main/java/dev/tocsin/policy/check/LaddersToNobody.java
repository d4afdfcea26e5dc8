package dev.tocsin.policy.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of ladders without steps, and of targets without a channel that can page. */
final class LaddersToNobody implements PolicyInspection {

    /** A ladder of such a name pages nobody because its author wants it so. */
    private static final Set<String> MEANT = Set.of("nobody", "none", "silent", "no-one", "log-only");

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        empty(file, warnings);
        undelivered(file, warnings);
    }

    private static void empty(PolicyFile file, YamlProblems warnings) {
        var policy = file.policy().policy();
        var items = file.items("severities");
        for (int i = 0; i < items.size() - 1; i++) {
            var level = policy.severities().get(i);
            var item = items.get(i);
            if (pagesNobody(policy, level.ladder())) {
                warnings.add(PolicyFile.scalar(item, "ladder").map(Scalar::place).orElse(item.place()),
                        "severity '" + level.id() + "' pages nobody: its ladder '" + level.ladder() + "' has no step",
                        "add a step, or name the ladder 'nobody' if this is intended");
            }
        }
        var rules = file.items("rules");
        for (int i = 0; i < rules.size(); i++) {
            var rule = policy.rules().get(i);
            var item = rules.get(i);
            rule.ladder().filter(ladder -> pagesNobody(policy, ladder)).ifPresent(ladder -> warnings.add(
                    PolicyFile.scalar(item, "ladder").map(Scalar::place).orElse(item.place()),
                    "rule '" + rule.id() + "' pages nobody: its ladder '" + ladder + "' has no step",
                    "add a step, or name the ladder 'nobody' if this is intended"));
        }
    }

    private static boolean pagesNobody(Policy policy, String ladder) {
        return !MEANT.contains(ladder) && Optional.ofNullable(policy.ladders().get(ladder))
                .filter(known -> known.rungs().isEmpty()).isPresent();
    }

    private static void undelivered(PolicyFile file, YamlProblems warnings) {
        var policy = file.policy().policy();
        var paged = new HashSet<String>();
        policy.ladders().values().forEach(ladder -> ladder.rungs().forEach(rung -> rung.targets().forEach(
                name -> paged.addAll(Optional.ofNullable(policy.practice().schedules().get(name))
                        .map(OnCall::everybody).orElse(List.of(name))))));
        for (var entry : file.entries("targets")) {
            var target = policy.targets().get(entry.key().text());
            if (target == null || !paged.contains(target.name())) {
                continue;
            }
            var types = new ArrayList<String>();
            target.addresses().forEach(address -> types.add(policy.channels().get(address.channel()).type()));
            if (types.stream().noneMatch(LaddersToNobody::reachesPeople)) {
                warnings.add(entry.key().place(), "target '" + target.name() + "' is paged only through "
                        + String.join(", ", new HashSet<>(types)) + ", which cannot page a person",
                        "add an address on a channel of type " + String.join(", ", typesThatReachPeople()));
            }
        }
    }

    private static List<String> typesThatReachPeople() {
        return ChannelCatalogue.ids().stream().filter(LaddersToNobody::reachesPeople).toList();
    }

    private static boolean reachesPeople(String type) {
        return ChannelCatalogue.named(type).filter(ChannelType::reachesPeople).isPresent();
    }
}
