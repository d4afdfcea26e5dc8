package dev.tocsin.console.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the pipeline was when it was last looked at.
 *
 * @param lookedAt
 *            when the broker last answered; empty while it never did
 * @param lastSignalAt
 *            the log's time of the newest signal; empty when there never was one
 * @param trouble
 *            why the last look failed, if it did
 */
public record Pipeline(Optional<Instant> lookedAt, List<PipelineStage> stages, Optional<Instant> lastSignalAt,
        Optional<String> trouble) {

    /** Nobody has looked yet. */
    public static final Pipeline UNKNOWN = new Pipeline(Optional.empty(), List.of(), Optional.empty(), Optional.of(
            "not checked yet"));

    private static final long MOST_LAG = 200;

    public Pipeline {
        stages = List.copyOf(stages);
    }

    /** What speaks against trusting the silence, for a person; empty when nothing does. */
    public List<String> problems() {
        return java.util.stream.Stream.concat(trouble.map(why -> "Kafka does not answer: " + why).stream(), stages
                .stream().flatMap(stage -> stage.trouble(MOST_LAG).stream())).toList();
    }

    Pipeline failed(String why) {
        return new Pipeline(lookedAt, stages, lastSignalAt, Optional.of(why));
    }
}
