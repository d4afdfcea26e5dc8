package dev.tocsin.escalator.ladder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.decision.EscalationCopies;
import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.LadderDecision.Nothing;
import dev.tocsin.escalator.decision.LadderDecision.Page;
import dev.tocsin.event.Incident;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/** The new row and the decisions of one evaluation, under construction. */
final class EscalationDraft {

    private final Escalation.Builder row;
    private final Instant now;
    private final List<LadderDecision> decisions = new ArrayList<>();

    /** Starts from the previous row and the new snapshot. */
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

    /** Removes decisions to do nothing, because something follows after all. */
    void dropSilence() {
        decisions.removeIf(Nothing.class::isInstance);
    }

    /** Whether this evaluation pages the destination. */
    boolean isPaged(String destination) {
        return decisions.stream().anyMatch(decision -> decision instanceof Page page && page.to().getDestination()
                .equals(destination));
    }

    boolean isSilent() {
        return decisions.isEmpty();
    }

    /** Sets the due time of the next step; empty stops the ladder. */
    void await(Optional<Instant> next) {
        row.setNextDueAt(next.orElse(null));
        timerChanged();
    }

    /** Invalidates earlier timers. */
    void timerChanged() {
        row.setGeneration(row.getGeneration() + 1);
    }

    boolean isHeld() {
        return row.getHeldAt() != null;
    }

    boolean isWaiting() {
        return row.getNextDueAt() != null;
    }

    /** Whether the alarm of the exhausted ladder was sent. */
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
