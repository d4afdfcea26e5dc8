package dev.tocsin.escalator.obligation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.state.Escalation;

/**
 * One kind of obligation besides the ladder: response clocks, promised updates, the plan, follow-ups. It changes only its own fields of the draft and reads no clock.
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

    /** A timer of this obligation is due. The implementation must advance the timer. */
    List<ObligationDecision> onDue(Escalation.Builder draft, ObligationContext moment);

    /**
     * A due timer declared the incident, without a new snapshot.
     */
    default List<ObligationDecision> onDeclared(Escalation.Builder draft, ObligationContext moment) {
        return List.of();
    }

    /** The next due time; empty if there is none. */
    Optional<Instant> dueAt(Escalation.Builder draft);
}
