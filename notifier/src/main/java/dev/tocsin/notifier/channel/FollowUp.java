package dev.tocsin.notifier.channel;

import java.util.function.Supplier;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.kind.KindTraits;

/** How news of an incident relates to its first message, on channels that can edit and reply. */
public enum FollowUp {

    /** A new message. */
    ANEW,
    /** A reply to the first message. */
    REPLY,
    /** The first message is updated, and a reply has the news. */
    EDIT_AND_REPLY;

    /**
     * The outcome of an edit with the news after it. A refused edit does not hold back the news; while the edit can still
     * succeed, nothing is sent, because the next attempt would repeat it.
     */
    public static Outcome afterEdit(Outcome edited, Supplier<Outcome> news) {
        return switch (edited) {
            case Outcome.RetryAfter(var asked, var reason, var status, _) ->
                new Outcome.RetryAfter(asked, "edit: " + reason, status, false);
            case Outcome.Delivered _,Outcome.Rejected _ -> news.get();
        };
    }

    /** How to send a notification. A page is a new message, unless the incident has a thread. */
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
