package dev.tocsin.notifier.channel.pagerduty;

import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.KindTraits;

/** Event actions of PagerDuty. */
enum PagerDutyAction {

    TRIGGER, ACKNOWLEDGE, RESOLVE;

    /**
     * What a kind is to PagerDuty; empty where it is nothing. A missed page is nothing too: where the service's urgency is
     * high it would wake, which the policy does not want any more, and a real page after it would be folded into it without
     * a sound.
     */
    static Optional<PagerDutyAction> of(NotificationKind kind) {
        return switch (KindTraits.of(kind)) {
            case ASKS, UNHEARD_OF -> Optional.of(TRIGGER);
            case STANDS -> kind == NotificationKind.ACKNOWLEDGED || kind == NotificationKind.MITIGATED
                    ? Optional.of(ACKNOWLEDGE)
                    : Optional.empty();
            case ENDS -> Optional.of(RESOLVE);
            case MISSED, ARRANGES, REMINDS, CHORES -> Optional.empty();
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
