package dev.tocsin.correlator.storm;

import java.util.List;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.event.Signal;

/**
 * The result of an event of a storm.
 *
 * @param kept
 *            what is kept, before anything else is done
 * @param signals
 *            for the log
 * @param incidents
 *            ids of incidents that are to be looked at again
 * @param outcome
 *            code for decisions and metrics
 * @param reason
 *            why, for a person
 */
public record StormUpdate(List<Effect.Lasting> kept, List<Signal> signals, List<String> incidents, String outcome,
        String reason) {

    public StormUpdate {
        kept = List.copyOf(kept);
        signals = List.copyOf(signals);
        incidents = List.copyOf(incidents);
    }

    static StormUpdate of(String outcome, String reason) {
        return new StormUpdate(List.of(), List.of(), List.of(), outcome, reason);
    }

    /** The same, with a row that is kept. */
    StormUpdate keeping(Effect.Lasting row) {
        return new StormUpdate(List.of(row), signals, incidents, outcome, reason);
    }

    /** The same, with a signal for the log. */
    StormUpdate telling(Signal signal) {
        return new StormUpdate(kept, List.of(signal), incidents, outcome, reason);
    }

    /** The same, with incidents that are to be looked at again. */
    StormUpdate about(List<String> ids) {
        return new StormUpdate(kept, signals, ids, outcome, reason);
    }
}
