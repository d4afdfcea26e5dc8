package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.DecisionLog;
import dev.tocsin.correlator.DecisionLog.Said;
import dev.tocsin.correlator.JudgedSignal;
import dev.tocsin.correlator.correlate.IncidentEvent.Ceased;
import dev.tocsin.correlator.correlate.IncidentEvent.Commanded;
import dev.tocsin.correlator.correlate.IncidentEvent.Fired;
import dev.tocsin.correlator.correlate.IncidentEvent.TimerFell;
import dev.tocsin.correlator.correlate.Verdict.Changed;
import dev.tocsin.correlator.correlate.Verdict.Dropped;
import dev.tocsin.correlator.correlate.Verdict.Nothing;
import dev.tocsin.correlator.correlate.Verdict.Refused;
import dev.tocsin.correlator.dedup.AppliedAlert;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.correlator.surroundings.Suppression;
import dev.tocsin.correlator.surroundings.Surroundings;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Change;
import dev.tocsin.event.Command;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.TimerFired;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.IncidentRow;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shell of {@link IncidentLifecycle}: finds the incident of a signal, lets it be decided, and carries it out. */
public final class CorrelateProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(CorrelateProcessor.class);

    private final Timers timers;
    private final MeterRegistry metrics;
    private KeyValueStore<String, AlertState> alerts;
    private IncidentStore incidents;
    private Surroundings surroundings;
    private DecisionLog decisions;

    public CorrelateProcessor(Timers timers, MeterRegistry metrics) {
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        alerts = context.getStateStore(CorrelatorTopology.ALERTS);
        incidents = new IncidentStore(context.getStateStore(CorrelatorTopology.INCIDENTS),
                context.getStateStore(CorrelatorTopology.CORRELATIONS), new TimerSweep());
        surroundings = new Surroundings(context.getStateStore(CorrelatorTopology.NEWS),
                context.getStateStore(CorrelatorTopology.STORMS), context.getStateStore(CorrelatorTopology.INCIDENTS),
                Suppression.NONE, context.taskId().partition());
        decisions = new DecisionLog(CorrelatorTopology.CORRELATE, context, metrics);
        switch (timers) {
            case LIVE -> {
                incidents.rebuildTimers();
                context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
            }
            case REPLAY -> LOG.info("timers come from the log alone");
        }
    }

    private void sweep(long now) {
        incidents.sweep(Instant.ofEpochMilli(now), row -> context().forward(new Record<>(
                row.getIncident().getServiceKey(), TimerSignals.of(row, Instant.ofEpochMilli(now)), now),
                CorrelatorTopology.TIMERS));
        surroundings.due(Instant.ofEpochMilli(now)).forEach(signal -> context().forward(new Record<>(
                signal.getServiceKey(), signal, now), CorrelatorTopology.TIMERS));
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var judged = message.value();
        var signal = judged.signal();
        var policy = judged.policy();
        var occasion = new Occasion(signal.getId(), signal.getServiceKey(), judged.policy().name(),
                judged.policy().version(), Instant.ofEpochMilli(message.timestamp()));
        switch (signal.getBody()) {
            case Alert alert -> judged.alert().ifPresent(applied -> file(signal, alert, applied,
                    judged.classification(), policy, occasion));
            case Command command -> apply(signal, incidents.byId(command.getIncidentId()),
                    new Commanded(command, policy.policy().severities()), policy, occasion, command.getIncidentId());
            case TimerFired timer when Surroundings.hears(timer) -> hear(signal, policy, occasion);
            case TimerFired timer -> apply(signal, incidents.byId(timer.getIncidentId()), new TimerFell(timer), policy,
                    occasion, timer.getIncidentId());
            case Change _,SilenceSet _,Bulletin _,PolicyActivated _ -> hear(signal, policy, occasion);
            default -> throw new IllegalStateException("no step for " + signal.getBody().getClass());
        }
    }

    /** Takes in what concerns no single incident, and looks at all open ones again when that may change them. */
    private void hear(Signal signal, CompiledPolicy policy, Occasion occasion) {
        var heard = surroundings.hear(signal, policy, occasion);
        for (var row : heard.incidents().stream().flatMap(id -> incidents.byId(id).stream()).toList()) {
            var placed = surroundings.place(Optional.of(row), row, policy, occasion);
            if (!placed.facts().isEmpty()) {
                var next = Snapshots.changing(placed.row()).setIncident(Snapshots.changing(placed.row().getIncident())
                        .setRevision(row.getIncident().getRevision() + 1).setUpdatedAt(occasion.now()).build())
                        .build();
                publish(Optional.of(row), next, placed.facts(), policy, occasion);
            }
        }
        emit(heard.signals(), occasion);
        say(signal, occasion, Said.of(heard.outcome(), heard.reason() + (heard.incidents().isEmpty()
                ? ""
                : "; " + heard.incidents().size() + " open incidents were looked at again")));
    }

    private void publish(Optional<IncidentRow> before, IncidentRow row, List<Fact> facts, CompiledPolicy policy,
            Occasion occasion) {
        incidents.keep(before, row);
        forward(row.getIncident().getId(), row.getIncident(), occasion, CorrelatorTopology.TO_INCIDENTS);
        tell(row, facts, occasion);
        emit(surroundings.tell(before, row, policy, occasion), occasion);
    }

    /** Into the log; a replay finds it there already. */
    private void emit(List<Signal> signals, Occasion occasion) {
        if (timers == Timers.LIVE) {
            signals.forEach(signal -> forward(signal.getServiceKey(), signal, occasion, CorrelatorTopology.TIMERS));
        }
    }

    /** Decides on an alert, and files the alert under the incident it belongs to then. */
    private void file(Signal signal, Alert alert, AppliedAlert applied, Optional<Classification> classification,
            CompiledPolicy policy, Occasion occasion) {
        var next = applied.next();
        var own = Optional.of(next.getIncidentId()).filter(id -> applied.heldBefore()).flatMap(incidents::byId);
        var filed = classification.map(by -> apply(signal, own.or(() -> incidents.byCorrelationKey(by
                .correlationKey())),
                new Fired(alert, applied, by), policy, occasion, "")).orElseGet(
                        () -> apply(signal, own, new Ceased(alert), policy, occasion, next.getIncidentId()));
        if (!applied.heldBefore()) {
            classification.ifPresent(by -> emit(surroundings.count(alert, by, policy, occasion), occasion));
        }
        alerts.put(alert.getIdentity(), filed.map(row -> AlertState.newBuilder(next)
                .setIncidentId(row.getIncident().getId()).setRound(row.getIncident().getRound()).build()).orElse(next));
    }

    private Optional<IncidentRow> apply(Signal signal, Optional<IncidentRow> known, IncidentEvent event,
            CompiledPolicy policy, Occasion occasion, String incidentId) {
        var verdict = IncidentLifecycle.decide(known, event, occasion);
        var said = Said.of(verdict.outcome(), verdict.reason());
        var row = switch (verdict) {
            case Changed(var changed, var facts, _, _) -> {
                var placed = surroundings.place(known, changed, policy, occasion);
                publish(known, placed.row(), Stream.concat(facts.stream(), placed.facts().stream()).toList(), policy,
                        occasion);
                yield Optional.of(placed.row());
            }
            case Refused(var remembered, var fact, _, _) -> {
                incidents.keep(known, remembered);
                tell(remembered, List.of(fact), occasion);
                yield Optional.of(remembered);
            }
            case Dropped(var dropped, _, _) -> {
                incidents.drop(dropped);
                yield Optional.<IncidentRow>empty();
            }
            case Nothing _ -> Optional.<IncidentRow>empty();
        };
        say(signal, occasion, about(event, said.incident(row.or(() -> known)
                .map(each -> each.getIncident().getId()).orElse(incidentId))));
        return row;
    }

    private static Said about(IncidentEvent event, Said said) {
        return switch (event) {
            case Fired fired -> said.alert(fired.alert().getIdentity()).rule(fired.classification().ruleId());
            case Ceased ceased -> said.alert(ceased.alert().getIdentity());
            case Commanded _,TimerFell _ -> said;
        };
    }

    private void tell(IncidentRow row, List<Fact> facts, Occasion occasion) {
        for (var fact : facts) {
            forward(row.getIncident().getServiceKey(), TimelineEntries.of(row, fact, occasion), occasion,
                    CorrelatorTopology.TO_TIMELINE);
            LOG.debug("incident {} round {} {}", row.getIncident().getId(), row.getIncident().getRound(), fact.kind());
        }
    }

    private void say(Signal signal, Occasion occasion, Said said) {
        decisions.write(signal, occasion.policyVersion(), occasion.now(), said);
    }

    private void forward(String key, Object value, Occasion occasion, String sink) {
        context().forward(new Record<>(key, value, occasion.now().toEpochMilli()), sink);
    }
}
