package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Entry;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;
import dev.tocsin.policy.yaml.YamlProblems;

/**
 * Keys that an earlier release called by another name. A policy with the old name is read as if it had the new one, because
 * published versions stay on their topic for ever; {@code tocsin check} warns with the new name.
 */
public final class RenamedKeys {

    /** New name by old name, in the mapping at the top. */
    private static final Map<String, String> OF_POLICY = Map.of("after", "follow-ups");
    /** New name by old name, in a rule and in the fallback. */
    private static final Map<String, String> OF_RULE = Map.of("question", "reason");

    private RenamedKeys() {}

    /**
     * The policy with the names of this release. A section that has both names is left as it is: the old one is an unknown key
     * then.
     *
     * @param renamed
     *            is told of each old name
     */
    public static YamlNode current(YamlNode policy, YamlProblems renamed) {
        return policy instanceof Mapping mapping ? renamed(rules(mapping, renamed), OF_POLICY, renamed) : policy;
    }

    private static Mapping rules(Mapping policy, YamlProblems renamed) {
        var entries = new ArrayList<Entry>();
        for (var entry : policy.entries()) {
            entries.add(switch (entry.key().text()) {
                case "rules", "fallback" -> new Entry(entry.key(), rule(entry.value(), renamed));
                default -> entry;
            });
        }
        return new Mapping(entries, policy.place(), policy.size());
    }

    private static YamlNode rule(YamlNode node, YamlProblems renamed) {
        return switch (node) {
            case Sequence rules -> new Sequence(rules.items().stream().map(item -> rule(item, renamed)).toList(), rules
                    .place(), rules.size());
            case Mapping rule -> renamed(rule, OF_RULE, renamed);
            case Scalar other -> other;
        };
    }

    private static Mapping renamed(Mapping mapping, Map<String, String> names, YamlProblems renamed) {
        var keys = mapping.entries().stream().map(entry -> entry.key().text()).toList();
        return new Mapping(mapping.entries().stream().map(entry -> renamed(entry, keys, names, renamed)).toList(),
                mapping
                        .place(), mapping.size());
    }

    private static Entry renamed(Entry entry, List<String> keys, Map<String, String> names, YamlProblems renamed) {
        var old = entry.key().text();
        var now = names.get(old);
        if (now == null || keys.contains(now)) {
            return entry;
        }
        renamed.add(entry.key().place(), "'" + old + "' is the old name of '" + now + "'", "write '" + now + "'");
        return new Entry(new Scalar(now, entry.key().plain(), entry.key().place(), entry.key().written()), entry
                .value());
    }
}
