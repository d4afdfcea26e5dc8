package dev.tocsin.escalator.obligation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.state.Escalation;

/**
 * One kind of obligation: response clocks, promised updates, what is arranged when an incident is declared, what is to be
 * done after it. It changes nothing but its own fields of the draft, and asks no clock.
 */
public interface Obligation {

    /**
     * A newer snapshot of the incident came in.
     *
     * @param before
     *            the row as it was; empty when the incident is new
     * @param draft
     *            the row as it will be, with the new snapshot and the ladder's part
     */
    List<ObligationDecision> onSnapshot(Optional<Escalation> before, Escalation.Builder draft,
            ObligationContext moment);

    /** What it waits for is due, whole or in part; called only then, and must move what it waits for on. */
    List<ObligationDecision> onDue(Escalation.Builder draft, ObligationContext moment);

    /**
     * The incident was declared by what fell due just now, such as the end of the time that its first page was held; no
     * snapshot says so.
     */
    default List<ObligationDecision> onDeclared(Escalation.Builder draft, ObligationContext moment) {
        return List.of();
    }

    /** What it waits for next; empty when for nothing. */
    Optional<Instant> dueAt(Escalation.Builder draft);
}
