package dev.tocsin.schemas.alert;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;

/**
 * Builds the alerts that Tocsin raises about itself. They pass through the same pipeline as everybody's: a policy classifies
 * and routes them by their labels.
 */
public final class OwnAlerts {

    /** Service key, and label {@code service}, of those that are about Tocsin itself. */
    public static final String SERVICE = "tocsin";

    /** Their {@code source}, and their {@code format}. No configured source may have this name. */
    public static final String SOURCE = "tocsin";

    private OwnAlerts() {}

    /**
     * A firing alert.
     *
     * @param subject
     *            what it is about, such as the channel's name: one subject, one alert
     * @param summary
     *            one line for a person; not blank
     * @param description
     *            what to do; may be empty
     * @param details
     *            further facts for a person, kept as annotations; no secrets
     * @param now
     *            when the writer noticed it
     * @param receivedId
     *            ingest id of the request that gave rise to it; empty where there is none
     */
    public static Alert firing(OwnAlert kind, String subject, String summary, String description,
            Map<String, String> details, Instant now, String receivedId) {
        return common(kind, subject, summary, description, details, now, receivedId).setStatus(AlertStatus.FIRING)
                .build();
    }

    /** A resolved alert; parameters as for {@link #firing}. */
    public static Alert resolved(OwnAlert kind, String subject, String summary, String description,
            Map<String, String> details, Instant now, String receivedId) {
        return common(kind, subject, summary, description, details, now, receivedId).setStatus(AlertStatus.RESOLVED)
                .setEndsAt(now).build();
    }

    private static Alert.Builder common(OwnAlert kind, String subject, String summary, String description,
            Map<String, String> details, Instant now, String receivedId) {
        if (Objects.requireNonNull(subject, "subject").isBlank() || summary.isBlank()) {
            throw new IllegalArgumentException("an alert about Tocsin needs a subject and a summary");
        }
        return Alert.newBuilder().setIdentity(SOURCE + ":" + kind.alertName() + ":" + subject).setSource(SOURCE)
                .setFormat(SOURCE).setName(kind.alertName()).setSummary(summary).setDescription(description)
                .setLabels(Map.of("alertname", kind.alertName(), "service", kind.service(), "severity", kind.severity(),
                        kind.subjectLabel(), subject))
                .setAnnotations(Map.copyOf(details)).setStartsAt(now).setReceivedId(receivedId);
    }
}
