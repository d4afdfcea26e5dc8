package dev.tocsin.escalator.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.escalator.ladder.LadderDecision.Nothing;
import dev.tocsin.escalator.ladder.LadderDecision.Page;
import dev.tocsin.event.CalledIn;
import dev.tocsin.event.IncidentState;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/**
 * Pages those whom people call in, at once and besides the ladder, once for each time they are called (runbook rows B14,
 * C8). A person asked: nothing that holds the ladder back holds this back.
 */
final class ExtraCalls {

    private final Policies policies;

    ExtraCalls(Policies policies) {
        this.policies = policies;
    }

    /** The turn with pages for those who were called in since the last one. */
    Turn with(Turn turn, Instant now) {
        var row = turn.row();
        var incident = row.getIncident();
        var called = incident.getCalledIn();
        if (called.size() == row.getCalledIn()) {
            return turn;
        }
        if (called.size() < row.getCalledIn() || isOver(row)) {
            return new Turn(Escalation.newBuilder(row).setCalledIn(called.size()).build(), turn.decisions());
        }
        var footing = Footing.on(policies.version(incident.getPolicyVersion()), incident.getLadder());
        var decisions = new ArrayList<>(turn.decisions());
        decisions.removeIf(Nothing.class::isInstance);
        var told = row.getTold();
        for (var number = row.getCalledIn(); number < called.size(); number++) {
            var entry = called.get(number);
            var recipients = footing.calledIn(entry.getName(), now);
            for (var one : recipients) {
                decisions.add(page(entry, number + 1, one, Audience.others(told, recipients, one), now));
            }
            told = Audience.joined(told, recipients);
        }
        return new Turn(Escalation.newBuilder(row).setCalledIn(called.size()).setTold(told).build(), decisions);
    }

    private static Page page(CalledIn entry, int number, Told to, List<String> alsoTold, Instant now) {
        return new Page(to, 0, number, now, Duration.ZERO, alsoTold, entry.getBy() + " called in " + entry.getName()
                + (entry.getNote().isBlank() ? "" : ": " + entry.getNote()));
    }

    private static boolean isOver(Escalation row) {
        return row.getIncident().getState() == IncidentState.RESOLVED || row.getIncident()
                .getState() == IncidentState.CLOSED;
    }
}
