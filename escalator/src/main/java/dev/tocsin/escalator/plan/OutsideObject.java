package dev.tocsin.escalator.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Told;

/** What is opened outside for an incident and kept in step with it. */
enum OutsideObject {
    /** A room of its own. */
    ROOM(NotificationKind.ROOM),
    /** A thread in a room that incidents share. */
    THREAD(NotificationKind.ROOM),
    /** Where it is filed. */
    TICKET(NotificationKind.TICKET),
    /** Where customers read about it. */
    STATUS_PAGE(NotificationKind.STATUS_PAGE);

    private static final Set<NotificationKind> FILED = Set.of(NotificationKind.SEVERITY_CHANGED,
            NotificationKind.MITIGATED, NotificationKind.RESOLVED, NotificationKind.REOPENED, NotificationKind.CLOSED);

    private final NotificationKind opens;

    OutsideObject(NotificationKind opens) {
        this.opens = opens;
    }

    /** The kind that opens it. */
    NotificationKind opens() {
        return opens;
    }

    /** The name under which it is told things, such as {@code status-page}. */
    String target() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind by which it hears of news, if it does. A status page hears what is worded for customers only. */
    Optional<NotificationKind> hears(Development news) {
        return switch (this) {
            case ROOM, THREAD -> Optional.of(news.kind());
            case TICKET -> Optional.of(news.kind()).filter(FILED::contains);
            case STATUS_PAGE -> news.forCustomers().map(text -> NotificationKind.STATUS_PAGE);
        };
    }

    /** What was opened at a destination. */
    static OutsideObject of(Told arranged) {
        return Arrays.stream(values()).filter(part -> part.target().equals(arranged.getTarget())).findFirst().orElse(
                THREAD);
    }
}
