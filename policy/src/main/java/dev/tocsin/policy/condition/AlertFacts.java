package dev.tocsin.policy.condition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;

/**
 * The facts of an alert for conditions, templates and correlation keys.
 *
 * @param alert
 *            as normalised
 * @param service
 *            its service key
 * @param at
 *            the one "now" of the decision
 */
public record AlertFacts(Alert alert, String service, Instant at) implements Known {

    /** A label as a matcher sees it: empty when absent, but {@code service} and {@code alertname} are always known. */
    @Override
    public String label(String name) {
        var value = alert.getLabels().get(name);
        if (value != null) {
            return value;
        }
        return switch (name) {
            case "service" -> service;
            case "alertname" -> alert.getName();
            default -> "";
        };
    }

    /**
     * What a reference of a template stands for: {@code labels.x}, {@code annotations.x}, {@code values.x}, or a label by
     * its bare name; the names service, name, alertname, summary, source and status are known even without such a label.
     */
    public String text(String reference) {
        if (reference.startsWith("labels.")) {
            return alert.getLabels().getOrDefault(reference.substring("labels.".length()), "");
        }
        if (reference.startsWith("annotations.")) {
            return alert.getAnnotations().getOrDefault(reference.substring("annotations.".length()), "");
        }
        if (reference.startsWith("values.")) {
            return number(alert.getValues().get(reference.substring("values.".length())));
        }
        var value = alert.getLabels().get(reference);
        if (value != null) {
            return value;
        }
        return switch (reference) {
            case "name" -> alert.getName();
            case "summary" -> alert.getSummary();
            case "source" -> alert.getSource();
            case "status" -> status();
            default -> label(reference);
        };
    }

    private static String number(Double value) {
        if (value == null) {
            return "";
        }
        return Double.isFinite(value)
                ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    private String status() {
        return alert.getStatus().name().toLowerCase(Locale.ROOT);
    }

    /** The variables of a CEL condition. */
    @Override
    public Optional<Object> find(String variable) {
        return switch (variable) {
            case "labels" -> Optional.of(alert.getLabels());
            case "annotations" -> Optional.of(alert.getAnnotations());
            case "values" -> Optional.of(alert.getValues());
            case "service" -> Optional.of(service);
            case "time" -> Optional.of(at);
            case "text" -> Optional.of(words());
            case "alert" -> Optional.of(fields());
            default -> Optional.empty();
        };
    }

    /** All that the source wrote for people, a line each. */
    private String words() {
        return Stream.concat(Stream.of(alert.getSummary(), alert.getDescription()),
                new TreeMap<>(alert.getAnnotations()).values().stream()).filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private Map<String, Object> fields() {
        return Map.of("name", alert.getName(), "source", alert.getSource(), "format", alert.getFormat(), "status",
                status(), "summary", alert.getSummary(), "description", alert.getDescription(), "labels",
                alert.getLabels(), "annotations", alert.getAnnotations(), "values", alert.getValues(), "startsAt",
                alert.getStartsAt());
    }
}
