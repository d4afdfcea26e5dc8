package dev.tocsin.escalator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.clock.ClockEvent.Breached;
import dev.tocsin.escalator.clock.ClockEvent.Cancelled;
import dev.tocsin.escalator.clock.ClockEvent.Met;
import dev.tocsin.escalator.clock.ClockEvent.Paused;
import dev.tocsin.escalator.clock.ClockEvent.Resumed;
import dev.tocsin.escalator.clock.ClockEvent.Started;
import dev.tocsin.escalator.clock.ClockEvent.Warned;
import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.decision.ObligationDecision.Silent;
import dev.tocsin.escalator.obligation.Obligation;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.escalator.timer.Moments;
import dev.tocsin.event.Incident;
import dev.tocsin.schemas.incident.ClockKind;
import dev.tocsin.schemas.incident.IncidentStates;
import dev.tocsin.state.ClockRow;
import dev.tocsin.state.Escalation;

/**
 * The response clocks of incidents (runbook rows A1, B1, C1, C3, D1): warnings, breaches and measured times. They are evaluated with the newest snapshot at the current time.
 */
public final class ResponseClocks implements Obligation {

    private static final String POLICY = "policy";

    private final Duration keep;

    /**
     * @param keep
     *            how long the row of an incident is kept once it is over
     */
    public ResponseClocks(Duration keep) {
        this.keep = keep;
    }

    @Override
    public List<ObligationDecision> onSnapshot(Optional<Escalation> before, Escalation.Builder draft,
            ObligationContext moment) {
        var incident = draft.getIncident();
        if (before.isEmpty() && isForgotten(incident, moment.now())) {
            return List.of();
        }
        var decisions = new ArrayList<>(cancelledOfLastRound(before, incident, moment));
        var sameRound = before.map(Escalation::getIncident).filter(it -> it.getRound() == incident.getRound());
        var judge = new ClockUpdater(incident, sameRound, TimeLimits.of(moment.policyOf(incident).policy(), incident),
                moment.now());
        var rows = new ArrayList<ClockRow>();
        for (var phase : ClockKind.values()) {
            var known = draft.getClocks().stream().filter(row -> row.getPhase().equals(phase.key())).findFirst();
            judge.judge(phase, known).ifPresent(rows::add);
        }
        draft.setClocks(rows);
        decisions.addAll(decisions(judge.events(), incident, moment));
        return decisions;
    }

    /** Whether the row of the incident was deleted before. */
    private boolean isForgotten(Incident incident, Instant now) {
        var over = IncidentStates.isOver(incident.getState());
        return over && incident.getResolvedAt().orElse(incident.getUpdatedAt()).plus(keep).isBefore(now);
    }

    /** Cancels clocks of the previous round, such as that of its review. */
    private static List<ObligationDecision> cancelledOfLastRound(Optional<Escalation> before, Incident incident,
            ObligationContext moment) {
        return before.filter(row -> row.getIncident().getRound() != incident.getRound()).map(row -> {
            var running = running(row.getClocks()).flatMap(clock -> clock(clock, row.getIncident(), moment).stream())
                    .map(clock -> new Cancelled(clock.with(RunningClock.ended(clock.row(), moment.now())), "round "
                            + row.getIncident().getRound() + " ended")).toList();
            return running.isEmpty()
                    ? List.<ObligationDecision>of()
                    : List.<ObligationDecision>of(ClockFacts.cancelled(running, "cancelled/" + row.getIncident()
                            .getRound()));
        }).orElse(List.of());
    }

