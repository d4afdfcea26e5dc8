package dev.tocsin.notifier.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.message.Message.Line;

/** The response so far: acknowledgements, roles, assessment, the last status update and when the next is due. */
final class ResponseTexts {

    private static final String COMMANDER = "commander";

    private ResponseTexts() {}

    static List<Line> of(Incident incident, KindDetails details, Reader reader, Instant now) {
        var lines = new Lines().add("Acknowledged", acknowledged(incident)).add("Lead", incident.getRoles()
                .getOrDefault(COMMANDER, "")).add("Roles", roles(incident)).paragraph("Assessment",
                        assessment(incident))
                .paragraph("Last update", lastUpdate(incident, now)).add("Next update", nextUpdate(incident, details,
                        reader, now));
        details.text("war-room").ifPresent(it -> lines.link("War room", "", it));
        return lines.add("Incident channel", details.text("room")).made();
    }

    /** Acknowledgements, while several are needed. */
    private static String acknowledged(Incident incident) {
        var missing = incident.getAcknowledgesNeeded() - incident.getAcknowledgements().size();
        var over = incident.getState() != IncidentState.OPEN || missing <= 0;
        if (over || incident.getAcknowledgesNeeded() < 2) {
            return "";
        }
        var by = incident.getAcknowledgements().stream().map(it -> it.getBy()).collect(Collectors.joining(", "));
        return by.isEmpty()
                ? "nobody yet; " + missing + " people are needed"
                : "by " + by + "; " + missing + " more " + (missing == 1 ? "is" : "are") + " needed";
    }

    private static String roles(Incident incident) {
        return incident.getRoles().entrySet().stream().filter(role -> !role.getKey().equals(COMMANDER))
                .sorted(Map.Entry.comparingByKey()).map(role -> role.getKey() + ": " + role.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String assessment(Incident incident) {
        return incident.getAssessment().isEmpty() || incident.getAssessedBy().isEmpty()
                ? incident.getAssessment()
                : incident.getAssessment() + " (" + incident.getAssessedBy() + ")";
    }

    /** The last status update. */
    static String lastUpdate(Incident incident, Instant now) {
        return last(incident).map(it -> RelativeTimes.off(it.getAt(), now) + " by " + it.getBy() + (it.getStatus()
                .isEmpty()
                        ? ": "
                        : " (" + it.getStatus() + "): ") + it.getText()).orElse("");
    }

    /** When the next update is promised; empty once the incident is resolved. */
    static Optional<String> nextUpdate(Incident incident, KindDetails details, Reader reader, Instant now) {
        return incident.getResolvedAt().isPresent()
                ? Optional.empty()
                : details.instant("next-update").or(() -> last(incident).flatMap(StatusUpdate::getNextAt))
                        .map(it -> reader.by(it, now));
    }

    static Optional<StatusUpdate> last(Incident incident) {
        return incident.getUpdates().isEmpty() ? Optional.empty() : Optional.of(incident.getUpdates().getLast());
    }
}
