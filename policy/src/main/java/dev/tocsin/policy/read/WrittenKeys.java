package dev.tocsin.policy.read;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Entry;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/**
 * The keys of one mapping as its author meant them. A misspelt key is reported, and then read as the key that it stands
 * for, so that it is not reported as missing too and what is behind it is checked.
 */
final class WrittenKeys {

    private final Map<String, YamlNode> values = new HashMap<>();

    private WrittenKeys() {}

    static WrittenKeys read(Mapping mapping, String title, Collection<String> known, Findings findings) {
        var keys = new WrittenKeys();
        mapping.entries().stream().filter(entry -> known.contains(entry.key().text()))
                .forEach(entry -> keys.values.put(entry.key().text(), entry.value()));
        var absent = new HashSet<>(known);
        absent.removeAll(keys.values.keySet());
        Optional<Entry> before = Optional.empty();
        for (var entry : mapping.entries()) {
            if (!known.contains(entry.key().text())) {
                keys.unknown(mapping, entry, before, title, known, absent, findings);
            }
            before = Optional.of(entry);
        }
        return keys;
    }

    private void unknown(Mapping mapping, Entry entry, Optional<Entry> before, String title, Collection<String> known,
            Collection<String> absent, Findings findings) {
        var key = entry.key();
        var meant = Nearest.to(key.text(), known);
        if (meant.isPresent()) {
            if (absent.remove(meant.get())) {
                values.put(meant.get(), entry.value());
            }
            findings.add(key.place(), "unknown key '" + key.text() + "' in " + title, "write '" + meant.get() + "'");
        } else if (itemOfAList(entry, before)) {
            var list = before.orElseThrow();
            findings.add(key.place(), "unknown key '" + key.text() + "' in " + title, "write a list in brackets: "
                    + list.key().text() + ": [" + ((Scalar) list.value()).text() + ", " + key.text() + "]");
        } else {
            findings.unknownKey(mapping, key, title, Nearest.advice(key.text(), known));
        }
    }

    /** In {notify: anna, ben} the second word is a key without a value. */
    private static boolean itemOfAList(Entry entry, Optional<Entry> before) {
        return entry.value() instanceof Scalar nothing && nothing.isEmpty()
                && before.map(Entry::value).filter(value -> value instanceof Scalar some && !some.isEmpty())
                        .isPresent();
    }

    Optional<YamlNode> value(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
