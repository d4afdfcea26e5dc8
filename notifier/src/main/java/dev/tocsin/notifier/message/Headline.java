package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.schemas.incident.Ends;

/** The one line that a phone shows: enough to decide whether to get up. */
final class Headline {

    static final int LONGEST = 250;
    /** Before everything else in a message that may have arrived before. */
    static final String REPEAT = "(possible repeat) ";
    private static final int LONGEST_TASK = 100;

    private Headline() {}

    static String of(Notification notification, Reader reader, boolean possibleRepeat, Instant now) {
        var incident = notification.getIncident();
        var feels = incident.getCustomerFacing() && KindTraits.of(notification.getKind()).isUrgent()
                ? " - customers affected"
                : "";
        var news = news(notification, reader, now);
        return fitted((possibleRepeat ? REPEAT : "") + (news.isEmpty() ? "" : news + ": ") + what(incident) + feels);
    }

    /** In one line, as long as a phone shows. */
    static String fitted(String text) {
        return SafeText.cut(SafeText.line(text), LONGEST);
    }

    private static String what(Incident incident) {
        var environment = incident.getEnvironment().isEmpty() ? "" : "(" + incident.getEnvironment() + ")";
        return Stream.of("[" + incident.getSeverity().getId() + "]", incident.getService(), environment).filter(
                it -> !it.isEmpty()).collect(Collectors.joining(" ")) + ": " + incident.getTitle();
    }

    /** What is new; empty for a page that is sent on time. */
    static String news(Notification notification, Reader reader, Instant now) {
        var incident = notification.getIncident();
        var details = new KindDetails(notification);
        return switch (notification.getKind()) {
            case DIGEST, PAGE_DIGEST -> DigestMessage.news(notification);
            case PAGE, UNKNOWN -> late(notification, now).map(late -> "LATE by " + late).orElse("");
            case LADDER_EXHAUSTED -> "UNACKNOWLEDGED, ladder exhausted";
            case PAGE_MISSED -> "MISSED PAGE, not sent at the time, " + RelativeTimes.length(Duration.between(
                    notification
                            .getDueAt(), now)) + " late";
            case DECLARED, ROOM -> "Declared";
            case ACKNOWLEDGED -> "Acknowledged" + by(incident.getAcknowledgedBy());
            case MITIGATED -> "Mitigated" + by(incident.getMitigatedBy());
            case RESOLVED -> Ends.withoutRecovery(incident).map(_ -> "Resolved without a recovery signal").orElseGet(
                    () -> "Resolved" + by(incident.getResolvedBy()));
            case CLOSED -> incident.getMergedInto().isEmpty() ? "Closed" : "Merged into " + incident.getMergedInto();
            case REOPENED -> "Reopened, round " + incident.getRound();
            case SEVERITY_CHANGED -> "Severity now " + incident.getSeverity().getId() + details.text("from").map(
                    it -> ", was " + it).orElse("");
            case UPDATED -> "Update" + details.text("status").map(it -> ", " + it).orElse("");
            case WAR_ROOM -> "War room open";
            case TICKET -> "Ticket";
            case STATUS_PAGE -> "Status page" + details.text("status").map(it -> ", " + it).orElse("");
            case UPDATE_DUE -> update(details) + " due " + promised(details, now);
            case UPDATE_LAPSED -> update(details) + " missed, promised for " + promised(details, now);
            case CLOCK_WARNING -> sentence(new ClockTexts(details, reader, now).complaint());
            case CLOCK_BREACHED -> "BREACHED, " + new ClockTexts(details, reader, now).complaint();
            case TASK_DUE -> "Task due " + due(details, now) + ": " + task(details);
            case TASK_OVERDUE -> "Task overdue, due " + due(details, now) + ": " + task(details);
        };
    }

    private static String update(KindDetails details) {
        return details.audience().equals("outside") ? "Update for customers" : "Status update";
    }

    private static String promised(KindDetails details, Instant now) {
        return RelativeTimes.off(details.instant("promised").orElse(details.notification().getDueAt()), now);
    }

    private static String due(KindDetails details, Instant now) {
        return RelativeTimes.off(details.instant("dueAt").orElse(details.notification().getDueAt()), now);
    }

    private static String task(KindDetails details) {
        return SafeText.cut(details.text("text").orElse("see the incident"), LONGEST_TASK);
    }

    /** The lateness; empty if it is on time. */
    static Optional<String> late(Notification notification, Instant now) {
        return notification.getLate()
                ? Optional.of(RelativeTimes.length(Duration.between(notification.getDueAt(), now)))
                : Optional.empty();
    }

    private static String by(String whom) {
        return whom.isEmpty() ? "" : " by " + whom;
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
