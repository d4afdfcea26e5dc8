package dev.tocsin.notifier.channel;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.KindTraits;

/** How news of an incident follow the message that is there already, where messages can be edited and answered. */
public enum FollowUp {

    /** A message of its own. */
    ANEW,
    /** An answer to the first message. */
    REPLY,
    /** The first message shows how it stands now, and an answer says what is new. */
    EDIT_AND_REPLY;

    /** How a notification follows. A page is a message of its own, unless the incident has a thread. */
    public static FollowUp of(Dispatch dispatch) {
        if (dispatch.first().isEmpty()) {
            return ANEW;
        }
        var kind = dispatch.notification().getKind();
        return switch (KindTraits.of(kind)) {
            case ASKS, UNHEARD_OF -> kind == NotificationKind.LADDER_EXHAUSTED || dispatch.first().get().ofRoom()
                    ? REPLY
                    : ANEW;
            case STANDS -> kind == NotificationKind.ACKNOWLEDGED || kind == NotificationKind.MITIGATED
                    ? EDIT_AND_REPLY
                    : REPLY;
            case ENDS -> EDIT_AND_REPLY;
            case MISSED, ARRANGES, REMINDS, CHORES -> REPLY;
        };
    }
}
