package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.decision.Said;
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
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.policy.CompiledPolicies;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Shell of {@link Dedup}, {@link Flapping} and {@link Expiry}. Notes what goes no further in the rows {@code alerts}; the
 * row of an alert that goes on is written once, by the step where it ends.
 */
public final class DedupProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "dedup";

    private final String next;
    private final Timers timers;
    private final MeterRegistry metrics;
    private final CompiledPolicies policies;
    private Rows<AlertState> alerts;
    private Rows<IncidentRow> incidents;
    private FlappingAlerts flapping;
    private AlertUpkeep upkeep;
    private Repeats repeats;
    private DecisionLog decisions;
    private SignalLog log;
    private CompiledPolicy policy;
    private Instant logTime;

    /**
     * One step.
     *
     * @param next
     *            name of the step that signals go on to
     */
    public DedupProcessor(CompiledPolicies policies, Timers timers, MeterRegistry metrics, String next) {
        this.next = next;
        this.policies = policies;
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var state = State.of(context);
        alerts = state.rows(Kind.ALERTS);
        incidents = state.rows(Kind.INCIDENTS);
        flapping = new FlappingAlerts(state.rows(Kind.HELD));
        log = new SignalLog(timers, context);
        upkeep = new AlertUpkeep(alerts, log);
        repeats = new Repeats();
        decisions = new DecisionLog(NAME, metrics);
        policy = policies.active(state.rows(Kind.POLICY));
        logTime = Instant.MIN;
        if (timers == Timers.LIVE) {
            flapping.rebuildTimers();
            context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
            context.schedule(AlertSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> upkeep.sweep(Instant
                    .ofEpochMilli(now), policy.policy().handling(), row -> isForgotten(row, logTime)));
        }
    }

    private void sweep(long now) {
        var at = Instant.ofEpochMilli(now);
        flapping.sweep(at, row -> log.write(AlertTimers.flappingOver(row, at), at));
    }

    /** The next reader decides whether it is still there, by the log's time; so deleting it changes no decision. */
    private boolean isForgotten(AlertState row, Instant at) {
        return Expiry.forgottenAt(row).filter(at::isAfter).isPresent() && incidents.get(row.getIncidentId()) == null;
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var judged = message.value();
        if (policy != judged.policy()) {
            policy = judged.policy();
            upkeep.anew();
        }
        logTime = Instant.ofEpochMilli(message.timestamp());
        switch (judged.signal().getBody()) {
            case Alert alert -> decide(message, alert);
            case TimerFired timer when timer.getKind() == TimerKind.ALERT_EXPIRED -> expire(message, timer);
            case TimerFired timer when timer.getKind() == TimerKind.FLAPPING_OVER -> endFlapping(message, timer);
            default -> context().forward(message, next);
        }
    }

    private void decide(Record<String, JudgedSignal> message, Alert alert) {
        var known = known(alert.getIdentity());
        var decision = Dedup.decide(known, alert, message.value().signal().getServiceKey(), logTime, background(
                message.value().signal().getServiceKey()));
        switch (decision) {
            case Fresh(var next) -> turn(message, alert, known, decision, next);
            case Refired(var next, _) -> turn(message, alert, known, decision, next);
            case Resolved(var next) -> turn(message, alert, known, decision, next);
            case Changed(var next, _) -> goOn(message, alert, decision, new AppliedAlert(next, Before.RESTATED));
            case StillFiring(var next, var before, _) -> goOn(message, alert, decision, new AppliedAlert(next,
                    before));
            case ResolvedBeforeSeen(var next) -> note(message, decision, next);
            case RepeatAfterResolve(var noted, _) -> note(message, decision, noted);
            case Repeat(var noted, _) -> noted.ifPresentOrElse(row -> note(message, decision, row), () -> {
                repeats.passOver(alert.getIdentity());
                decisions.count(decision.outcome());
            });
            case Late _,Unreadable _ -> say(message, said(decision).alert(alert.getIdentity()).incident(known
                    .map(AlertState::getIncidentId).orElse("")));
        }
    }

    private void note(Record<String, JudgedSignal> message, DedupDecision decision, AlertState row) {
        alerts.put(row.getIdentity(), row);
        say(message, said(decision), row);
    }

    /** It is as it was, and is looked at again. */
    private void goOn(Record<String, JudgedSignal> message, Alert alert, DedupDecision decision,
            AppliedAlert applied) {
        if (applied.next().getFlapping()) {
            flapping.refresh(alert);
        }
        say(message, said(decision), applied.next());
        pass(message, applied);
    }

    /** It began to fire, or ceased. */
    private void turn(Record<String, JudgedSignal> message, Alert alert, Optional<AlertState> known,
            DedupDecision decision, AlertState next) {
        var before = known.map(DedupProcessor::before).orElse(Before.NOT_FIRING);
        var rule = policy.policy().handling().flapping();
        var counted = rule.map(by -> Flapping.counted(next, by, logTime)).orElseGet(() -> calm(next));
        var signal = message.value().signal();
        if (rule.isPresent() && counted.getFlapping()) {
            flapping.keep(alert, signal, Flapping.endsAt(counted, rule.get()), logTime);
            say(message, Said.of("flapping", decision.reason() + "; it flaps: counted and not told, until it is calm"),
                    next);
            if (known.map(AlertState::getContent).filter(next.getContent()::equals).isPresent() || isClosedAndNoWorse(
                    counted, alert, signal.getServiceKey())) {
                alerts.put(alert.getIdentity(), counted);
            } else {
                pass(message, new AppliedAlert(counted, restated(before, counted)));
            }
        } else if (rule.isPresent() && Flapping.begins(counted, rule.get())) {
            var flaps = AlertState.newBuilder(counted).setFlapping(true).build();
            flapping.keep(alert, signal, Flapping.endsAt(flaps, rule.get()), logTime);
            say(message, Said.of("flapping-started", decision.reason() + "; " + counted.getTransitions().size()
                    + " transitions within " + rule.get().within()
                    + ": told once as firing, and no more until it is calm"), next);
            passAs(message, AlertForms.firing(alert), new AppliedAlert(flaps, unlessGone(before, flaps)));
        } else {
            if (next.getFlapping()) {
                flapping.drop(alert.getIdentity());
            }
            say(message, said(decision), next);
            pass(message, new AppliedAlert(counted, before));
        }
    }

    private void endFlapping(Record<String, JudgedSignal> message, TimerFired timer) {
        var row = flapping.ended(timer);
        var state = Optional.ofNullable(alerts.get(timer.getSubject())).filter(AlertState::getFlapping);
        if (row.isEmpty() || state.isEmpty()) {
            stale(message, timer);
            return;
        }
        flapping.drop(timer.getSubject());
        var firing = state.get().getStatus() == AlertStatus.FIRING;
        say(message, Said.of("flapping-ended", firing ? "it is calm, and fires" : "it is calm, and over"), state.get());
        var last = row.map(HeldAlert::getAlert).orElseThrow();
        passAs(message, firing ? AlertForms.firing(last) : AlertForms.over(last, logTime), new AppliedAlert(calm(state
                .get()), unlessGone(
                        before(state.get()), state.get())));
    }

    private void expire(Record<String, JudgedSignal> message, TimerFired timer) {
        var known = Optional.ofNullable(alerts.get(timer.getSubject()));
        var over = known.filter(row -> Expiry.overAt(row, policy.policy().handling())
                .filter(at -> !at.isAfter(timer.getDueAt())).isPresent());
        if (over.isEmpty()) {
            known.filter(row -> row.getStatus() == AlertStatus.FIRING && row.getExpiring()).ifPresent(row -> alerts
                    .put(row.getIdentity(), AlertState.newBuilder(row).setExpiring(false).build()));
            stale(message, timer);
            return;
        }
        var row = over.get();
        var alert = AlertForms.expired(row, logTime);
        say(message, Said.of("expired", alert.getSummary() + ": taken as over"), row);
        passAs(message, alert, new AppliedAlert(AlertState.newBuilder(row).setStatus(AlertStatus.RESOLVED)
                .setExpiring(true).build(), before(row), true));
    }

    private void stale(Record<String, JudgedSignal> message, TimerFired timer) {
        say(message, Said.of("stale-timer", "there was a word of the alert since the timer was set").alert(timer
                .getSubject()));
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

    /** What flaps is told no more, but what it says when it fires still counts. */
    private Before restated(Before before, AlertState row) {
        return before != Before.COUNTED ? before : switch (standing(row.getIncidentId())) {
            case RUNNING, RESOLVED -> Before.RESTATED;
            case SILENT -> Before.COUNTED;
            case CLOSED, GONE -> Before.ALONE;
        };
    }

    /** What flaps goes on as firing, also when it just ceased: nothing counts it if its incident is closed or gone. */
    private Before unlessGone(Before before, AlertState row) {
        return before != Before.COUNTED ? before : switch (standing(row.getIncidentId())) {
            case CLOSED, GONE -> Before.ALONE;
            case RUNNING, RESOLVED, SILENT -> before;
        };
    }

    private boolean isClosedAndNoWorse(AlertState row, Alert alert, String serviceKey) {
        return standing(row.getIncidentId()) == Standing.CLOSED && !background(serviceKey).isWorse(row, alert);
    }

    private Background background(String serviceKey) {
        return new Background() {

            @Override
            public Standing standing(String incidentId) {
                return DedupProcessor.this.standing(incidentId);
            }

            @Override
            public boolean isWorse(AlertState known, Alert alert) {
                return policy.classify(alert, serviceKey, logTime).severity().getRank() < known.getRank();
            }
        };
    }

    private Optional<AlertState> known(String identity) {
        return Optional.ofNullable(alerts.get(identity)).filter(row -> !isForgotten(row, logTime));
    }

    private static Said said(DedupDecision decision) {
        return Said.of(decision.outcome(), decision.reason());
    }

    private void say(Record<String, JudgedSignal> message, Said said, AlertState row) {
        say(message, Said.of(said.outcome(), said.reason() + repeats.told(row.getIdentity())).alert(row.getIdentity())
                .incident(row.getIncidentId()));
    }

    private void say(Record<String, JudgedSignal> message, Said said) {
        decisions.say(message.value().trail(), said);
    }

    /** The alert goes on in another form than it was delivered in, or though nothing was delivered. */
    private void passAs(Record<String, JudgedSignal> message, Alert form, AppliedAlert applied) {
        var judged = message.value();
        var signal = Signal.newBuilder(judged.signal()).setBody(form).build();
        context().forward(message.withValue(judged.on(signal).applied(applied)),
                next);
    }

    private void pass(Record<String, JudgedSignal> message, AppliedAlert applied) {
        context().forward(message.withValue(message.value().applied(applied)), next);
    }

    private Standing standing(String incidentId) {
        return Optional.ofNullable(incidents.get(incidentId)).map(row -> row.getIncident().getMergedInto().isEmpty()
                ? Standing.of(row)
                : standing(row.getIncident().getMergedInto())).orElse(Standing.GONE);
    }
}
