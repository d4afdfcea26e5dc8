package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.DecisionLog;
import dev.tocsin.correlator.DecisionLog.Said;
import dev.tocsin.correlator.JudgedSignal;
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
import dev.tocsin.event.Alert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.IncidentRow;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Shell of {@link Dedup}. Notes what goes no further in the store {@code alerts}; the row of an alert that goes on is
 * written once, by the correlate step, together with the incident it belongs to.
 */
public final class DedupProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    private final MeterRegistry metrics;
    private KeyValueStore<String, AlertState> alerts;
    private KeyValueStore<String, IncidentRow> incidents;
    private DecisionLog decisions;

    public DedupProcessor(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        alerts = context.getStateStore(CorrelatorTopology.ALERTS);
        incidents = context.getStateStore(CorrelatorTopology.INCIDENTS);
        decisions = new DecisionLog(CorrelatorTopology.DEDUP, context, metrics);
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var judged = message.value();
        if (judged.signal().getBody() instanceof Alert alert) {
            decide(message, alert);
        } else {
            context().forward(message, CorrelatorTopology.SUPPRESS);
        }
    }

    private void decide(Record<String, JudgedSignal> message, Alert alert) {
        var now = Instant.ofEpochMilli(message.timestamp());
        var known = Optional.ofNullable(alerts.get(alert.getIdentity()));
        var decision = Dedup.decide(known, alert, now, this::standing);
        var judged = message.value();
        decisions.write(judged.signal(), judged.policy().version(), now, Said.of(decision.outcome(), decision.reason())
                .alert(alert.getIdentity()).incident(known.map(AlertState::getIncidentId).orElse("")));
        switch (decision) {
            case Fresh(var next) -> pass(message, new AppliedAlert(next, false));
            case Refired(var next, _) -> pass(message, new AppliedAlert(next, false));
            case Changed(var next, _) -> pass(message, new AppliedAlert(next, true));
            case StillFiring(var next, _) -> pass(message, new AppliedAlert(next, true));
            case Resolved(var next) -> pass(message, new AppliedAlert(next, true));
            case ResolvedBeforeSeen(var next) -> alerts.put(alert.getIdentity(), next);
            case RepeatAfterResolve(var noted, _) -> alerts.put(alert.getIdentity(), noted);
            case Repeat(var noted, _) -> noted.ifPresent(state -> alerts.put(alert.getIdentity(), state));
            case Late _,Unreadable _ -> {
            }
        }
    }

    private void pass(Record<String, JudgedSignal> message, AppliedAlert next) {
        context().forward(message.withValue(message.value().applied(next)), CorrelatorTopology.SUPPRESS);
    }

    private Standing standing(String incidentId) {
        return Optional.ofNullable(incidents.get(incidentId))
                .map(row -> row.getIncident().getState() == IncidentState.RESOLVED
                        ? Standing.RESOLVED
                        : Standing.RUNNING)
                .orElse(Standing.GONE);
    }
}
