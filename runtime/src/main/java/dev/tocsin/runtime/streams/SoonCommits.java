package dev.tocsin.runtime.streams;

import java.util.Optional;

import dev.tocsin.runtime.CommitPace;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit as soon as {@link CommitPace} allows it, after a step of a topology wrote something. Where no
 * {@link StreamsHost} runs the topology, as in tests and replays, it asks for none.
 */
public final class SoonCommits {

    private final ProcessingContext context;
    private final Optional<CommitPace> pace;

    private SoonCommits(ProcessingContext context, Optional<CommitPace> pace) {
        this.context = context;
        this.pace = pace;
    }

    /** For a processor, when it is initialised. */
    public static SoonCommits of(ProcessingContext context) {
        return new SoonCommits(context, Optional.ofNullable((CommitPace) context.appConfigs().get(
                StreamsHost.COMMIT_PACE_CONFIG)));
    }

    /** To be called when a record, or what fell due, is done with. */
    public void ask() {
        if (pace.filter(CommitPace::isDue).isPresent()) {
            context.commit();
        }
    }
}
