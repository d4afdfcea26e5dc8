package dev.tocsin.ingest.publish;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;

/**
 * All records that one request becomes.
 *
 * @param received
 *            the raw request
 * @param signals
 *            what the body's alerts, changes or commands became, and Tocsin's own alert about it
 * @param quarantined
 *            the raw request with what was wrong with it
 */
public record Publication(Optional<ReceivedRequest> received, List<Signal> signals,
        Optional<QuarantinedRequest> quarantined) {

    public Publication {
        signals = List.copyOf(signals);
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

    /** The same, also in quarantine. */
    public Publication and(QuarantinedRequest also) {
        return new Publication(received, signals, Optional.of(also));
    }

    /** Id of the request. */
    public String id() {
        return received.map(ReceivedRequest::getId).or(() -> quarantined.map(QuarantinedRequest::getId)).orElse("");
    }

    /** The same with one more signal. */
    public Publication and(Signal also) {
        return new Publication(received, Stream.concat(signals.stream(), Stream.of(also)).toList(), quarantined);
    }
}
