package dev.tocsin.notifier.message;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.message.Message.Line;

/** The first message in an incident channel: the fields of the plan, in its order (runbook rows A6, B6, C4, D6). */
record FirstPost(Notification notification, Reader reader, Instant now) {

    private static final List<String> USUAL = List.of("severity", "status", "what", "impact", "since", "who",
            "commander", "action", "link", "next-update");
    private static final Set<String> IN_EVERY_MESSAGE = Set.of("what", "impact", "since", "who", "link", "next-update");
    private static final int STATED_SYMPTOMS = 5;

    List<Line> lines() {
        var details = new KindDetails(notification);
        var incident = notification.getIncident();
        var fields = details.words("fields");
        var lines = new Lines();
        (fields.isEmpty() ? USUAL : fields).forEach(field -> field(lines, field, incident, details));
        details.text("war-room").ifPresent(it -> lines.link("War room", "", it));
        return lines.made();
    }

    /** The fields that the plan names, without those that every message has. */
    List<Line> beforeTheUsual() {
        var details = new KindDetails(notification);
        var lines = new Lines();
        details.words("fields").stream().filter(field -> !IN_EVERY_MESSAGE.contains(field)).forEach(field -> field(
                lines,
                field, notification.getIncident(), details));
        return lines.made();
    }

    /** The text of the escalator, else the value of the incident. */
    private void field(Lines lines, String field, Incident incident, KindDetails details) {
        var given = details.text(field);
        switch (field) {
            case "severity" -> lines.add("Severity", given.orElse(incident.getSeverity().getId()));
            case "status" -> lines.add("Status", given.orElseGet(() -> status(incident)));
            case "what" -> lines.paragraph("What", given.orElse(incident.getSummary().isEmpty()
                    ? incident.getTitle()
                    : incident.getSummary()));
            case "service" -> lines.add("Service", given.orElse(incident.getService()));
            case "symptoms" -> lines.add("Symptoms", given.orElseGet(() -> incident.getAlerts().stream().map(it -> it
                    .getName()).distinct().limit(STATED_SYMPTOMS).collect(Collectors.joining(", "))));
            case "impact" -> lines.add("Impact", given.orElseGet(() -> Body.impact(incident)));
            case "since" -> lines.add("Since", StartTime.of(incident).text(incident, reader, now));
            case "who" -> lines.add("Who", given.orElse(String.join(", ", notification.getAlsoTold())));
            case "commander" -> lines.add("Commander", given.orElse(incident.getRoles().getOrDefault("commander",
                    "nobody yet")));
            case "status-page" -> lines.add("Status page", given);
            case "action" -> lines.add("Current action", given.orElseGet(() -> action(incident)));
            case "link" -> lines.add(MessageWriter.INCIDENT, incident.getId(), reader.incident(incident.getId()).or(
                    () -> given.filter(SafeText::isWebAddress)));
            case "next-update" -> lines.add("Next update", ResponseTexts.nextUpdate(incident, details, reader, now));
            default -> lines.add(field, given);
        }
    }

    private static String action(Incident incident) {
        return Optional.of(incident.getAssessment()).filter(it -> !it.isEmpty())
                .or(() -> incident.getSteps().stream().findFirst()).orElse("investigating");
    }

    /** The status of the last update, else the public status for the state. */
    private static String status(Incident incident) {
        return ResponseTexts.last(incident).map(StatusUpdate::getStatus).filter(it -> !it.isEmpty()).orElseGet(
                () -> switch (incident.getState()) {
                    case OPEN, ACKNOWLEDGED, UNKNOWN -> "investigating";
                    case MITIGATED -> "monitoring";
                    case RESOLVED, CLOSED -> "resolved";
                });
    }
}
