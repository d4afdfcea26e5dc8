package dev.tocsin.ingest.publish;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SourceHealth;

/**
 * Records that are written together: those that one request becomes, or what ingest says of itself.
 *
 * @param received
 *            the raw request
 * @param signals
 *            what the body's alerts, changes or commands became, and Tocsin's own alert about it
 * @param quarantined
 *            the raw request with what was wrong with it
 * @param replay
 *            what became of a replay
 * @param sources
 *            what was heard of sources
 */
public record Publication(Optional<ReceivedRequest> received, List<Signal> signals,
        Optional<QuarantinedRequest> quarantined, Optional<QuarantineReplay> replay, List<SourceHealth> sources) {

    public Publication {
        signals = List.copyOf(signals);
        sources = List.copyOf(sources);
    }

    private Publication(Optional<ReceivedRequest> received, List<Signal> signals,
            Optional<QuarantinedRequest> quarantined) {
        this(received, signals, quarantined, Optional.empty(), List.of());
    }

    /** An understood request. */
    public static Publication of(ReceivedRequest received, List<Signal> signals) {
        return new Publication(Optional.of(received), signals, Optional.empty());
    }

    /** A request that is not kept as it came. */
    public static Publication of(List<Signal> signals) {
        return new Publication(Optional.empty(), signals, Optional.empty());
    }

    /** A refused request. */
    public static Publication of(QuarantinedRequest quarantined) {
        return new Publication(Optional.empty(), List.of(), Optional.of(quarantined));
    }

    /** What became of a replay. */
    public static Publication of(QuarantineReplay replay) {
        return of(List.<Signal>of()).and(replay);
    }

    /** What was heard of sources. */
    public static Publication heard(List<SourceHealth> sources) {
        return new Publication(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), sources);
    }

    /** The same, also in quarantine. */
    public Publication and(QuarantinedRequest also) {
        return new Publication(received, signals, Optional.of(also), replay, sources);
    }

    /** The same with what became of a replay. */
    public Publication and(QuarantineReplay also) {
        return new Publication(received, signals, quarantined, Optional.of(also), sources);
    }

    /** Id of the request. */
    public String id() {
        return received.map(ReceivedRequest::getId).or(() -> quarantined.map(QuarantinedRequest::getId)).orElse("");
    }

    /** The same with one more signal. */
    public Publication and(Signal also) {
        return new Publication(received, Stream.concat(signals.stream(), Stream.of(also)).toList(), quarantined, replay,
                sources);
    }

    /** The same with other signals in the place of its own. */
    public Publication with(List<Signal> others) {
        return new Publication(received, others, quarantined, replay, sources);
    }
}
