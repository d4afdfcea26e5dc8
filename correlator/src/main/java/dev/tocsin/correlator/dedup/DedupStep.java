package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.dedup.DedupDecision.Changed;
import dev.tocsin.correlator.dedup.DedupDecision.Fresh;
import dev.tocsin.correlator.dedup.DedupDecision.Late;
import dev.tocsin.correlator.dedup.DedupDecision.Refired;
import dev.tocsin.correlator.dedup.DedupDecision.Repeat;
import dev.tocsin.correlator.dedup.DedupDecision.RepeatAfterResolve;
import dev.tocsin.correlator.dedup.DedupDecision.Resolved;
import dev.tocsin.correlator.dedup.DedupDecision.ResolvedBeforeSeen;
import dev.tocsin.correlator.dedup.DedupDecision.StillFiring;
import dev.tocsin.correlator.dedup.DedupDecision.Unreadable;
import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;

/**
 * Deduplicates one signal, by {@link Dedup}, {@link Flapping} and {@link Expiry}. It writes the alert rows of signals that
 * stop here; the last step writes those of signals that pass.
 */
final class DedupStep {

    private final DedupState state;
    private final JudgedSignal judged;
    private final Signal signal;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();

    private DedupStep(DedupState state, JudgedSignal judged, Instant now) {
        this.state = state;
        this.judged = judged;
        this.signal = judged.signal();
        this.now = now;
    }

    /**
     * Decides on one signal.
     *
     * @param state
     *            state of the partition; not modified
     * @param now
     *            log time of the signal
     * @return the effects, in order
     */
    static List<Effect> decide(DedupState state, JudgedSignal judged, Instant now) {
        var step = new DedupStep(state, judged, now);
        switch (judged.signal().getBody()) {
            case Alert alert -> step.deliver(alert);
            case TimerFired timer when timer.getKind() == TimerKind.ALERT_EXPIRED -> step.expire(timer);
            case TimerFired timer when timer.getKind() == TimerKind.FLAPPING_OVER -> step.endFlapping(timer);
            default -> step.effects.add(new Effect.Pass(judged));
        }
        return List.copyOf(step.effects);
    }

    /** Readers decide by log time whether the row is still valid, so deleting it changes no decision. */
    static boolean isForgotten(AlertState row, DedupState state, Instant at) {
        return Expiry.forgottenAt(row).filter(at::isAfter).isPresent() && !state.hasIncident(row.getIncidentId());
    }

    private void deliver(Alert alert) {
        var known = state.alert(alert.getIdentity()).filter(row -> !isForgotten(row, state, now));
        var decision = Dedup.decide(known, alert, signal.getServiceKey(), now, background());
        switch (decision) {
            case Fresh(var next) -> turn(alert, known, decision, next);
            case Refired(var next, _) -> turn(alert, known, decision, next);
            case Resolved(var next) -> turn(alert, known, decision, next);
            case Changed(var next, _) -> goOn(alert, decision, new AppliedAlert(next, Before.RESTATED));
            case StillFiring(var next, var before, _) -> goOn(alert, decision, new AppliedAlert(next, before));
            case ResolvedBeforeSeen(var next) -> note(decision, next);
            case RepeatAfterResolve(var noted, _) -> note(decision, noted);
            case Repeat(var noted, _) -> noted.ifPresentOrElse(row -> note(decision, row), () -> effects.add(
                    new Effect.PassOver(decision.outcome(), alert.getIdentity())));
            case Late _,Unreadable _ -> effects.add(new Effect.Say(said(decision).alert(alert.getIdentity()).incident(
                    known.map(AlertState::getIncidentId).orElse(""))));
        }
    }

    private void note(DedupDecision decision, AlertState row) {
        put(row);
        say(said(decision), row);
    }

    /** The alert is unchanged and re-evaluated by the later steps. */
    private void goOn(Alert alert, DedupDecision decision, AppliedAlert applied) {
        if (applied.next().getFlapping()) {
            FlappingRows.refreshed(held(alert.getIdentity()), alert).ifPresent(effects::add);
        }
        say(said(decision), applied.next());
        pass(applied);
    }

    /** The alert started firing or resolved. */
    private void turn(Alert alert, Optional<AlertState> known, DedupDecision decision, AlertState next) {
        var before = known.map(DedupStep::before).orElse(Before.NOT_FIRING);
        var rule = judged.policy().policy().handling().flapping();
        var counted = rule.map(by -> Flapping.counted(next, by, now)).orElseGet(() -> calm(next));
        if (rule.isPresent() && counted.getFlapping()) {
            effects.addAll(FlappingRows.kept(held(alert.getIdentity()), alert, signal, Flapping.endsAt(counted, rule
                    .get()), now));
            say(StepDecision.of("flapping", decision.reason()
                    + "; flapping: transitions are only counted until it is stable"),
                    next);
            if (known.map(AlertState::getContent).filter(next.getContent()::equals).isPresent()
                    || isClosedAndNoWorse(counted, alert)) {
                put(counted);
            } else {
                pass(new AppliedAlert(counted, restated(before, counted)));
            }
        } else if (rule.isPresent() && Flapping.begins(counted, rule.get())) {
            var flaps = AlertState.newBuilder(counted).setFlapping(true).build();
            effects.addAll(FlappingRows.kept(held(alert.getIdentity()), alert, signal, Flapping.endsAt(flaps, rule
                    .get()),
                    now));
            say(StepDecision.of("flapping-started", decision.reason() + "; " + counted.getTransitions().size()
                    + " transitions within " + rule.get().within()
                    + ": reported once as firing, then only counted until it is stable"), next);
            passAs(SyntheticAlerts.firing(alert), new AppliedAlert(flaps, unlessGone(before, flaps)));
        } else {
            if (next.getFlapping()) {
                FlappingRows.dropped(held(alert.getIdentity())).ifPresent(effects::add);
            }
            say(said(decision), next);
            pass(new AppliedAlert(counted, before));
        }
    }

