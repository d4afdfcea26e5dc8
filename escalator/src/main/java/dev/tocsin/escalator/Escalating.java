package dev.tocsin.escalator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.escalator.aftermath.TaskReminders;
import dev.tocsin.escalator.arrange.Arrangements;
import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.cadence.Cadences;
import dev.tocsin.escalator.clock.Clocks;
import dev.tocsin.escalator.duty.Duties;
import dev.tocsin.escalator.duty.Moment;
import dev.tocsin.escalator.ladder.LadderClimb;
import dev.tocsin.escalator.ladder.Policies;
import dev.tocsin.escalator.ladder.Turn;
import dev.tocsin.event.Incident;
import dev.tocsin.state.Escalation;

/** The mind of the escalator: the ladder first, then everything else that an incident obliges people to. */
final class Escalating {

    private final LadderClimb ladder;
    private final Duties duties;
    private final Policies policies;
    private final Duration lateAfter;

    Escalating(Policies policies, LadderTerms terms) {
        this.ladder = new LadderClimb(policies, terms.lateAfter(), terms.keep());
        this.duties = new Duties(List.of(new Clocks(terms.keep()), new Arrangements(), new Cadences(),
                new TaskReminders()));
        this.policies = policies;
        this.lateAfter = terms.lateAfter();
    }

    Moment at(Instant now) {
        return new Moment(now, lateAfter, policies);
    }

    /** A snapshot of the incident came in. */
    Turn onSnapshot(Optional<Escalation> before, Incident incident, Moment moment) {
        return duties.onSnapshot(before, ladder.onSnapshot(before, incident, moment.now()), moment);
    }

    /** Whether what fell due waits for word that may stand in the log unread. */
    boolean mustHearMore(Escalation row, Backlog backlog, Instant firstLook, Instant now) {
        return ladder.mayBeFoldedYet(row, backlog, firstLook, now);
    }

    /** Something that the row waits for fell due. */
    Turn onDue(Escalation row, Moment moment) {
        return duties.onDue(row, ladder.onDue(row, moment.now()), moment);
    }
}
