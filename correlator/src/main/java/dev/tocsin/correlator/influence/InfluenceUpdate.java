package dev.tocsin.correlator.influence;

import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.event.Signal;

/**
 * The result of processing a signal.
 *
 * @param kept
 *            what is to be kept, before anything else is done
 * @param incidents
 *            ids of open incidents that may stand differently now
 * @param signals
 *            for the log, when it is live
 * @param outcome
 *            code for decisions and metrics
 * @param reason
 *            why, for a person
 */
public record InfluenceUpdate(List<Effect> kept, List<String> incidents, List<Signal> signals, String outcome,
        String reason) {

    private static final String NOTED = "heard";

    public InfluenceUpdate {
        kept = List.copyOf(kept);
        incidents = List.copyOf(incidents);
        signals = List.copyOf(signals);
    }

    /** Whether it was only noted: no incident and no other log hears of it. */
    public boolean isWithoutEffect() {
        return outcome.equals(NOTED) && incidents.isEmpty() && signals.isEmpty();
    }

    static InfluenceUpdate of(String reason) {
        return InfluenceUpdate.of(reason, List.of());
    }

    static InfluenceUpdate of(String reason, List<String> incidents) {
        return new InfluenceUpdate(List.of(), incidents, List.of(), NOTED, reason);
    }

    /** The same, with what came of it elsewhere. */
    InfluenceUpdate and(InfluenceUpdate other) {
        return new InfluenceUpdate(Stream.concat(kept.stream(), other.kept.stream()).toList(), Stream.concat(incidents
                .stream(),
                other.incidents().stream()).toList(), Stream.concat(signals
                        .stream(), other.signals().stream()).toList(), outcome, reason);
    }

    /** The same, with something to tell. */
    InfluenceUpdate tell(List<Signal> more) {
        return new InfluenceUpdate(kept, incidents, more, outcome, reason);
    }

    /** The same, with something that is kept first. */
    InfluenceUpdate keeping(Effect first) {
        return new InfluenceUpdate(List.of(first), incidents, signals, outcome, reason);
    }

    /** The same, with several things that are kept first. */
    InfluenceUpdate keeping(List<Effect> first) {
        return new InfluenceUpdate(first, incidents, signals, outcome, reason);
    }
}
