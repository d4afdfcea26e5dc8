package dev.tocsin.policy.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How JSON of any shape becomes alerts: for each source by name, in the policy's section {@code mappings}.
 *
 * @param each
 *            the list of alerts; empty: the body is one
 * @param identity
 *            what an alert is known by over firing, repeat and resolve; at least one
 * @param state
 *            the word that {@code words} judges; empty: every body fires
 * @param otherwise
 *            for words that are not listed
 * @param texts
 *            the single facts
 */
public record AlertMapping(Optional<BodyExpression> each, List<BodyExpression> identity, Optional<BodyExpression> state,
        Map<State, Set<String>> words, State otherwise, Map<Part, BodyExpression> texts,
        Map<String, BodyExpression> labels, Map<String, BodyExpression> values, Map<String, BodyExpression> links) {

    private static final int MOST = 20_000;

    /** What a state means. */
    public enum State {
        FIRING, RESOLVED, IGNORE,
        /** Stored, shown to a person, and no alert. */
        UNDECIDED;

        /** As the policy writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A single fact of an alert. */
    public enum Part {
        NAME, SUMMARY, DESCRIPTION, SEVERITY, STARTS_AT, ENDS_AT, DELIVERY_ID;

        /** As the policy writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What one element gives.
     *
     * @param identity
     *            empty when a part of it is absent
     * @param word
     *            the state as the sender says it
     */
    public record Mapped(List<String> identity, State state, String word, Map<Part, String> texts,
            Map<String, String> labels, Map<String, String> values, Map<String, String> links) {

        public Mapped {
            identity = List.copyOf(identity);
            texts = Map.copyOf(texts);
            labels = Map.copyOf(labels);
            values = Map.copyOf(values);
            links = Map.copyOf(links);
        }

        /** A single fact, empty where the body has none. */
        public String text(Part part) {
            return texts.getOrDefault(part, "");
        }
    }

    public AlertMapping {
        identity = List.copyOf(identity);
        words = Map.copyOf(words);
        texts = Map.copyOf(texts);
        labels = Map.copyOf(labels);
        values = Map.copyOf(values);
        links = Map.copyOf(links);
    }

    /**
     * Applies it; never throws.
     *
     * @param body
     *            maps, lists, texts, numbers and truth values
     * @return empty when {@code each} finds no list
     */
    public List<Mapped> apply(Object body) {
        if (each.isEmpty()) {
            return List.of(mapped(body, body));
        }
        var elements = each.get().value(body, body).filter(List.class::isInstance).map(List.class::cast).orElse(List
                .of());
        var all = new ArrayList<Mapped>();
        for (Object element : elements) {
            if (element != null && all.size() < MOST) {
                all.add(mapped(body, element));
            }
        }
        return all;
    }

    private Mapped mapped(Object body, Object item) {
        var parts = identity.stream().map(part -> part.text(body, item).strip()).toList();
        var word = state.map(expression -> expression.text(body, item).strip()).orElse("");
        return new Mapped(parts.stream().anyMatch(String::isEmpty) ? List.of() : parts, judged(word), word, texts(texts,
                body, item), texts(labels, body, item), texts(values, body, item), texts(links, body, item));
    }

    private State judged(String word) {
        if (state.isEmpty()) {
            return State.FIRING;
        }
        var plain = word.toLowerCase(Locale.ROOT);
        return words.entrySet().stream().filter(entry -> entry.getValue().contains(plain)).map(Map.Entry::getKey)
                .findFirst().orElse(otherwise);
    }

    private static <K> Map<K, String> texts(Map<K, BodyExpression> expressions, Object body, Object item) {
        var texts = new LinkedHashMap<K, String>();
        expressions.forEach((name, expression) -> {
            var text = expression.text(body, item).strip();
            if (!text.isEmpty()) {
                texts.put(name, text);
            }
        });
        return texts;
    }
}
