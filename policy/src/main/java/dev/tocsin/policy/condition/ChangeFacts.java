package dev.tocsin.policy.condition;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Change;

/**
 * The facts of a change for conditions.
 *
 * @param at
 *            the one "now" of the decision
 */
public record ChangeFacts(Change change, Instant at) implements Known {

    /** What the change itself says, else its label. */
    @Override
    public String label(String name) {
        return switch (name) {
            case "kind" -> change.getKind();
            case "source" -> change.getSource();
            case "author" -> change.getAuthor();
            default -> change.getLabels().getOrDefault(name, "");
        };
    }

    @Override
    public Optional<Object> find(String variable) {
        return switch (variable) {
            case "labels" -> Optional.of(change.getLabels());
            case "time" -> Optional.of(at);
            case "change" -> Optional.of(Map.of("kind", change.getKind(), "source", change.getSource(), "author",
                    change.getAuthor(), "summary", change.getSummary(), "labels", change.getLabels()));
            default -> Optional.empty();
        };
    }
}
