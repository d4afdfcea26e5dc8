package dev.tocsin.escalator.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Told;

/** A decision about an incident outside its ladder. */
public sealed interface ObligationDecision {

    /**
     * A notification, or a request to open something.
     *
     * @param occasion
     *            its purpose, such as {@code clock/respond/breached}; the same occasion is the same notification
     * @param details
     *            details of the kind
     * @param dueAt
     *            due time
     * @param alsoTold
     *            other targets that are notified
     */
    record Notify(NotificationKind kind, Told to, String occasion, Map<String, String> details, Instant dueAt,
            List<String> alsoTold, String why) implements ObligationDecision {

        public Notify {
            details = Map.copyOf(details);
            alsoTold = List.copyOf(alsoTold);
        }
    }

    /**
     * An entry for the timeline.
     *
     * @param occasion
     *            distinguishes it from others of the same evaluation
     */
    record Happened(FactKind kind, String occasion, String summary, Map<String, String> details)
            implements
                ObligationDecision {

        public Happened {
            details = Map.copyOf(details);
        }
    }

    /**
     * Nobody is notified, for a reason.
     *
     * @param code
     *            code, such as {@code nobody-to-remind}
     */
    record Silent(String code, String why) implements ObligationDecision {}
}