    private void endFlapping(TimerFired timer) {
        var row = held(timer.getSubject());
        var known = state.alert(timer.getSubject()).filter(AlertState::getFlapping);
        if (row.filter(held -> FlappingRows.isEndedBy(held, timer)).isEmpty() || known.isEmpty()) {
            stale(timer);
            return;
        }
        FlappingRows.dropped(row).ifPresent(effects::add);
        var firing = known.get().getStatus() == AlertStatus.FIRING;
        say(StepDecision.of("flapping-ended", firing ? "stable again, and firing" : "stable again, and resolved"), known
                .get());
        var last = row.get().getAlert();
        passAs(firing ? SyntheticAlerts.firing(last) : SyntheticAlerts.over(last, now), new AppliedAlert(calm(known
                .get()),
                unlessGone(before(known.get()), known.get())));
    }

    private void expire(TimerFired timer) {
        var known = state.alert(timer.getSubject());
        var over = known.filter(row -> Expiry.overAt(row, judged.policy().policy().handling())
                .filter(at -> !at.isAfter(timer.getDueAt())).isPresent());
        if (over.isEmpty()) {
            known.filter(row -> row.getStatus() == AlertStatus.FIRING && row.getExpiring())
                    .ifPresent(row -> put(AlertState.newBuilder(row).setExpiring(false).build()));
            stale(timer);
            return;
        }
        var row = over.get();
        var alert = SyntheticAlerts.expired(row, now);
        say(StepDecision.of("expired", alert.getSummary() + ": expired"), row);
        passAs(alert, new AppliedAlert(AlertState.newBuilder(row).setStatus(AlertStatus.RESOLVED).setExpiring(true)
                .build(), before(row), true));
    }

    private void stale(TimerFired timer) {
        effects.add(new Effect.Say(StepDecision.of("stale-timer",
                "the alert was updated after the timer was set")
                .alert(timer.getSubject())));
    }

    private static AlertState calm(AlertState row) {
        return row.getFlapping() || !row.getTransitions().isEmpty()
                ? AlertState.newBuilder(row).setFlapping(false).setTransitions(List.of()).build()
                : row;
    }

    private static Before before(AlertState row) {
        return !row.getHeld() && (row.getStatus() == AlertStatus.FIRING || row.getFlapping())
                ? Before.COUNTED
                : Before.NOT_FIRING;
    }

    /** A flapping alert is not reported, but its changed content still counts. */
    private Before restated(Before before, AlertState row) {
        return before != Before.COUNTED ? before : switch (state.standing(row.getIncidentId())) {
            case RUNNING, RESOLVED -> Before.RESTATED;
            case SILENT -> Before.COUNTED;
            case CLOSED, GONE -> Before.ALONE;
        };
    }

    /** A flapping alert passes as firing even if it just resolved; it has no incident if that is closed or gone. */
    private Before unlessGone(Before before, AlertState row) {
        return before != Before.COUNTED ? before : switch (state.standing(row.getIncidentId())) {
            case CLOSED, GONE -> Before.ALONE;
            case RUNNING, RESOLVED, SILENT -> before;
        };
    }

    private boolean isClosedAndNoWorse(AlertState row, Alert alert) {
        return state.standing(row.getIncidentId()) == AlertIncidentState.CLOSED && !background().isWorse(row, alert);
    }

    private RepeatContext background() {
        return new RepeatContext() {

            @Override
            public AlertIncidentState standing(String incidentId) {
                return state.standing(incidentId);
            }

            @Override
            public boolean isWorse(AlertState known, Alert alert) {
                return judged.policy().classify(alert, signal.getServiceKey(), now).severity().getRank() < known
                        .getRank();
            }
        };
    }

    private Optional<HeldAlert> held(String identity) {
        return state.held(identity);
    }

    private static StepDecision said(DedupDecision decision) {
        return StepDecision.of(decision.outcome(), decision.reason());
    }

    private void put(AlertState row) {
        effects.add(new Effect.Put<>(RowKind.ALERTS, row.getIdentity(), row));
    }

    private void say(StepDecision said, AlertState row) {
        effects.add(new Effect.SayForAll(said.alert(row.getIdentity()).incident(row.getIncidentId())));
    }

    /** The alert goes on in another form than it was delivered in, or though nothing was delivered. */
    private void passAs(Alert form, AppliedAlert applied) {
        effects.add(new Effect.Pass(judged.as(Signal.newBuilder(signal).setBody(form).build()).applied(applied)));
    }

    private void pass(AppliedAlert applied) {
        effects.add(new Effect.Pass(judged.applied(applied)));
    }
}
