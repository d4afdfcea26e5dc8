package dev.tocsin.notifier.trial;

import java.util.List;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.channel.Trait;

/** Which kinds of notification try a type of channel: the most harmless that it can send, and the end of what that opens. */
final class TrialPlan {

    private TrialPlan() {}

    /** The kinds in order; empty if a trial is not harmless, because the public reads the channel. */
    static List<NotificationKind> of(ChannelType type) {
        if (type.is(Trait.PUBLIC)) {
            return List.of();
        }
        if (type.is(Trait.RECORD)) {
            return List.of(NotificationKind.TICKET, NotificationKind.RESOLVED);
        }
        return type.is(Trait.ONLY_PAGES) || type.is(Trait.STAYS_OPEN)
                ? List.of(NotificationKind.PAGE, NotificationKind.RESOLVED)
                : List.of(NotificationKind.UPDATED);
    }
}
