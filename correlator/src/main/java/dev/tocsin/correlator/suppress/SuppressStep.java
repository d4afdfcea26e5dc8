package dev.tocsin.correlator.suppress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.dedup.SyntheticAlerts;
import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.suppress.SilenceReading;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;

/**
 * Suppresses alerts, announces inhibiting alerts to all partitions, and releases suppressed alerts as firing ones. An alert
 * that an incident counts is never suppressed: its incident is evaluated as a whole.
 */
final class SuppressStep {

    /** Most held alerts that one signal judges again; later signals judge the others. */
    static final int AT_ONCE = 200;

    /** A silence that was over for so long is removed when another one is set. */
    static final Duration KEPT = Duration.ofDays(1);

    private final SuppressState state;
    private final JudgedSignal judged;
    private final Signal signal;
    private final CompiledPolicy policy;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();

    private SuppressStep(SuppressState state, JudgedSignal judged, Instant now) {
        this.state = state;
        this.judged = judged;
        this.signal = judged.signal();
        this.policy = judged.policy();
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
    static List<Effect> decide(SuppressState state, JudgedSignal judged, Instant now) {
        var step = new SuppressStep(state, judged, now);
        switch (judged.signal().getBody()) {
            case Alert alert when judged.alert().isPresent() -> step.deliver(alert, judged.alert().get());
            case SilenceSet set -> step.silence(set);
            case Bulletin bulletin -> step.hear(bulletin);
            case PolicyActivated _ -> {
                step.pass(judged);
                step.then(later -> later.sayIfLooked(later.lookAgain(Recheck.atAll())));
            }
            case TimerFired timer when timer.getKind() == TimerKind.SILENCE_OVER -> {
                step.pass(judged);
                step.then(later -> later.say(StepDecision.of("looked-again", later.lookAgain(Recheck.parse(timer
                        .getSubject()))
                        .inWords())));
            }
            default -> step.pass(judged);
        }
        return step.effects;
    }

    private void deliver(Alert alert, AppliedAlert applied) {
        if (alert.getStatus() != AlertStatus.FIRING) {
            cease(alert, applied);
        } else if (state.isEmpty(policy) && !applied.next().getHeld()) {
            sourceOver(alert.getIdentity());
            pass(judged);
        } else {
            var facts = policy.facts(alert, signal.getServiceKey(), now);
            tell(SourceBulletins.firing(facts, policy, signal));
            then(later -> later.judge(alert, applied, facts));
        }
    }

    private void judge(Alert alert, AppliedAlert applied, AlertFacts facts) {
        var row = applied.isCounted() ? Optional.<HeldAlert>empty() : state.held(alert.getIdentity());
        if (applied.isCounted() || row.filter(SuppressedAlertRows::waits).isPresent()) {
            pass(judged);
            return;
        }
        state.judge(facts, policy).ifPresentOrElse(by -> hold(row, alert, applied, by), () -> letGo(row, applied));
    }

    private void hold(Optional<HeldAlert> row, Alert alert, AppliedAlert applied, HeldBy by) {
        effects.addAll(SuppressedAlertRows.held(row, alert, signal, by, now));
        put(AlertState.newBuilder(applied.next()).setHeld(true).build());
        say(said(by).alert(alert.getIdentity()));
    }

    private void letGo(Optional<HeldAlert> row, AppliedAlert applied) {
        say((applied.next().getHeld()
                ? StepDecision.of("released", "no longer suppressed")
                : StepDecision.of("passed", "no silence, maintenance or inhibition applies")).alert(applied.next()
                        .getIdentity()));
        if (applied.next().getHeld()) {
            row.map(SuppressedAlertRows::released).ifPresent(effects::add);
        }
        pass(judged.applied(free(applied)));
    }

    private void cease(Alert alert, AppliedAlert applied) {
        if (applied.next().getHeld()) {
            state.held(alert.getIdentity()).map(SuppressedAlertRows::released).ifPresent(effects::add);
            put(free(applied).next());
            say(StepDecision.of("over-while-held", "resolved while suppressed, so nobody was notified")
                    .alert(
                            alert.getIdentity()));
        } else {
            pass(judged);
        }
        sourceOver(alert.getIdentity());
    }

    private static AppliedAlert free(AppliedAlert applied) {
        return applied.next().getHeld()
                ? new AppliedAlert(AlertState.newBuilder(applied.next()).setHeld(false).build(), applied.before(),
                        applied.expired())
                : applied;
    }

    private void silence(SilenceSet set) {
        state.silences().stream().filter(each -> each.getEndsAt().plus(KEPT).isBefore(now))
                .forEach(each -> effects.add(new Effect.Delete(RowKind.SILENCES, each.getSilenceId())));
        effects.add(new Effect.Put<>(RowKind.SILENCES, set.getSilenceId(), set));
        pass(judged);
        then(later -> {
            var looked = later.lookAgain(Recheck.at(set.getSilenceId()));
            later.say(policy.silence(set) instanceof SilenceReading.Broken(_, var why)
                    ? StepDecision.of("silence-unreadable", "the silence has no effect: " + why)
                    : StepDecision.of("silence-set", "set by " + set.getAuthor() + " until " + set.getEndsAt() + ": "
                            + set
                                    .getReason() + "; " + looked.inWords()));
        });
    }

    private void hear(Bulletin bulletin) {
        if (!isOwn(bulletin)) {
            switch (bulletin.getKind()) {
                case SOURCE_FIRING -> effects.add(new Effect.Put<>(RowKind.INHIBITORS, bulletin.getSubject(),
                        bulletin));
                case SOURCE_OVER -> state.inhibitor(bulletin.getSubject()).ifPresent(this::forget);
                default -> {
                }
            }
        }
        pass(judged);
        then(later -> later.sayIfLooked(later.lookAgain(Recheck.at(bulletin.getSubject()))));
    }

    /** Of its own alerts this partition knows already, and better. */
    private boolean isOwn(Bulletin bulletin) {
        return (bulletin.getKind() == BulletinKind.SOURCE_FIRING || bulletin.getKind() == BulletinKind.SOURCE_OVER)
                && state.alert(bulletin.getSubject()).filter(row -> row.getServiceKey().equals(bulletin
                        .getServiceKey())).isPresent();
    }

    /** Tells what an alert that fires inhibits, unless that is known already. */
    private void tell(Bulletin source) {
        if (source.getDetails().isEmpty()) {
            sourceOver(source.getSubject());
        } else if (state.inhibitor(source.getSubject()).filter(known -> SourceBulletins.same(known, source))
                .isEmpty()) {
            effects.add(new Effect.Put<>(RowKind.INHIBITORS, source.getSubject(), source));
            effects.add(new Effect.Log(SourceBulletins.forAll(source)));
        }
    }

    /** Lets go what an alert inhibited that does so no more. */
    private void sourceOver(String identity) {
        state.inhibitor(identity).ifPresent(source -> {
            forget(source);
            effects.add(new Effect.Log(SourceBulletins.forAll(SourceBulletins.over(source, signal, now))));
            then(later -> later.lookAgain(Recheck.at(identity)));
        });
    }

    private void forget(Bulletin source) {
        effects.add(new Effect.Delete(RowKind.INHIBITORS, source.getSubject()));
    }

    /** Lets go what is held no more, in the order of the identities; the rest, if it is much, follows through the log. */
    private Looked lookAgain(Recheck look) {
        var identities = state.heldBy(look, AT_ONCE);
        var released = 0;
        for (var identity : identities) {
            released += state.held(identity).filter(this::lookAgain).isPresent() ? 1 : 0;
        }
        if (identities.size() == AT_ONCE) {
            var rest = look.goingOn(identities.getLast());
            state.heldBy(rest, 1).stream().findFirst().flatMap(state::held).ifPresent(row -> effects.add(new Effect.Log(
                    RecheckTimers.of(state.partition(), rest, now, row.getServiceKey(), now))));
        }
        return new Looked(identities.size(), released);
    }

    /** Whether the alert was let go. */
    private boolean lookAgain(HeldAlert row) {
        var identity = row.getAlert().getIdentity();
        var known = state.alert(identity).filter(AlertState::getHeld);
        if (known.isEmpty()) {
            effects.add(SuppressedAlertRows.released(row));
            return false;
        }
        var alert = SyntheticAlerts.firing(row.getAlert());
        var applied = new AppliedAlert(known.get(), Before.NOT_FIRING);
        var made = judged.on(Signal.newBuilder().setId(signal.getId() + "/" + identity).setServiceKey(row
                .getServiceKey()).setReceivedAt(signal.getReceivedAt()).setBody(alert).build()).applied(applied);
        var by = state.judge(policy.facts(alert, row.getServiceKey(), now), policy);
        effects.add(new Effect.For(made, new SuppressStep(state, made, now).judgedAgain(row, applied, by)));
        return by.isEmpty();
    }

    private List<Effect> judgedAgain(HeldAlert row, AppliedAlert applied, Optional<HeldBy> by) {
        by.ifPresentOrElse(holder -> {
            if (!SuppressedAlertRows.holder(row).equals(by)) {
                say(said(holder).alert(row.getAlert().getIdentity()));
            }
            effects.addAll(SuppressedAlertRows.held(Optional.of(row), row.getAlert(), signal, holder, now));
        }, () -> letGo(Optional.of(row), applied));
        return effects;
    }

    private static StepDecision said(HeldBy by) {
        var outcome = switch (by.getKind()) {
            case "silence" -> "silenced";
            case "inhibition" -> "inhibited";
            default -> by.getKind();
        };
        return StepDecision.of(outcome, by.getReason() + by.getUntil().map(until -> "; until " + until).orElse(""))
                .rule(by
                        .getId());
    }

    /** What follows is decided when the signal came back from the steps behind this one, and all else before it is done. */
    private void then(Consumer<SuppressStep> decision) {
        effects.add(new Effect.Then(() -> {
            var later = new SuppressStep(state, judged, now);
            decision.accept(later);
            return later.effects;
        }));
    }

    private void put(AlertState row) {
        effects.add(new Effect.Put<>(RowKind.ALERTS, row.getIdentity(), row));
    }

    private void sayIfLooked(Looked looked) {
        if (looked.at() > 0) {
            say(StepDecision.of("looked-again", looked.inWords()));
        }
    }

    private void say(StepDecision said) {
        effects.add(new Effect.Say(said));
    }

    private void pass(JudgedSignal on) {
        effects.add(new Effect.Pass(on));
    }

    private record Looked(int at, int released) {

        String inWords() {
            return at + " suppressed alerts re-evaluated, " + released + " released";
        }
    }
}
