package dev.tocsin.notifier.message;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.kind.DigestDetails;
import dev.tocsin.notifier.kind.DigestDetails.Row;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.policy.channel.KindSets;
import dev.tocsin.policy.message.MessageField;

/** What the fields of a template stand for in a message; empty where there is nothing. */
record IncidentFields(Notification notification, Reader reader, Instant now) implements UnaryOperator<String> {

    @Override
    public String apply(String name) {
        if (name.startsWith(MessageField.LABELS)) {
            return notification.getIncident().getLabels().getOrDefault(name.substring(MessageField.LABELS.length()),
                    "");
        }
        return MessageField.of(name).map(this::value).orElse("");
    }

    private String value(MessageField field) {
        var incident = notification.getIncident();
        return switch (field) {
            case NEWS -> Headline.news(notification, reader, now);
            case SEVERITY -> incident.getSeverity().getId();
            case SERVICE -> mostSevere().map(Row::service).orElse(incident.getService());
            case ENVIRONMENT -> incident.getEnvironment();
            case TITLE -> mostSevere().map(Row::title).orElse(incident.getTitle());
            case SUMMARY -> SafeText.lines(incident.getSummary()).stream().findFirst().orElse("");
            case TEAM -> incident.getTeam();
            case SYMPTOM -> incident.getSymptom();
            case STATE -> incident.getState().name().toLowerCase(Locale.ROOT);
            case KIND -> KindSets.word(notification.getKind());
            case IMPACT -> incident.getCustomerFacing() ? "customers affected" : "";
            case REASON -> notification.getReason();
            case TARGET -> notification.getTarget();
            case FIRING -> Integer.toString(incident.getAlertsFiring());
            case TOTAL -> Integer.toString(incident.getAlertsTotal());
            case INCIDENT -> incident.getId();
            case LINK -> reader.incident(incident.getId()).orElse("");
            case RUNBOOK -> incident.getRunbook();
            case COMMANDER -> incident.getRoles().getOrDefault("commander", "");
            case TEXT -> new KindDetails(notification).text("text").orElse("");
            case MESSAGES -> DigestDetails.messages(notification);
            case INCIDENTS -> Integer.toString(DigestDetails.rows(notification).size());
        };
    }

    private Optional<Row> mostSevere() {
        return KindTraits.isDigest(notification.getKind())
                ? DigestDetails.rows(notification).stream().findFirst()
                : Optional.empty();
    }
}
