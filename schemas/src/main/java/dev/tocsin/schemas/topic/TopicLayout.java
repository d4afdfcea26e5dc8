package dev.tocsin.schemas.topic;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an installation lays out its topics. All topics have the same number of partitions, so that a key finds the same
 * partition in each of them. The number is chosen when the first topic is created; the topics themselves record it.
 *
 * @param asked
 *            the number of partitions that somebody asked for, 1 to {@link #MOST}; empty takes what the installation has
 * @param otherwise
 *            the number of a new installation for which nobody asked for one
 * @param replication
 *            replication factor of new topics
 */
public record TopicLayout(OptionalInt asked, int otherwise, int replication) {

    /** Partitions where one process does all the work: more of them only cost more writes (ADR 12). */
    public static final int ON_ONE_MACHINE = 2;

    /** Partitions where services run as processes of their own: up to so many instances of each share the work. */
    public static final int ON_A_CLUSTER = 12;

    /** The most partitions that can be asked for. */
    public static final int MOST = 1000;

    public TopicLayout {
        asked.ifPresent(TopicLayout::check);
        check(otherwise);
    }

    /** So many partitions, each kept once. */
    public static TopicLayout of(int partitions) {
        return new TopicLayout(OptionalInt.of(partitions), partitions, 1);
    }

    /**
     * The number of partitions that this installation has or gets.
     *
     * @param found
     *            how many partitions each topic of the catalogue has that is there already
     * @throws UnfitClusterException
     *             when these differ from each other, or from what was asked for
     */
    int partitions(Map<String, Integer> found) {
        if (found.isEmpty()) {
            return asked.orElse(otherwise);
        }
        var counts = new HashSet<>(found.values());
        if (counts.size() > 1) {
            throw new UnfitClusterException(ClusterInspection.unequal(found));
        }
        var has = counts.iterator().next();
        contradiction(has, asked).ifPresent(sentence -> {
            throw new UnfitClusterException(List.of(sentence));
        });
        return has;
    }

    /** What is wrong with asking an installation for another number of partitions than it has. */
    static Optional<String> contradiction(int has, OptionalInt asked) {
        return asked.isEmpty() || asked.getAsInt() == has
                ? Optional.empty()
                : Optional.of(
                        "the setting partitions asks for " + asked.getAsInt() + ", and the topics have " + has
                                + " (the number cannot change: remove the setting, or start a new installation with it)");
    }

    private static void check(int partitions) {
        if (partitions < 1 || partitions > MOST) {
            throw new IllegalArgumentException("partitions must be from 1 to " + MOST + ": " + partitions);
        }
    }
}
