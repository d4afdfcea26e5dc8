package dev.tocsin.policy.channel;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.CLOCK_WARNING;
import static dev.tocsin.event.NotificationKind.DIGEST;
import static dev.tocsin.event.NotificationKind.MITIGATED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.PAGE_DIGEST;
import static dev.tocsin.event.NotificationKind.ROOM;
import static dev.tocsin.event.NotificationKind.SEVERITY_CHANGED;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.event.NotificationKind.TICKET;
import static dev.tocsin.event.NotificationKind.UNKNOWN;
import static dev.tocsin.event.NotificationKind.WAR_ROOM;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import dev.tocsin.event.NotificationKind;

/** Sets of kinds of notification. */
public final class KindSets {

    /** All there are. */
    public static final Set<NotificationKind> ALL = Set.of(NotificationKind.values());

    /** All that {@code tells} may name: all but pages, what is arranged rather than told, and the digests of throttles. */
    public static final Set<NotificationKind> TELLABLE = without(ALL, UNKNOWN, PAGE, ROOM, TICKET, STATUS_PAGE,
            DIGEST, PAGE_DIGEST);

    /** Pages and all that may be told: what people are reached with. */
    static final Set<NotificationKind> MESSAGES = without(ALL, ROOM, TICKET, STATUS_PAGE);

    /** Messages, and the first post of a room that incidents share. */
    static final Set<NotificationKind> CHAT = without(ALL, TICKET, STATUS_PAGE);

    /** Without the steps on the way to the end. */
    static final Set<NotificationKind> QUIET = without(TELLABLE, ACKNOWLEDGED, MITIGATED, SEVERITY_CHANGED,
            CLOCK_WARNING, WAR_ROOM);

    private KindSets() {}

    /** A kind as it is written in {@code tells}. */
    public static String word(NotificationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<NotificationKind> without(Set<NotificationKind> all, NotificationKind... left) {
        var kinds = EnumSet.copyOf(all);
        kinds.removeAll(Arrays.asList(left));
        return Set.copyOf(kinds);
    }
}
