package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.decision.Said;
import dev.tocsin.correlator.dedup.AlertForms;
import dev.tocsin.correlator.flow.AppliedAlert;
import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
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
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Shell of {@link Suppressors}. Holds back alerts for which nobody is to be paged now, tells all partitions of alerts that
 * inhibit, and lets what it held go on as firing alerts when nothing holds it any more. An alert that an incident counts
 * already is not held: its incident is judged as a whole.
 */
public final class SuppressProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "suppress";

    /** So many held alerts are looked at for one signal; the log brings the next ones. */
    static final int AT_ONCE = 200;

    private final String next;
    private final Timers timers;
    private final MeterRegistry metrics;
    private Rows<AlertState> alerts;
    private HeldAlerts held;
    private Suppressors suppressors;
    private DecisionLog decisions;
    private SignalLog log;

    /**
     * One step.
     *
     * @param next
     *            name of the step that signals go on to
     */
    public SuppressProcessor(Timers timers, MeterRegistry metrics, String next) {
        this.next = next;
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var state = State.of(context);
        alerts = state.rows(Kind.ALERTS);
        held = new HeldAlerts(state.rows(Kind.HELD));
        suppressors = Suppressors.of(context);
        suppressors.load(state.rows(Kind.SILENCES), state.rows(Kind.INHIBITORS));
        log = new SignalLog(timers, context);
        decisions = new DecisionLog(NAME, metrics);
        if (timers == Timers.LIVE) {
            context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
        }
    }

    private void sweep(long now) {
        var at = Instant.ofEpochMilli(now);
        held.sweepEnds(at, (end, row) -> log.write(timer(Look.at(end.getValue()), end.getKey(), row.getServiceKey(),
                at),
                at));
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var now = Instant.ofEpochMilli(message.timestamp());
        var policy = message.value().policy();
        switch (message.value().signal().getBody()) {
            case Alert alert when message.value().alert().isPresent() -> judge(message, alert, now);
            case SilenceSet set -> {
                var problem = suppressors.silences().set(set, policy, now);
                forward(message);
                var looked = lookAgain(message, Look.at(set.getSilenceId()), now);
                say(message, problem.map(why -> Said.of("silence-unreadable", "it hides nothing: " + why)).orElseGet(
                        () -> Said.of("silence-set", "set by " + set.getAuthor() + " until " + set.getEndsAt() + ": "
                                + set.getReason() + "; " + looked)));
            }
            case Bulletin bulletin -> {
                hear(bulletin, policy);
                forward(message);
                sayIfLooked(message, lookAgain(message, Look.at(bulletin.getSubject()), now));
            }
            case PolicyActivated _ -> {
                forward(message);
                sayIfLooked(message, lookAgain(message, Look.atAll(), now));
            }
            case TimerFired timer when timer.getKind() == TimerKind.SILENCE_OVER -> {
                forward(message);
                say(message, Said.of("looked-again", lookAgain(message, Look.parse(timer.getSubject()), now)
                        .toString()));
            }
            default -> forward(message);
        }
    }

    private void judge(Record<String, JudgedSignal> message, Alert alert, Instant now) {
        var judged = message.value();
        var applied = judged.alert().orElseThrow();
        if (alert.getStatus() != AlertStatus.FIRING) {
            cease(message, alert, applied, now);
        } else if (suppressors.isEmpty(judged.policy()) && !applied.next().getHeld()) {
            sourceOver(message, alert.getIdentity(), now);
            forward(message);
        } else {
            var facts = judged.policy().facts(alert, judged.signal().getServiceKey(), now);
            tell(SourceBulletins.firing(facts, judged.policy(), judged.signal()), message, now);
            if (applied.isCounted() || held.waits(alert.getIdentity())) {
                forward(message);
                return;
            }
            suppressors.judge(facts, judged.policy()).ifPresentOrElse(by -> hold(message, alert, applied, by, now),
                    () -> pass(message, applied));
        }
    }

    private void hold(Record<String, JudgedSignal> message, Alert alert, AppliedAlert applied, HeldBy by,
            Instant now) {
        held.hold(alert, message.value().signal(), by, now);
        alerts.put(alert.getIdentity(), AlertState.newBuilder(applied.next()).setHeld(true).build());
        say(message, said(by).alert(alert.getIdentity()));
    }

    private void pass(Record<String, JudgedSignal> message, AppliedAlert applied) {
        var identity = applied.next().getIdentity();
        say(message, (applied.next().getHeld()
                ? Said.of("released", "what held it back does no more")
                : Said.of("passed", "no silence, maintenance or inhibition holds it")).alert(identity));
        if (applied.next().getHeld()) {
            held.release(identity);
        }
        forward(message.withValue(message.value().applied(free(applied))));
    }

    private void cease(Record<String, JudgedSignal> message, Alert alert, AppliedAlert applied, Instant now) {
        if (applied.next().getHeld()) {
            held.release(alert.getIdentity());
            alerts.put(alert.getIdentity(), free(applied).next());
            say(message, Said.of("over-while-held", "it was held back all the while it fired, so nobody was told of it")
                    .alert(alert.getIdentity()));
        } else {
            forward(message);
        }
        sourceOver(message, alert.getIdentity(), now);
    }

    private static AppliedAlert free(AppliedAlert applied) {
        return applied.next().getHeld()
                ? new AppliedAlert(AlertState.newBuilder(applied.next()).setHeld(false).build(), applied.before(),
                        applied.expired())
                : applied;
    }

    /** Tells what an alert that fires inhibits, unless that is known already. */
    private void tell(Bulletin source, Record<String, JudgedSignal> message, Instant now) {
        if (source.getDetails().isEmpty()) {
            sourceOver(message, source.getSubject(), now);
        } else if (suppressors.inhibitors().get(source.getSubject())
                .filter(known -> SourceBulletins.same(known, source)).isEmpty()) {
            suppressors.inhibitors().put(source, message.value().policy());
            log.write(SourceBulletins.forAll(source), now);
        }
    }

    private void sourceOver(Record<String, JudgedSignal> message, String identity, Instant now) {
        if (suppressors.inhibitors().get(identity).isPresent()) {
            suppressors.inhibitors().remove(identity, message.value().policy())
                    .ifPresent(source -> log.write(SourceBulletins.forAll(SourceBulletins.over(source, message.value()
                            .signal(), now)), now));
            lookAgain(message, Look.at(identity), now);
        }
    }

    /** Of its own alerts this partition knows already, and better. */
    private void hear(Bulletin bulletin, CompiledPolicy policy) {
        var own = bulletin.getKind() == BulletinKind.SOURCE_FIRING || bulletin.getKind() == BulletinKind.SOURCE_OVER
                ? Optional.ofNullable(alerts.get(bulletin.getSubject()))
                        .filter(row -> row.getServiceKey().equals(bulletin.getServiceKey()))
                : Optional.<AlertState>empty();
        if (own.isPresent()) {
            return;
        }
        switch (bulletin.getKind()) {
            case SOURCE_FIRING -> suppressors.inhibitors().put(bulletin, policy);
            case SOURCE_OVER -> suppressors.inhibitors().remove(bulletin.getSubject(), policy);
            default -> {
            }
        }
    }

    /** Lets go what is held no more, in the order of the identities; the rest, if it is much, follows through the log. */
    private Looked lookAgain(Record<String, JudgedSignal> message, Look look, Instant now) {
        var identities = held.next(look, AT_ONCE);
        var released = 0;
        for (var identity : identities) {
            released += held.get(identity).filter(row -> lookAgain(message, row, now)).isPresent() ? 1 : 0;
        }
        if (identities.size() == AT_ONCE) {
            var rest = look.goingOn(identities.getLast());
            held.next(rest, 1).stream().findFirst().flatMap(held::get)
                    .ifPresent(row -> log.write(timer(rest, now, row.getServiceKey(), now), now));
        }
        return new Looked(identities.size(), released);
    }

    private boolean lookAgain(Record<String, JudgedSignal> message, HeldAlert row, Instant now) {
        var identity = row.getAlert().getIdentity();
        var state = Optional.ofNullable(alerts.get(identity)).filter(AlertState::getHeld);
        if (state.isEmpty()) {
            held.release(identity);
            return false;
        }
        var policy = message.value().policy();
        var trigger = message.value().signal();
        var alert = AlertForms.firing(row.getAlert());
        var signal = Signal.newBuilder().setId(trigger.getId() + "/" + identity).setServiceKey(row.getServiceKey())
                .setReceivedAt(trigger.getReceivedAt()).setBody(alert).build();
        var derived = message.withKey(row.getServiceKey()).withValue(message.value().on(signal)
                .applied(new AppliedAlert(state.get(), Before.NOT_FIRING)));
        var by = suppressors.judge(policy.facts(alert, row.getServiceKey(), now), policy);
        by.ifPresentOrElse(holder -> {
            if (!HeldAlerts.holder(row).equals(by)) {
                say(derived, said(holder).alert(identity));
            }
            held.hold(row.getAlert(), signal, holder, now);
        }, () -> pass(derived, new AppliedAlert(state.get(), Before.NOT_FIRING)));
        return by.isEmpty();
    }

    private static Said said(HeldBy by) {
        var outcome = switch (by.getKind()) {
            case "silence" -> "silenced";
            case "inhibition" -> "inhibited";
            default -> by.getKind();
        };
        return Said.of(outcome, by.getReason() + by.getUntil().map(until -> "; until " + until).orElse("")).rule(by
                .getId());
    }

    private Signal timer(Look look, Instant dueAt, String serviceKey, Instant now) {
        var id = "look/" + context().taskId().partition() + "/" + look.subject().replace('\n', '/') + "/" + dueAt
                .toEpochMilli();
        return Signal.newBuilder().setId(id).setServiceKey(serviceKey).setReceivedAt(now)
                .setBody(TimerFired.newBuilder().setKind(TimerKind.SILENCE_OVER).setIncidentId("").setGeneration(0)
                        .setDueAt(dueAt).setSubject(look.subject()).build())
                .build();
    }

    private void sayIfLooked(Record<String, JudgedSignal> message, Looked looked) {
        if (looked.at() > 0) {
            say(message, Said.of("looked-again", looked.toString()));
        }
    }

    private void say(Record<String, JudgedSignal> message, Said said) {
        decisions.say(message.value().trail(), said);
    }

    private void forward(Record<String, JudgedSignal> message) {
        context().forward(message, next);
    }

    private record Looked(int at, int released) {

        @Override
        public String toString() {
            return at + " held alerts were looked at again, " + released + " let go";
        }
    }
}
