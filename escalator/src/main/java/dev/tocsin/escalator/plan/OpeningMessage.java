package dev.tocsin.escalator.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Resolution;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.Told;

/** The fields of the first message in an incident channel, as text (runbook rows A6, B6, B10, B11, C4, D6). */
final class OpeningMessage {

    /** Default fields of the first message. */
    static final List<String> USUAL = List.of("severity", "status", "what", "service", "impact", "since", "who",
            "commander", "action", "link", "next-update");

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String COMMANDER = "commander";
    private static final String NOBODY = "nobody yet";

    private final Policy policy;
    private final Incident incident;
    private final List<Told> told;

    /**
     * @param told
     *            who was paged so far
     */
    OpeningMessage(Policy policy, Incident incident, List<Told> told) {
        this.policy = policy;
        this.incident = incident;
        this.told = List.copyOf(told);
    }

    /** All fields that a plan can name, except the next promised update. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("severity", severity());
        fields.put("status", PublicStatus.of(incident));
        fields.put("what", incident.getSummary().isBlank() || incident.getSummary().equals(incident.getTitle())
                ? incident.getTitle()
                : incident.getTitle() + ": " + incident.getSummary());
        fields.put("service", incident.getService() + (incident.getEnvironment().isEmpty()
                ? ""
                : " (" + incident.getEnvironment() + ")"));
        fields.put("symptoms", symptoms());
        fields.put("impact", impact());
        fields.put("since", MOMENT.format(incident.getOpenedAt()));
        fields.put("who", who());
        fields.put(COMMANDER, incident.getRoles().getOrDefault(COMMANDER, NOBODY));
        fields.put("action", action());
        fields.put("link", link());
        return fields;
    }

    /** Fields of the mitigation. */
    Map<String, String> mitigated() {
        var said = incident.getMitigation().orElseGet(() -> new Mitigation("", ""));
        return filled("action", said.getAction(), "next-steps", said.getNextSteps(), "time-to-mitigate",
                incident.getMitigatedAt().map(this::sinceStart).orElse(""), "by", incident.getMitigatedBy());
    }

    /** Fields of the resolution. */
    Map<String, String> resolved() {
        var said = incident.getResolution().orElseGet(() -> new Resolution("", "", "", ""));
        return filled("cause", said.getCause(), "fix", said.getFix(), "impact", said.getImpact(), "review", said
                .getReview(), "duration", incident.getResolvedAt().map(this::sinceStart).orElse(""), "by", incident
                        .getResolvedBy(),
                "merged-into", incident.getMergedInto());
    }

    /** The keys and values without blank values. */
    static Map<String, String> filled(String... keysAndValues) {
        var filled = new LinkedHashMap<String, String>();
        for (var at = 0; at < keysAndValues.length; at += 2) {
            if (!keysAndValues[at + 1].isBlank()) {
                filled.put(keysAndValues[at], keysAndValues[at + 1]);
            }
        }
        return filled;
    }

    private String sinceStart(Instant at) {
        return Durations.inWords(Duration.between(incident.getRoundStartedAt(), at));
    }

    private String severity() {
        var id = incident.getSeverity().getId();
        return policy.severity(id).map(SeverityLevel::title).filter(title -> !title.isBlank()).map(title -> id + " ("
                + title + ")").orElse(id);
    }

    private String symptoms() {
        var known = Optional.ofNullable(policy.practice().symptoms().get(incident.getSymptom()));
        return known.map(Practice.Symptom::title).filter(title -> !title.isBlank()).orElse(incident.getSymptom());
    }

    private String impact() {
        return incident.getCustomerFacing() ? "customers are affected" : "no known customer impact";
    }

    private String who() {
        var paged = told.stream().map(Told::getTarget).distinct().collect(Collectors.joining(", "));
        var has = incident.getAcknowledgedAt().map(at -> incident.getAcknowledgedBy()).filter(by -> !by.isBlank());
        return has.map(by -> "acknowledged by " + by).orElse("unacknowledged") + (paged.isEmpty()
                ? ""
                : "; paged: " + paged);
    }

    private String action() {
        return incident.getMitigation().map(Mitigation::getAction).filter(action -> !action.isBlank())
                .or(() -> Optional.of(incident.getAssessment()).filter(assessment -> !assessment.isBlank()))
                .or(() -> incident.getSteps().stream().findFirst()).orElse("investigating");
    }

    private String link() {
        return policy.console().map(console -> console + (console.endsWith("/") ? "" : "/") + "?incident=" + incident
                .getId()).orElse("");
    }
}
