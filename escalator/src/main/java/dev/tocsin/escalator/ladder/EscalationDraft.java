package dev.tocsin.escalator.ladder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.decision.EscalationCopies;
import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.event.Incident;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/** A turn in the making: the row as it will be stored, and what was decided so far. Lives no longer than the turn. */
final class EscalationDraft {

    private final Escalation.Builder row;
    private final Instant now;
    private final List<LadderDecision> decisions = new ArrayList<>();

    /** From the row as it was, with the snapshot as it is. */
    EscalationDraft(Escalation before, Incident incident, Instant now) {
        this.row = EscalationCopies.of(before).setIncident(incident);
        this.now = now;
    }

    Escalation.Builder row() {
        return row;
    }

    Incident incident() {
        return row.getIncident();
    }

    Instant now() {
        return now;
    }

    void decide(LadderDecision decision) {
        decisions.add(decision);
    }

    void decide(List<? extends LadderDecision> more) {
        decisions.addAll(more);
    }

    /** What was done after all makes silence no longer true. */
    void breakSilence() {
        decisions.removeIf(Nothing.class::isInstance);
    }

    boolean isSilent() {
        return decisions.isEmpty();
    }

    /** The ladder's next step is due then; it stands still when never. */
    void await(Optional<Instant> next) {
        row.setNextDueAt(next.orElse(null));
        timerChanged();
    }

    /** What was waited for before is stale. */
    void timerChanged() {
        row.setGeneration(row.getGeneration() + 1);
    }

    boolean isHeld() {
        return row.getHeldAt() != null;
    }

    boolean isWaiting() {
        return row.getNextDueAt() != null;
    }

    /** Whether those on the ladder have been told that nobody answered. */
    boolean isExhausted() {
        return row.getAlarms() > 0;
    }

    /** Whether there is something to stop. */
    boolean isUnderWay() {
        return isWaiting() || isHeld() || row.getAlarmAt() != null;
    }

    void told(List<Told> more) {
        row.setTold(PagedAudience.joined(row.getTold(), more));
    }

    EscalationResult end() {
        return new EscalationResult(row.build(), decisions);
    }
}
