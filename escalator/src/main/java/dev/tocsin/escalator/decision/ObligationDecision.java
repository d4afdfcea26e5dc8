package dev.tocsin.escalator.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Told;

/** What is to be done for one incident beside its ladder. */
public sealed interface ObligationDecision {

    /**
     * Somebody is told something, or something is to be arranged.
     *
     * @param occasion
     *            what for, such as {@code clock/respond/breached}: the same again is the same notification
     * @param details
     *            what belongs to the kind
     * @param dueAt
     *            when it should have been told
     * @param alsoTold
     *            other targets that are told together with this one
     */
    record Notify(NotificationKind kind, Told to, String occasion, Map<String, String> details, Instant dueAt,
            List<String> alsoTold, String why) implements ObligationDecision {

        public Notify {
            details = Map.copyOf(details);
            alsoTold = List.copyOf(alsoTold);
        }
    }

    /**
     * Something to be remembered on the timeline.
     *
     * @param occasion
     *            tells it from others of the same turn
     */
    record Happened(FactKind kind, String occasion, String summary, Map<String, String> details)
            implements
                ObligationDecision {

        public Happened {
            details = Map.copyOf(details);
        }
    }

    /**
     * Nobody is told, on purpose.
     *
     * @param code
     *            for machines, such as {@code nobody-to-remind}
     */
    record Silent(String code, String why) implements ObligationDecision {}
}
