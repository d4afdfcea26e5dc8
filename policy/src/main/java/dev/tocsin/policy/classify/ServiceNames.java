package dev.tocsin.policy.classify;

import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.model.ServiceGraph;

/**
 * Maps alerts to services and service keys.
 *
 * @param labels
 *            that may name the service, first non-empty wins
 * @param graph
 *            says which services share the log of a system
 */
public record ServiceNames(List<String> labels, ServiceGraph graph) {

    /** Name that ingest gives to an alert without one: it names no service. */
    private static final String UNNAMED = "unnamed alert";
    private static final int LONGEST_KEY = 200;
    private static final int KEY_HASH_DIGITS = 16;

    public ServiceNames {
        labels = List.copyOf(labels);
    }

    /**
     * The alert's own service: the first non-empty of the labels, else the alert's name, else its source, else "unknown".
     * One line of at most 200 characters (what is longer ends in its hash).
     */
    public String own(Alert alert) {
        return labels.stream().map(label -> oneLine(alert.getLabels().getOrDefault(label, "")))
                .filter(value -> !value.isEmpty()).findFirst().or(() -> nonEmpty(alert.getName()).filter(name -> !name
                        .equals(UNNAMED)))
                .or(() -> nonEmpty(alert.getSource())).map(ServiceNames::bounded).orElse("unknown");
    }

    /** The key of the alert's log: the system that its service is a part of, else the service. */
    public String key(Alert alert) {
        var own = own(alert);
        return graph.system(own).orElse(own);
    }

    /**
     * The alert's own service, when its log runs under the given key. An alert that came in under an older policy may run
     * under a key that it would not get today; then the key is all there is.
     */
    public String under(String serviceKey, Alert alert) {
        var own = own(alert);
        return graph.system(own).filter(serviceKey::equals).isPresent() ? own : serviceKey;
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(oneLine(text)).filter(line -> !line.isEmpty());
    }

    private static String oneLine(String text) {
        return text.codePoints().anyMatch(Character::isISOControl)
                ? text.replaceAll("\\p{Cc}+", " ").strip()
                : text.strip();
    }

    private static String bounded(String key) {
        if (key.codePointCount(0, key.length()) <= LONGEST_KEY) {
            return key;
        }
        var hash = Sha256.hex(key).substring(0, KEY_HASH_DIGITS);
        return key.substring(0, key.offsetByCodePoints(0, LONGEST_KEY - KEY_HASH_DIGITS - 1)) + "~" + hash;
    }
}
