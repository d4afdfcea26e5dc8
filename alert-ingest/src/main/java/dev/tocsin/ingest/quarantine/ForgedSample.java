package dev.tocsin.ingest.quarantine;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.authenticity.SampleBudget;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;

/** The bounded sample that is kept of what is not authentic: a stranger must not be able to fill the log. */
public final class ForgedSample {

    private final int perMinute;
    private final int mostBytes;
    private final Clock clock;
    private final Map<String, SampleBudget> budgets = new ConcurrentHashMap<>();

    /**
     * @param perMinute
     *            requests kept of each source
     * @param mostBytes
     *            bytes kept of each request
     */
    public ForgedSample(int perMinute, int mostBytes, Clock clock) {
        this.perMinute = perMinute;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** Bytes kept of each request. */
    public int mostBytes() {
        return mostBytes;
    }

    /** The record, if this request is one of the sample. */
    public Optional<QuarantinedRequest> of(Incoming incoming, AlertFormat format, AuthenticityVerdict verdict,
            String reason,
            String detail) {
        var budget = budgets.computeIfAbsent(incoming.source(), _ -> new SampleBudget(perMinute, clock));
        return budget.take()
                ? Optional.of(RequestRecords.quarantined(incoming, format, verdict, reason, detail, false, mostBytes))
                : Optional.empty();
    }
}
