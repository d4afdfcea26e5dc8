package dev.tocsin.ingest.http;

import java.util.random.RandomGenerator;

import dev.tocsin.ingest.metric.IngestMetrics;
import dev.tocsin.ingest.source.Source;

/** Tells senders to come again, and remembers that they were told so. */
final class TurnedAway {

    private static final int JITTER_SECONDS = 6;

    private final IngestMetrics metrics;
    private final SourceProblems troubles;
    private final RandomGenerator random;

    TurnedAway(IngestMetrics metrics, SourceProblems troubles, RandomGenerator random) {
        this.metrics = metrics;
        this.troubles = troubles;
        this.random = random;
    }

    /** There is no room, or no log, now. */
    Answer answer(Source source, String type, String detail) {
        metrics.unavailable(source.name(), type);
        troubles.met(source.name(), SourceProblems.Trouble.TURNED_AWAY, type);
        return untold(type, detail);
    }

    /** The same, and no sign that the source has trouble. */
    Answer untold(String type, String detail) {
        return Answer.unavailable(type, detail, random.nextInt(JITTER_SECONDS));
    }
}