    private static List<ObligationDecision> decisions(List<ClockEvent> events, Incident incident,
            ObligationContext moment) {
        var met = only(events, Met.class).stream().map(it -> it.clock().phase()).toList();
        var started = only(events, Started.class).stream().map(Started::clock).filter(clock -> !met.contains(clock
                .phase())).toList();
        var paused = only(events, Paused.class).stream().map(Paused::clock).toList();
        var resumed = only(events, Resumed.class).stream().map(Resumed::clock).toList();
        var cancelled = only(events, Cancelled.class);
        var decisions = new ArrayList<ObligationDecision>();
        if (!cancelled.isEmpty()) {
            decisions.add(ClockFacts.cancelled(cancelled, "cancelled"));
        }
        if (!started.isEmpty()) {
            decisions.add(ClockFacts.started(started));
        }
        if (!paused.isEmpty()) {
            decisions.add(paused(paused, incident));
        }
        if (!resumed.isEmpty()) {
            decisions.add(ClockFacts.resumed(resumed));
        }
        only(events, Breached.class).forEach(event -> decisions.add(ClockFacts.breached(event, event.clock().row()
                .getEndedAt().orElse(moment.now()))));
        only(events, Met.class).forEach(event -> decisions.add(ClockFacts.met(event)));
        return decisions;
    }

    /** A pause that a person requested is on the timeline already. */
    private static ObligationDecision paused(List<RunningClock> clocks, Incident incident) {
        var byPeople = incident.getClockPauses().stream().filter(pause -> pause.getUntil().isEmpty()).anyMatch(
                pause -> !pause.getBy().equals(POLICY));
        var fact = ClockFacts.paused(clocks);
        return byPeople ? new Silent("clock-paused", fact.summary()) : fact;
    }

    @Override
    public List<ObligationDecision> onDue(Escalation.Builder draft, ObligationContext moment) {
        var incident = draft.getIncident();
        var messages = new ClockMessages(incident, draft.getTold(), moment);
        var rows = new ArrayList<ClockRow>();
        var decisions = new ArrayList<ObligationDecision>();
        for (var row : draft.getClocks()) {
            rows.add(isDue(row, moment.now())
                    ? clock(row, incident, moment).map(it -> due(it, messages, moment, decisions)).orElseGet(
                            () -> lost(row, moment, decisions))
                    : row);
        }
        draft.setClocks(rows);
        return decisions;
    }

    /** The policy version in use does not set a time for this clock. */
    private static ClockRow lost(ClockRow row, ObligationContext moment, List<ObligationDecision> decisions) {
        decisions.add(new Silent("clock-lost", "the policy no longer sets a time for phase " + row.getPhase()));
        return ClockRow.newBuilder(RunningClock.ended(row, moment.now())).setCancelled(true).build();
    }

    /** A breach replaces a warning that is due at the same time. */
    private static ClockRow due(RunningClock clock, ClockMessages messages, ObligationContext moment,
            List<ObligationDecision> decisions) {
        var row = clock.row();
        if (Moments.hasCome(row.getDueAt(), moment.now())) {
            var breached = new Breached(clock, false);
            decisions.add(ClockFacts.breached(breached, moment.now()));
            decisions.addAll(messages.of(breached, row.getDueAt().orElseThrow()));
            return ClockRow.newBuilder(row).setBreached(true).setWarnAt(null).setDueAt(null).build();
        }
        var warned = new Warned(clock);
        decisions.add(ClockFacts.warned(warned, moment.now()));
        decisions.addAll(messages.of(warned, row.getWarnAt().orElseThrow()));
        return ClockRow.newBuilder(row).setWarned(true).setWarnAt(null).build();
    }

    @Override
    public Optional<Instant> dueAt(Escalation.Builder draft) {
        return running(draft.getClocks()).flatMap(row -> Stream.concat(row.getWarnAt().stream(), row.getDueAt()
                .stream())).min(Instant::compareTo);
    }

    private static boolean isDue(ClockRow row, Instant now) {
        return row.getEndedAt().isEmpty() && (Moments.hasCome(row.getWarnAt(), now) || Moments.hasCome(row.getDueAt(),
                now));
    }

    private static Stream<ClockRow> running(List<ClockRow> rows) {
        return rows.stream().filter(row -> row.getEndedAt().isEmpty());
    }

    private static Optional<RunningClock> clock(ClockRow row, Incident incident, ObligationContext moment) {
        var limits = TimeLimits.of(moment.policyOf(incident).policy(), incident);
        return RunningClock.phase(row).flatMap(phase -> limits.of(phase, row.getSeverity()).map(
                deadline -> RunningClock.of(phase, row, deadline, incident)));
    }

    private static <E extends ClockEvent> List<E> only(List<ClockEvent> events, Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
