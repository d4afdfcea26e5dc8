package dev.tocsin.correlator.incident.member;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.model.Classification;

/**
 * Title, summary and runbook of an incident, from the alert that gave it its severity.
 *
 * @param title
 *            the rule's title, else what the source says in one line
 * @param summary
 *            more, from the source
 * @param runbook
 *            the rule's runbook, else the one the source names, else empty
 */
public record LeadAlert(String title, String summary, String runbook) {

    public static LeadAlert of(Alert alert, Classification classification) {
        var titled = !classification.title().isBlank();
        return new LeadAlert(titled ? classification.title() : UnnamedAlert.title(alert),
                titled ? joined(alert.getSummary(), alert.getDescription()) : alert.getDescription(),
                classification.runbook().isBlank() ? runbook(alert.getAnnotations()) : classification.runbook());
    }

    private static String joined(String summary, String description) {
        return description.isBlank() || description.equals(summary) ? summary : summary + "\n" + description;
    }

    /** Prometheus users write {@code runbook_url}, older rules {@code runbook}. */
    private static String runbook(Map<String, String> annotations) {
        return Optional.ofNullable(annotations.get("runbook_url")).filter(LeadAlert::isWebAddress)
                .or(() -> Optional.ofNullable(annotations.get("runbook")).filter(LeadAlert::isWebAddress)).orElse("");
    }

    private static boolean isWebAddress(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }
}
