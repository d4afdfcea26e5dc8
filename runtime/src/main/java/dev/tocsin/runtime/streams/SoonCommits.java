package dev.tocsin.runtime.streams;

import java.util.Optional;

import dev.tocsin.runtime.CommitPace;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Requests a commit as soon as {@link CommitPace} allows it, after a step wrote something. Without a {@link StreamsHost}, as in tests and replays, it does nothing.
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

    /** Call after a record or timer is processed. */
    public void ask() {
        if (pace.filter(CommitPace::isDue).isPresent()) {
            context.commit();
        }
    }
}
