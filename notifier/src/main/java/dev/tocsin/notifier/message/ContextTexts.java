package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Suspect;
import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.schemas.incident.IncidentStates;

/** The context of an incident: confidentiality, response deadline, storm, flapping, parent, recent changes and first steps. */
final class ContextTexts {

    private static final int TEXT = 500;
    private static final int NAMED_SUSPECTS = 3;
    private static final int STEPS = 8;
    /** Marker of a storm in the correlation key. */
    private static final String STORM_KEY = "{storm=";
    /** Begin of the label of a first step. */
    static final String STEP = "Step ";
    /** Title of a redacted incident. */
    private static final String REDACTED = "Confidential incident";

    private ContextTexts() {}

    /** Lines before the alerts: confidentiality, deadline, storm, flapping, parent. */
    static List<Line> situation(Incident incident, Reader reader, boolean asksForAction, Instant now) {
        var lines = new ArrayList<Line>();
        if (incident.getConfidential()) {
            lines.add(Line.of("Confidential", isRedacted(incident)
                    ? "only the console shows the details, to those who are cleared"
                    : "do not share"));
        }
        if (asksForAction) {
            respondBy(incident, reader, now).ifPresent(lines::add);
        }
        if (isStorm(incident)) {
            lines.add(Line.of("Storm", incident.getAlertsTotal() + " alerts so far, " + incident.getAlertsFiring()
                    + " firing; this incident covers all of them"));
        }
        if (incident.getFlapping()) {
            lines.add(Line.of("Flapping", "an alert fires and resolves repeatedly; single changes are not sent"));
        }
        if (!incident.getParentId().isEmpty()) {
            var reason = incident.getParentReason().isEmpty()
                    ? "explained by another incident"
                    : incident.getParentReason();
            lines.add(new Line("Part of", clean(reason + " (" + incident.getParentId() + ")"), reader
                    .incident(incident.getParentId())));
        }
        return lines;
    }

    /** Recent changes, and first steps while there is something to do. */
    static List<Line> help(Incident incident) {
        var lines = new ArrayList<Line>();
        incident.getSuspects().stream().limit(NAMED_SUSPECTS).forEach(suspect -> lines.add(suspect(suspect, incident)));
        var more = incident.getSuspects().size() - NAMED_SUSPECTS;
        if (more > 0) {
            lines.add(Line.of("Recent change", more + " more changes"));
        }
        if (IncidentStates.isOver(incident.getState())) {
            return lines;
        }
        var number = 0;
        for (var step : incident.getSteps().subList(0, Math.min(STEPS, incident.getSteps().size()))) {
            number++;
            lines.add(Line.of(STEP + number, clean(step)));
        }
        return lines;
    }

    private static boolean isStorm(Incident incident) {
        return incident.getCorrelationKey().contains(STORM_KEY);
    }

    /** Whether its receiver may not know its facts. */
    static boolean isRedacted(Incident incident) {
        return incident.getTitle().equals(REDACTED);
    }

    private static Optional<Line> respondBy(Incident incident, Reader reader, Instant now) {
        return incident.getRespondWithinMillis().map(millis -> incident.getRoundStartedAt().plus(Duration.ofMillis(
                millis))).map(by -> Line.of("Respond by", reader.by(by, now)));
    }

    private static Line suspect(Suspect suspect, Incident incident) {
        var before = Duration.between(suspect.getChangedAt(), incident.getOpenedAt());
        var when = before.isNegative()
                ? RelativeTimes.length(before.negated()) + " after it opened"
                : RelativeTimes.length(before) + " before";
        var where = suspect.getDistance() == 0 && suspect.getService().equals(incident.getService())
                ? ""
                : " of " + suspect.getService();
        var by = suspect.getAuthor().isEmpty() ? "" : ", by " + suspect.getAuthor();
        return new Line("Recent change", clean(word(suspect.getKind()) + where + " " + when + ": " + suspect
                .getSummary() + by), suspect.getLinks().stream().map(link -> link.getHref()).filter(
                        SafeText::isWebAddress).findFirst());
    }

    private static String word(String kind) {
        return kind.toLowerCase(Locale.ROOT);
    }

    private static String clean(String text) {
        return SafeText.cut(SafeText.line(text), TEXT);
    }
}
