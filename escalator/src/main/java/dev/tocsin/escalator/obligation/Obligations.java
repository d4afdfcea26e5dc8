package dev.tocsin.escalator.obligation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.contact.ContactTimes;
import dev.tocsin.escalator.decision.EscalationCopies;
import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.state.Escalation;

/** Runs all obligations in order and sets the next wake-up of the row. */
public final class Obligations {

    private final List<Obligation> duties;

    /** These, in this order. */
    public Obligations(List<? extends Obligation> duties) {
        this.duties = List.copyOf(duties);
    }

    /** Adds the decisions of all obligations on a snapshot to those of the ladder. */
    public EscalationResult onSnapshot(Optional<Escalation> before, EscalationResult turn, ObligationContext moment) {
        if (before.filter(row -> row.getIncident().getRevision() == turn.row().getIncident().getRevision())
                .isPresent()) {
            return turn;
        }
        var draft = EscalationCopies.of(turn.row());
        var decisions = new ArrayList<ObligationDecision>();
        duties.forEach(duty -> decisions.addAll(duty.onSnapshot(before, draft, moment)));
        return turn.with(awaiting(draft, before), decisions);
    }

    /** Adds the decisions of all due obligations to those of the ladder. */
    public EscalationResult onDue(Escalation before, EscalationResult turn, ObligationContext moment) {
        var draft = EscalationCopies.of(turn.row());
        var decisions = new ArrayList<ObligationDecision>();
        for (var duty : duties) {
            if (duty.dueAt(draft).filter(at -> !at.isAfter(moment.now())).isPresent()) {
                decisions.addAll(duty.onDue(draft, moment));
            }
        }
        if (before.getDeclaredAt().isEmpty() && draft.getDeclaredAt() != null) {
            duties.forEach(duty -> decisions.addAll(duty.onDeclared(draft, moment)));
        }
        return turn.with(awaiting(draft, Optional.of(before)), decisions);
    }

    private Escalation awaiting(Escalation.Builder draft, Optional<Escalation> before) {
        var wakeAt = Stream.concat(Stream.of(Optional.ofNullable(draft.getNextDueAt()), Optional.ofNullable(draft
                .getAlarmAt()), ContactTimes.next(draft)), duties.stream().map(duty -> duty.dueAt(draft))).flatMap(
                        Optional::stream)
                .min(Instant::compareTo);
        draft.setWakeAt(wakeAt.orElse(null));
        if (before.filter(row -> row.getGeneration() == draft.getGeneration() && !row.getWakeAt().equals(wakeAt))
                .isPresent()) {
            draft.setGeneration(draft.getGeneration() + 1);
        }
        return draft.build();
    }
}
