package dev.tocsin.escalator.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Told;

/** An object in another system that is opened for an incident and kept up to date. */
enum ExternalObject {
    /** An incident channel. */
    ROOM(NotificationKind.ROOM),
    /** A thread in a shared channel. */
    THREAD(NotificationKind.ROOM),
    /** A ticket. */
    TICKET(NotificationKind.TICKET),
    /** An incident on a status page. */
    STATUS_PAGE(NotificationKind.STATUS_PAGE);

    private static final Set<NotificationKind> FILED = Set.of(NotificationKind.SEVERITY_CHANGED,
            NotificationKind.MITIGATED, NotificationKind.RESOLVED, NotificationKind.REOPENED, NotificationKind.CLOSED);

    private final NotificationKind opens;

    ExternalObject(NotificationKind opens) {
        this.opens = opens;
    }

    /** The kind of notification that opens it. */
    NotificationKind opens() {
        return opens;
    }

    /** The target name of its notifications, such as {@code status-page}. */
    String target() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    /** The name of it for people, such as {@code status page}. */
    String words() {
        return this == ROOM ? "incident channel" : target().replace('-', ' ');
    }

    /** The kind of notification that brings it the news, if any. A status page gets only texts for customers. */
    Optional<NotificationKind> hears(Development news) {
        return switch (this) {
            case ROOM, THREAD -> Optional.of(news.kind());
            case TICKET -> Optional.of(news.kind()).filter(FILED::contains);
            case STATUS_PAGE -> news.forCustomers().map(text -> NotificationKind.STATUS_PAGE);
        };
    }

    /** The object at a destination. */
    static ExternalObject of(Told arranged) {
        return Arrays.stream(values()).filter(part -> part.target().equals(arranged.getTarget())).findFirst().orElse(
                THREAD);
    }
}
