package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.kind.Details;
import dev.tocsin.notifier.kind.Nature;
import dev.tocsin.notifier.message.Message.Line;

/** What is known of the incident. */
record Body(Notification notification, Places places, Instant now) {

    private static final int NAMED_ALERTS = 5;
    private static final int LINKS = 10;

    List<Line> lines() {
        return switch (Nature.of(notification.getKind())) {
            case ASKS, UNHEARD_OF, MISSED, STANDS, ENDS -> all();
            case ARRANGES -> switch (notification.getKind()) {
                case ROOM -> behindTheFirstPost();
                case STATUS_PAGE -> List.of();
                default -> all();
            };
            case REMINDS -> brief();
            case CHORES -> List.of();
        };
    }

    private List<Line> all() {
        var incident = notification.getIncident();
        var asks = Nature.of(notification.getKind()).isUrgent();
        return new Lines().add("What", incident.getSummary().equals(incident.getTitle()) ? "" : incident.getSummary())
                .add("Since", since(incident)).all(Circumstances.situation(incident, places, asks, now))
                .add("Impact", impact(incident)).add("Alerts", alerts(incident))
                .add("Why you", notification.getReason()).add("Also told", alsoTold(asks))
                .add("Team", incident.getTeam())
                .all(Handling.of(incident, new Details(notification), now)).add("Note", incident.getNote())
                .all(Circumstances.help(incident)).all(links(incident)).made();
    }

    /** What the policy's fields did not say. */
    private List<Line> behindTheFirstPost() {
        var incident = notification.getIncident();
        return new Lines().all(Circumstances.situation(incident, places, false, now)).all(Circumstances.help(incident))
                .all(links(incident)).made();
    }

    private List<Line> brief() {
        var incident = notification.getIncident();
        return new Lines().add("Since", since(incident)).all(Circumstances.situation(incident, places, false, now))
                .add("Why you", notification.getReason()).made();
    }

    private String alsoTold(boolean asks) {
        return notification.getAlsoTold().isEmpty() && asks
                ? "nobody else so far"
                : String.join(", ", notification.getAlsoTold());
    }

    private String since(Incident incident) {
        var end = incident.getResolvedAt();
        return Ago.moment(incident.getRoundStartedAt()) + " (" + Ago.length(Duration.between(incident
                .getRoundStartedAt(), end.orElse(now))) + (end.isPresent() ? " in all)" : " ago)");
    }

    private static List<Line> links(Incident incident) {
        var lines = new Lines().link("Runbook", "", incident.getRunbook());
        incident.getLinks().stream().limit(LINKS).forEach(link -> lines.link("Look at", link.getTitle(), link
                .getHref()));
        return lines.made();
    }

    static String impact(Incident incident) {
        return (incident.getCustomerFacing() ? "customers feel it" : "not known to reach customers")
                + (incident.getSecurity() ? "; a security matter" : "");
    }

    private static String alerts(Incident incident) {
        var firing = incident.getAlerts().stream().filter(it -> it.getStatus() == AlertStatus.FIRING).toList();
        var shown = firing.isEmpty() ? incident.getAlerts() : firing;
        var names = shown.stream().limit(NAMED_ALERTS).map(it -> it.getName()).distinct()
                .collect(Collectors.joining(", "));
        return incident.getAlertsFiring() + " firing of " + incident.getAlertsTotal()
                + (names.isEmpty() ? "" : ": " + names) + (shown.size() > NAMED_ALERTS ? ", ..." : "")
                + (incident.getAlertsSuppressed() > 0 ? "; " + incident.getAlertsSuppressed() + " silenced" : "");
    }
}
