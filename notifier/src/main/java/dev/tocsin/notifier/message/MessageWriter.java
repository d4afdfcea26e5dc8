package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.message.Message.Line;

/** Writes what somebody reads who was just woken: first whether to get up, then what to do. */
public final class MessageWriter {

    private static final int HEADLINE = 250;
    private static final int TEXT = 1000;
    private static final int NAMED_ALERTS = 5;
    private static final int LINKS = 10;

    private final Optional<String> console;

    /**
     * A writer.
     *
     * @param console
     *            address at which people reach the console, without a slash at its end
     */
    public MessageWriter(Optional<String> console) {
        this.console = console;
    }

    /** The message as of now. */
    public Message write(Notification notification, boolean possibleRepeat, Instant now) {
        var lines = new ArrayList<Line>();
        if (possibleRepeat) {
            lines.add(Line.of("Possible repeat", "an earlier copy may have reached you; its answer was lost"));
        }
        lateness(notification, now).ifPresent(late -> lines.add(Line.of("Late", "by " + late + ", due "
                + Ago.moment(notification.getDueAt()) + "; judged again before it was sent")));
        lines.addAll(body(notification, now));
        lines.addAll(actions(notification));
        return new Message(Clean.cut(headline(notification, possibleRepeat, now), HEADLINE), lines);
    }

    private static String headline(Notification notification, boolean possibleRepeat, Instant now) {
        var incident = notification.getIncident();
        var where = incident.getEnvironment().isEmpty() ? "" : " (" + incident.getEnvironment() + ")";
        var what = "[" + incident.getSeverity().getId() + "] " + incident.getService() + where + ": "
                + incident.getTitle();
        var news = switch (notification.getKind()) {
            case PAGE, UNKNOWN -> lateness(notification, now).map(late -> "LATE by " + late + ": ").orElse("");
            case ACKNOWLEDGED -> "Acknowledged" + by(incident.getAcknowledgedBy()) + ": ";
            case MITIGATED -> "Mitigated" + by(incident.getMitigatedBy()) + ": ";
            case RESOLVED -> "Resolved" + by(incident.getResolvedBy()) + ": ";
            case LADDER_EXHAUSTED -> "NOBODY ACKNOWLEDGED: ";
            case PAGE_MISSED, DECLARED, SEVERITY_CHANGED, UPDATED, REOPENED, CLOSED, ROOM, WAR_ROOM, TICKET,
                    STATUS_PAGE, UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED, TASK_DUE, TASK_OVERDUE ->
                notification.getKind().name().replace('_', ' ') + ": ";
        };
        var feels = incident.getCustomerFacing() && asksForAction(notification) ? " - customers feel it" : "";
        return Clean.line((possibleRepeat ? "(possible repeat) " : "") + news + what + feels);
    }

    private List<Line> body(Notification notification, Instant now) {
        var incident = notification.getIncident();
        var lines = new ArrayList<Line>();
        add(lines, "What", incident.getSummary().equals(incident.getTitle()) ? "" : incident.getSummary());
        add(lines, "Since", Ago.moment(incident.getRoundStartedAt()) + " (" + Ago.length(
                Duration.between(incident.getRoundStartedAt(), end(incident).orElse(now)))
                + (end(incident).isPresent() ? " in all)" : " ago)"));
        lines.addAll(Circumstances.situation(incident, console, asksForAction(notification), now));
        add(lines, "Impact", impact(incident));
        add(lines, "Alerts", alerts(incident));
        add(lines, "Why you", notification.getReason());
        add(lines, "Also told", notification.getAlsoTold().isEmpty() && asksForAction(notification)
                ? "nobody else so far"
                : String.join(", ", notification.getAlsoTold()));
        add(lines, "Team", incident.getTeam());
        add(lines, "Lead", incident.getRoles().getOrDefault("commander", ""));
        add(lines, "Note", incident.getNote());
        lines.addAll(Circumstances.help(incident));
        link(lines, "Runbook", "", incident.getRunbook());
        incident.getLinks().stream().limit(LINKS)
                .forEach(link -> link(lines, "Look at", link.getTitle(), link.getHref()));
        return lines;
    }

    private List<Line> actions(Notification notification) {
        var incident = notification.getIncident();
        var page = console.map(it -> it + "/?incident=" + incident.getId()).filter(Clean::isWebAddress);
        var round = incident.getRound() > 1 ? " (reopened, round " + incident.getRound() + ")" : "";
        return asksForAction(notification)
                ? List.of(new Line("Acknowledge", page.isPresent() ? "" : "in the console", page),
                        Line.of("Incident", incident.getId() + round))
                : List.of(new Line("Incident", incident.getId() + round, page));
    }

    private static String impact(Incident incident) {
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

    private static Optional<Instant> end(Incident incident) {
        return incident.getResolvedAt();
    }

    private static Optional<String> lateness(Notification notification, Instant now) {
        return notification.getLate()
                ? Optional.of(Ago.length(Duration.between(notification.getDueAt(), now)))
                : Optional.empty();
    }

    private static boolean asksForAction(Notification notification) {
        return switch (notification.getKind()) {
            case PAGE, LADDER_EXHAUSTED, UNKNOWN -> true;
            case ACKNOWLEDGED, MITIGATED, RESOLVED, PAGE_MISSED, DECLARED, SEVERITY_CHANGED, UPDATED, REOPENED, CLOSED,
                    ROOM, WAR_ROOM, TICKET, STATUS_PAGE, UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED,
                    TASK_DUE, TASK_OVERDUE -> false;
        };
    }

    private static String by(String whom) {
        return whom.isEmpty() ? "" : " by " + whom;
    }

    private static void add(List<Line> lines, String label, String text) {
        var clean = Clean.cut(Clean.line(text), TEXT);
        if (!clean.isEmpty()) {
            lines.add(Line.of(label, clean));
        }
    }

    private static void link(List<Line> lines, String label, String title, String href) {
        if (Clean.isWebAddress(href)) {
            lines.add(new Line(label, Clean.cut(Clean.line(title), 150), Optional.of(href)));
        } else {
            add(lines, label, href);
        }
    }
}
