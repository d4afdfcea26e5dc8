package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;

/** One mapping of the file while it is read: hands out the values of known keys and reports what does not fit. */
public final class Section {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern TEXT = Pattern.compile("[^\\s\\p{C}](?:[^\\p{C}]{0,248}[^\\s\\p{C}])?");

    private final Mapping mapping;
    private final String title;
    private final Findings findings;
    private final WrittenKeys keys;

    private Section(Mapping mapping, String title, Findings findings, WrittenKeys keys) {
        this.mapping = mapping;
        this.keys = keys;
        this.title = title;
        this.findings = findings;
    }

    static Optional<Section> of(YamlNode node, SectionKind kind, Findings findings) {
        return of(node, kind.title(), kind.keys(), findings);
    }

    /** Empty, and reported, when the node is no mapping. */
    public static Optional<Section> of(YamlNode node, String title, Collection<String> known, Findings findings) {
        return mapping(node, title, findings)
                .map(mapping -> new Section(mapping, title, findings, WrittenKeys.read(mapping, title, known,
                        findings)));
    }

    static Optional<Mapping> mapping(YamlNode node, String title, Findings findings) {
        if (node instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        findings.add(node.place(), title + " is " + describe(node),
                "write keys with values, one 'key: value' per line");
        return Optional.empty();
    }

    public SourcePosition place() {
        return mapping.place();
    }

    YamlNode whole() {
        return mapping;
    }

    Findings findings() {
        return findings;
    }

    public Optional<YamlNode> node(String key) {
        return keys.value(key);
    }

    /** A key that must be there; reported at the section's beginning when it is not. */
    public Optional<YamlNode> needed(String key, String example) {
        var found = node(key);
        if (found.isEmpty()) {
            findings.missingKey(mapping, key, title, example);
        }
        return found;
    }

    /** The single value of a key, when the key is there and has one. */
    public Optional<Scalar> scalar(String key, String example) {
        return node(key).flatMap(node -> scalar(node, "'" + key + "'", "write '" + key + ": " + example + "'"));
    }

    public Optional<Scalar> neededScalar(String key, String example) {
        return needed(key, example)
                .flatMap(node -> scalar(node, "'" + key + "'", "write '" + key + ": " + example + "'"));
    }

    Optional<Scalar> scalar(YamlNode node, String what, String writeInstead) {
        return scalar(node, what, writeInstead, findings);
    }

    private static Optional<Scalar> scalar(YamlNode node, String what, String writeInstead, Findings findings) {
        if (node instanceof Scalar scalar && !scalar.isEmpty() && !scalar.text().isBlank()) {
            return Optional.of(scalar);
        }
        findings.add(node.place(), what + " is " + describe(node), template(node).map(text -> "write it in quotes: \""
                + text
                + "\"").orElse(writeInstead));
        return Optional.empty();
    }

    /** Without quotes, YAML reads a text that begins with a reference, such as {environment}, as a mapping. */
    private static Optional<String> template(YamlNode node) {
        return node instanceof Mapping mapping && mapping.entries().size() == 1
                && mapping.entries().getFirst().value() instanceof Scalar nothing && nothing.isEmpty()
                        ? Optional.of("{" + mapping.entries().getFirst().key().text() + "}")
                        : Optional.empty();
    }

    /** The items of a list; none when the key is missing or no list. */
    public List<YamlNode> items(String key, String example) {
        return node(key).map(node -> items(node, "'" + key + "'", example, findings)).orElse(List.of());
    }

    static List<YamlNode> items(YamlNode node, String what, String example, Findings findings) {
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        findings.add(node.place(), what + " is " + describe(node), "write a list: " + example);
        return List.of();
    }

    /** The single values of a list; one single value stands for a list of one. */
    public List<Scalar> words(String key, String example) {
        return node(key).map(node -> words(node, "'" + key + "'", example, findings)).orElse(List.of());
    }

    static List<Scalar> words(YamlNode node, String what, String example, Findings findings) {
        if (node instanceof Scalar single && !single.isEmpty()) {
            return List.of(single);
        }
        var words = new ArrayList<Scalar>();
        for (var item : items(node, what, example, findings)) {
            scalar(item, "an item of " + what, "write a list of words: " + example, findings).ifPresent(words::add);
        }
        return words;
    }

    /** Reports a name that could not be told apart in keys, addresses and messages. */
    static void checkName(Scalar name, String what, Findings findings) {
        if (!isName(name.text())) {
            findings.add(name.place(), what + " '" + shortened(name.text()) + "' is not a name",
                    "use up to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit");
        }
    }

    /** Reports a name that cannot be read back where it is shown: names in any script are fine, in one line. */
    static void checkText(Scalar name, String what, Findings findings) {
        if (!TEXT.matcher(name.text()).matches()) {
            findings.add(name.place(), what + " '" + shortened(name.text()) + "' is not a name",
                    "use up to 250 characters in one line, without a blank at either end");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 40)) + "...";
    }

    private static String describe(YamlNode node) {
        return node instanceof Scalar scalar && (scalar.isEmpty() || scalar.text().isBlank()) ? "empty" : node.kind();
    }
}
