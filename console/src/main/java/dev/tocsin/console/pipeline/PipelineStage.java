package dev.tocsin.console.pipeline;

import java.util.Optional;

import dev.tocsin.schemas.topic.Topic;

/**
 * A part of the pipeline as the broker sees it.
 *
 * @param name
 *            its name
 * @param members
 *            how many of its instances (or their threads) take part now
 * @param lag
 *            records it has not finished yet; the last record of a partition may be a transaction's marker, so a
 *            partition that is one behind counts as finished
 */
public record PipelineStage(String name, int members, long lag) {

    /** A part that is to be watched. */
    public record Watched(String name, String group, Topic<?> input) {}

    /** What is wrong with it, for a person. */
    Optional<String> trouble(long mostLag) {
        if (members == 0) {
            return Optional.of("No " + name + " is running");
        }
        return lag > mostLag ? Optional.of("The " + name + " is " + lag + " records behind") : Optional.empty();
    }
}
