package dev.tocsin.policytools.imports;

import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Entry;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;

/** A part of the original, read leniently: what is missing or of another form is not there. */
record Original(YamlNode whole) {

    SourcePosition place() {
        return whole.place();
    }

    YamlNode nothing() {
        return new Mapping(List.of(), whole.place(), 1);
    }

    List<Entry> entries() {
        return whole instanceof Mapping mapping ? mapping.entries() : List.of();
    }

    List<Scalar> keys() {
        return entries().stream().map(Entry::key).toList();
    }

    Optional<YamlNode> node(String key) {
        return entries().stream().filter(entry -> entry.key().text().equals(key)).map(Entry::value).findFirst();
    }

    Optional<Scalar> scalar(String key) {
        return node(key).filter(Scalar.class::isInstance).map(Scalar.class::cast).filter(it -> !it.isEmpty());
    }

    Optional<String> text(String key) {
        return scalar(key).map(Scalar::text);
    }

    boolean isTrue(String key) {
        return text(key).filter("true"::equals).isPresent();
    }

    List<YamlNode> items(String key) {
        return node(key).filter(Sequence.class::isInstance).map(node -> ((Sequence) node).items()).orElse(List.of());
    }

    /** The words of a list; one single word stands for a list of one. */
    List<String> words(String key) {
        return scalars(key).stream().map(Scalar::text).toList();
    }

    List<Scalar> scalars(String key) {
        return scalar(key).map(List::of).orElseGet(() -> items(key).stream().filter(Scalar.class::isInstance)
                .map(Scalar.class::cast).toList());
    }
}
