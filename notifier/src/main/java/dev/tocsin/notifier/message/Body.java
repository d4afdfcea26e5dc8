package dev.tocsin.notifier.message;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.Message.Line;

/** The lines of a message that describe the incident. */
record Body(Notification notification, Reader reader, Instant now) {

    /** Label of a line that has only a link. */
    static final String LINK = "Look at";

    private static final int LINKS = 10;

    List<Line> lines() {
        return switch (KindTraits.of(notification.getKind())) {
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
        var asks = KindTraits.of(notification.getKind()).isUrgent();
        var escalated = asks && isEscalated();
        return new Lines().add("Why you", escalated ? notification.getReason() : "")
                .paragraph("What", what(incident)).add("Since", since(incident))
                .all(ContextTexts.situation(incident, reader, asks, now)).add("Impact", impact(incident))
                .all(AlertTexts.of(incident)).add("Why you", escalated || isNewsToThePaged()
                        ? ""
                        : notification.getReason())
                .add("Also notified", alsoTold(asks)).add("Team", incident.getTeam())
                .all(ResponseTexts.of(incident, new KindDetails(notification), reader, now))
                .paragraph("Note", incident.getNote()).all(ContextTexts.help(incident)).all(links(incident)).made();
    }

    /** Whoever was paged knows why the news come; an acknowledgement says by which way it came. */
    private boolean isNewsToThePaged() {
        return switch (notification.getKind()) {
            case SEVERITY_CHANGED, UPDATED, MITIGATED, RESOLVED, CLOSED -> true;
            case UNKNOWN, PAGE, LADDER_EXHAUSTED, PAGE_MISSED, ACKNOWLEDGED, DECLARED, REOPENED, ROOM, WAR_ROOM, TICKET,
                    STATUS_PAGE,
                    UPDATE_DUE,
                    UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED, TASK_DUE, TASK_OVERDUE, DIGEST, PAGE_DIGEST ->
                false;
        };
    }

    /** Whether the reason comes first, because others were to be reached before. */
    private boolean isEscalated() {
        return notification.getRung() > 1 || notification.getKind() == NotificationKind.LADDER_EXHAUSTED
                || !notification.getIncident().getUndelivered().isEmpty();
    }

    /** The lines after the fields of the plan. */
    private List<Line> behindTheFirstPost() {
        var incident = notification.getIncident();
        return new Lines().all(ContextTexts.situation(incident, reader, false, now)).all(ContextTexts.help(incident))
                .all(links(incident)).made();
    }

    private List<Line> brief() {
        var incident = notification.getIncident();
        return new Lines().add("Since", since(incident)).all(ContextTexts.situation(incident, reader, false, now))
                .add("Why you", notification.getReason()).made();
    }

    /** The summary without a first line that repeats the title. */
    private static String what(Incident incident) {
        var lines = SafeText.lines(incident.getSummary());
        var title = SafeText.line(incident.getTitle());
        return String.join("\n", lines.isEmpty() || !lines.getFirst().strip().equals(title)
                ? lines
                : lines.subList(1, lines.size()));
    }

    private String alsoTold(boolean asks) {
        return notification.getAlsoTold().isEmpty() && asks
                ? "nobody else"
                : notification.getAlsoTold().stream().map(this::withItsFailure).collect(Collectors.joining(", "));
    }

    /** Marks recipients that were not reached. */
    private String withItsFailure(String target) {
        var failed = notification.getIncident().getUndelivered().stream().filter(it -> it.getTarget().equals(target))
                .map(DeliveryFailure::getChannel).distinct().collect(Collectors.joining(", "));
        return failed.isEmpty() ? target : target + " (not delivered by " + failed + ")";
    }

    private String since(Incident incident) {
        return StartTime.of(incident).text(incident, reader, now);
    }

    private static List<Line> links(Incident incident) {
        var lines = new Lines().link("Runbook", "", incident.getRunbook());
        incident.getLinks().stream().filter(link -> !link.getHref().equals(incident.getRunbook())).limit(LINKS)
                .forEach(link -> lines.link(LINK, link.getTitle(), link.getHref()));
        return lines.made();
    }

    static String impact(Incident incident) {
        var verb = IncidentStates.isOver(incident.getState()) ? "were" : "are";
        return (incident.getCustomerFacing() ? "customers " + verb + " affected" : "no known customer impact")
                + (incident.getSecurity() ? "; security incident" : "");
    }
}
