package dev.tocsin.policy.channel;

import dev.tocsin.event.NotificationKind;

/** An external resource that a plan opened. */
public enum PlanPart {
    /** A first post in a room that incidents share. */
    ROOM(NotificationKind.ROOM, "a room"),
    /** A room that is made for the incident. */
    OWN_ROOM(NotificationKind.ROOM, "a room of its own"),
    /** Where it is filed. */
    TICKET(NotificationKind.TICKET, "tickets"),
    /** Where customers read about it. */
    STATUS_PAGE(NotificationKind.STATUS_PAGE, "a status page");

    private final NotificationKind kind;
    private final String words;

    PlanPart(NotificationKind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    /** The kind of notification that opens it. */
    public NotificationKind kind() {
        return kind;
    }

    /** As an error calls it. */
    public String words() {
        return words;
    }
}
