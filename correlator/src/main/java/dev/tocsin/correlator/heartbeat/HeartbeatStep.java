package dev.tocsin.correlator.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Alert;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.heartbeat.Beat;
import dev.tocsin.policy.heartbeat.HeartbeatAlerts;
import dev.tocsin.schemas.time.Durations;
import dev.tocsin.state.HeartbeatRow;

/**
 * Watches heartbeats. A beat while all is well only moves the time at which the heartbeat is missed, and stops here. What is
 * missed or failed goes on as a firing alert, and the beat after it as its resolve.
 */
final class HeartbeatStep {

    private final HeartbeatState state;
    private final JudgedSignal judged;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();

    private HeartbeatStep(HeartbeatState state, JudgedSignal judged, Instant now) {
        this.state = state;
        this.judged = judged;
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
    static List<Effect> decide(HeartbeatState state, JudgedSignal judged, Instant now) {
        var step = new HeartbeatStep(state, judged, now);
        switch (judged.signal().getBody()) {
            case Alert alert when HeartbeatAlerts.isHeartbeat(alert) -> step.beat(alert);
            case TimerFired timer when timer.getKind() == TimerKind.HEARTBEAT_MISSED -> step.miss(timer);
            case PolicyActivated _ -> step.declare();
            default -> step.pass();
        }
        return List.copyOf(step.effects);
    }

    private void beat(Alert alert) {
        var name = HeartbeatAlerts.nameIn(alert).orElse("");
        var row = state.heartbeat(name);
        var declared = declared(name);
        if (row.isEmpty() || declared.isEmpty()) {
            say(StepDecision.of("unknown-heartbeat", "the policy does not declare heartbeat " + name + " for service "
                    + judged.signal().getServiceKey()).alert(alert.getIdentity()));
            return;
        }
        var expectation = new Expectation(declared.get().heartbeat());
        switch (Beat.of(alert).orElse(Beat.SUCCESS)) {
            case START -> {
                put(expectation.started(row.get(), now));
                effects.add(new Effect.Count("started"));
            }
            case SUCCESS -> succeed(row.get(), expectation, declared.get());
            case FAIL -> {
                var next = expectation.failed(row.get(), now);
                put(next);
                say(StepDecision.of("failed", alert.getSummary()).alert(alert.getIdentity()));
                passAs(Alert.newBuilder(alert).setStartsAt(next.getAlertingSince().orElse(now)).build());
            }
        }
    }

    private void succeed(HeartbeatRow row, Expectation expectation, HeartbeatAlerts alerts) {
        put(expectation.beat(row, now));
        row.getAlertingSince().ifPresentOrElse(since -> {
            var resolved = alerts.resolved(since, now);
            say(StepDecision.of("back", "heartbeat " + row.getName() + " came after " + Durations.written(Duration
                    .between(since, now))).alert(resolved.getIdentity()));
            passAs(resolved);
        }, () -> effects.add(new Effect.Count(row.getLastBeat().isEmpty() ? "first-beat" : "beat")));
    }

    private void miss(TimerFired timer) {
        var row = state.heartbeat(timer.getSubject()).filter(known -> known.getGeneration() == timer.getGeneration());
        var declared = declared(timer.getSubject());
        if (row.isEmpty() || declared.isEmpty()) {
            say(StepDecision.of("stale-timer", "heartbeat " + timer.getSubject()
                    + " came, or was removed, after the timer was set"));
            return;
        }
        var next = new Expectation(declared.get().heartbeat()).missed(row.get(), now);
        var alert = declared.get().missed(next.getAlertingSince().orElse(now), row.get().getLastBeat(), row.get()
                .getStartedAt());
        put(next);
        say(StepDecision.of("missed", alert.getSummary()).alert(alert.getIdentity()));
        passAs(alert);
    }

    /** Another policy: heartbeats of this partition are added, changed and removed. */
    private void declare() {
        for (var row : state.all()) {
            if (declared(row.getName()).filter(it -> keyOf(it).equals(row.getServiceKey())).isEmpty()) {
                remove(row);
            }
        }
        for (var declared : judged.policy().heartbeats().all()) {
            var key = keyOf(declared);
            if (state.isHere(key)) {
                var expectation = new Expectation(declared.heartbeat());
                var known = state.heartbeat(declared.heartbeat().name()).filter(row -> row.getServiceKey().equals(
                        key));
                put(known.map(expectation::declaredAgain).orElseGet(() -> expectation.declared(key, now)));
            }
        }
        pass();
    }

    private void remove(HeartbeatRow row) {
        effects.add(new Effect.Delete(RowKind.HEARTBEATS, row.getName()));
        row.getAlertingSince().ifPresent(since -> {
            var over = HeartbeatAlerts.removed(row.getName(), since, now);
            var made = judged.on(Signal.newBuilder().setId(judged.signal().getId() + "/" + over.getIdentity())
                    .setServiceKey(row.getServiceKey()).setReceivedAt(now).setBody(over).build());
            effects.add(new Effect.For(made, List.of(new Effect.Say(StepDecision.of("removed", over.getSummary()).alert(
                    over.getIdentity())), new Effect.Pass(made))));
        });
    }

    private Optional<HeartbeatAlerts> declared(String name) {
        return judged.policy().heartbeats().named(name);
    }

    private String keyOf(HeartbeatAlerts declared) {
        return judged.policy().serviceKey(declared.resolved(now, now));
    }

    private void put(HeartbeatRow row) {
        effects.add(new Effect.Put<>(RowKind.HEARTBEATS, row.getName(), row));
    }

    private void say(StepDecision said) {
        effects.add(new Effect.Say(said));
    }

    private void pass() {
        effects.add(new Effect.Pass(judged));
    }

    private void passAs(Alert form) {
        effects.add(new Effect.Pass(judged.as(Signal.newBuilder(judged.signal()).setBody(form).build())));
    }
}
