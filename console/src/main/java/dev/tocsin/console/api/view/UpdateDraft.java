package dev.tocsin.console.api.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.schemas.command.Commands;

/** Draft of the next status update: facts of the incident in sentences, nothing else. People edit it before they post it. */
final class UpdateDraft {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int LONGEST = Commands.of(CommandKind.POST_UPDATE).arguments().stream().filter(
            argument -> argument.name().equals("text")).findFirst().orElseThrow().longest();

    private UpdateDraft() {}

    /** At most as long as the text of an update may be. */
    static String of(Incident incident) {
        var lines = new ArrayList<String>();
        lines.add((incident.getService().isEmpty() ? "" : incident.getService() + ": ") + sentence(incident.getTitle()
                + " (" + incident.getSeverity().getId() + ")"));
        lines.add("Since " + TIME.format(incident.getStartedAt().orElse(incident.getRoundStartedAt())) + ".");
        lines.addAll(standing(incident));
        fact(lines, "Assessment", incident.getAssessment());
        var text = String.join("\n", lines);
        return text.length() <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0,
                        LONGEST) - 1));
    }

    private static List<String> standing(Incident incident) {
        var lines = new ArrayList<String>();
        switch (incident.getState()) {
            case OPEN -> lines.add("Not acknowledged yet.");
            case ACKNOWLEDGED -> lines.add("Acknowledged" + by(incident.getAcknowledgedBy()) + at(incident
                    .getAcknowledgedAt()) + ".");
            case MITIGATED -> {
                lines.add("Mitigated" + at(incident.getMitigatedAt()) + ".");
                incident.getMitigation().ifPresent(done -> {
                    fact(lines, "Action", done.getAction());
                    fact(lines, "Next steps", done.getNextSteps());
                });
            }
            case RESOLVED, CLOSED -> {
                lines.add("Resolved" + at(incident.getResolvedAt()) + ".");
                incident.getResolution().ifPresent(end -> {
                    fact(lines, "Cause", end.getCause());
                    fact(lines, "Fix", end.getFix());
                    fact(lines, "Impact", end.getImpact());
                });
            }
            case UNKNOWN -> {
                // a later version's state: the draft says nothing about it
            }
        }
        if (incident.getResolvedAt().isEmpty() && incident.getAlertsTotal() > 0) {
            lines.add("Alerts firing: " + incident.getAlertsFiring() + " of " + incident.getAlertsTotal() + ".");
        }
        return lines;
    }

    private static void fact(List<String> lines, String name, String text) {
        if (!text.isBlank()) {
            lines.add(name + ": " + sentence(text.strip()));
        }
    }

    private static String by(String person) {
        return person.isEmpty() ? "" : " by " + person;
    }

    private static String at(Optional<Instant> at) {
        return at.map(it -> " at " + TIME.format(it)).orElse("");
    }

    private static String sentence(String text) {
        return text.matches("(?s).*[.!?]") ? text : text + ".";
    }
}
