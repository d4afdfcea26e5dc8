package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.tocsin.policy.yaml.YamlNode;

/** Reads a list of target names: at least one, each once. */
final class TargetNames {

    private static final String EXAMPLE = "[on-call]";

    private final Set<String> targets;
    private final Findings findings;

    TargetNames(Set<String> targets, Findings findings) {
        this.targets = targets;
        this.findings = findings;
    }

    /**
     * The names.
     *
     * @param what
     *            what names them, as a person calls it
     */
    List<String> read(YamlNode node, String what) {
        var names = new ArrayList<String>();
        for (var word : Section.words(node, what, EXAMPLE, findings)) {
            if (!Names.isKnown(word, "target", targets, findings)) {
                continue;
            }
            if (names.contains(word.text())) {
                findings.add(word.place(), "target '" + word.text() + "' is listed twice in " + what, "remove one");
            } else {
                names.add(word.text());
            }
        }
        if (node instanceof YamlNode.Sequence list && list.items().isEmpty()) {
            findings.add(node.place(), what + " has no targets", "add a target, or remove it");
        }
        return names;
    }
}
