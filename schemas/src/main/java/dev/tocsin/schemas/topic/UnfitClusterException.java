package dev.tocsin.schemas.topic;

import java.util.List;

/** A Kafka cluster on which Tocsin would not work as promised, with everything that is wrong with it. */
public final class UnfitClusterException extends RuntimeException {

    private final List<String> problems;

    public UnfitClusterException(List<String> problems) {
        super("the Kafka cluster does not meet Tocsin's requirements: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each thing that is wrong, with what to do. */
    public List<String> problems() {
        return problems;
    }
}
