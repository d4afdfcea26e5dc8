package dev.tocsin.policy.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Entry;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;

/**
 * A valid policy with the positions of its parts.
 *
 * @param policy
 *            what it decides by
 * @param root
 *            the text as nodes
 */
record PolicyFile(CompiledPolicy policy, YamlNode root) {

    /** What stands behind a key of a mapping. */
    static Optional<YamlNode> node(YamlNode node, String key) {
        return node instanceof Mapping mapping
                ? mapping.entries().stream().filter(entry -> entry.key().text().equals(key)).map(Entry::value)
                        .findFirst()
                : Optional.empty();
    }

    /** The value behind a key; empty when it is missing or no single value. */
    static Optional<Scalar> scalar(YamlNode node, String key) {
        return node(node, key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
    }

    /** The named things of a section. */
    List<Entry> entries(String section) {
        return node(root, section).filter(Mapping.class::isInstance)
                .map(node -> ((Mapping) node).entries()).orElse(List.of());
    }

    /** The listed things of a section. */
    List<YamlNode> items(String section) {
        return node(root, section).filter(Sequence.class::isInstance)
                .map(node -> ((Sequence) node).items()).orElse(List.of());
    }

    /** Where a thing of a list is named. */
    static SourcePosition place(YamlNode item) {
        return scalar(item, "id").map(Scalar::place).orElse(item.place());
    }

    /** Every single value within. */
    static void eachScalar(YamlNode node, Consumer<Scalar> consumer) {
        switch (node) {
            case Scalar scalar -> consumer.accept(scalar);
            case Sequence sequence -> sequence.items().forEach(item -> eachScalar(item, consumer));
            case Mapping mapping -> mapping.entries().forEach(entry -> eachScalar(entry.value(), consumer));
        }
    }
}
