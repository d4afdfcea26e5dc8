package dev.tocsin.escalator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.aftermath.TaskReminders;
import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.cadence.Cadences;
import dev.tocsin.escalator.clock.ResponseClocks;
import dev.tocsin.escalator.decision.EscalationResult;
import dev.tocsin.escalator.ladder.LadderDecider;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.escalator.obligation.Obligations;
import dev.tocsin.escalator.plan.ResponsePlan;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.escalator.route.RoutedDecider;
import dev.tocsin.event.Incident;
import dev.tocsin.state.Escalation;

/** Decides what follows from a snapshot or a due timer: first for the ladder, then for the other obligations. */
final class EscalationDecider {

    private final LadderDecider ladder;
    private final RoutedDecider routed;
    private final Obligations duties;
    private final Policies policies;
    private final Duration lateAfter;

    EscalationDecider(Policies policies, LadderSettings terms) {
        this.ladder = new LadderDecider(policies, terms.lateAfter(), terms.keep());
        this.routed = new RoutedDecider(ladder, policies);
        this.duties = new Obligations(List.of(new ResponseClocks(terms.keep()), new ResponsePlan(), new Cadences(),
                new TaskReminders()));
        this.policies = policies;
        this.lateAfter = terms.lateAfter();
    }

    ObligationContext at(Instant now) {
        return new ObligationContext(now, lateAfter, policies);
    }

    /** A snapshot of the incident came in. */
    EscalationResult onSnapshot(Optional<Escalation> before, Incident incident, ObligationContext moment) {
        return duties.onSnapshot(before, routed.onSnapshot(before, incident, moment.now()), moment);
    }

    /** Whether a due first page waits because unread records may make it unnecessary. */
    boolean mustReadMore(Escalation row, Backlog backlog, Instant firstLook, Instant now) {
        return ladder.mustWaitForStorm(row, backlog, firstLook, now);
    }

    /** A timer of the row is due. */
    EscalationResult onDue(Escalation row, ObligationContext moment) {
        return duties.onDue(row, routed.onDue(row, moment.now()), moment);
    }
}
