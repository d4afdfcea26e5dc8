package dev.tocsin.correlator.storm;

import java.util.List;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.event.Signal;

/**
 * What comes of something that was heard of a storm.
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
public record StormNote(List<Effect.Lasting> kept, List<Signal> signals, List<String> incidents, String outcome,
        String reason) {

    public StormNote {
        kept = List.copyOf(kept);
        signals = List.copyOf(signals);
        incidents = List.copyOf(incidents);
    }

    static StormNote of(String outcome, String reason) {
        return new StormNote(List.of(), List.of(), List.of(), outcome, reason);
    }

    /** The same, with a row that is kept. */
    StormNote keeping(Effect.Lasting row) {
        return new StormNote(List.of(row), signals, incidents, outcome, reason);
    }

    /** The same, with a signal for the log. */
    StormNote telling(Signal signal) {
        return new StormNote(kept, List.of(signal), incidents, outcome, reason);
    }

    /** The same, with incidents that are to be looked at again. */
    StormNote about(List<String> ids) {
        return new StormNote(kept, signals, ids, outcome, reason);
    }
}
