package dev.tocsin.policy.check;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;
import dev.tocsin.policy.yaml.YamlProblems;

/**
 * Warns of names of labels that no alert has: several in one text, or with the prefix that conditions use. An inhibition
 * that compares such a label finds it empty everywhere, and hides everything.
 */
final class SuspectNames implements PolicyInspection {

    private static final List<String> KEYS = List.of("equal", "correlate-by", "labels");
    private static final Pattern SEVERAL = Pattern.compile("\\S+(?:\\s*,\\s*|\\s+)\\S.*");
    private static final Pattern PREFIXED = Pattern.compile("labels\\.(.+)");

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        Stream.of("service", "inhibit", "defaults", "rules", "fallback")
                .forEach(section -> PolicyFile.node(file.root(), section).ifPresent(node -> look(node, warnings)));
    }

    private static void look(YamlNode node, YamlProblems warnings) {
        switch (node) {
            case Mapping mapping -> mapping.entries().forEach(entry -> {
                if (KEYS.contains(entry.key().text())) {
                    PolicyFile.eachScalar(entry.value(), name -> name(entry.key().text(), name, warnings));
                } else {
                    look(entry.value(), warnings);
                }
            });
            case Sequence sequence -> sequence.items().forEach(item -> look(item, warnings));
            case Scalar _ -> {
            }
        }
    }

    private static void name(String key, Scalar name, YamlProblems warnings) {
        var prefixed = PREFIXED.matcher(name.text());
        if (SEVERAL.matcher(name.text()).matches()) {
            warnings.add(name.place(), "'" + name.text() + "' is read as the name of one label, which no alert has",
                    "write a list: " + key + ": [" + Stream.of(name.text().split("[\\s,]+"))
                            .collect(Collectors.joining(", ")) + "]");
        } else if (prefixed.matches()) {
            warnings.add(name.place(), "'" + name.text() + "' is read as the name of a label, which no alert has",
                    "write '" + prefixed.group(1) + "'");
        }
    }
}
