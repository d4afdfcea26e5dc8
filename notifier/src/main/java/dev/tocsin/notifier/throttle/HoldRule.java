package dev.tocsin.notifier.throttle;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.channel.Trait;

/** Whether a throttle may hold a notification back. When in doubt it may not. */
public final class HoldRule {

    /** Rank of the most severe severity, which never waits. */
    private static final int TOP = 1;

    private HoldRule() {}

    /**
     * Whether it may wait for a digest. What is about the top severity, what somebody asked for, what opens something, and what
     * closes or settles something that a message opened may not.
     */
    public static boolean mayHold(Notification notification, ChannelType type) {
        return type.isThrottleable() && notification.getIncident().getSeverity().getRank() > TOP
                && isNoMoreThanNews(notification, type);
    }

    private static boolean isNoMoreThanNews(Notification notification, ChannelType type) {
        var kind = notification.getKind();
        return switch (KindTraits.of(kind)) {
            // Somebody asked for this person, or nobody answered.
            case ASKS -> kind == NotificationKind.PAGE && notification.getRung() > 0;
            case MISSED, REMINDS, CHORES -> true;
            case STANDS -> type.is(Trait.NEW_MESSAGES_ONLY) || (kind != NotificationKind.ACKNOWLEDGED
                    && kind != NotificationKind.MITIGATED);
            case ENDS -> type.is(Trait.NEW_MESSAGES_ONLY);
            case ARRANGES, UNHEARD_OF -> false;
        };
    }
}
