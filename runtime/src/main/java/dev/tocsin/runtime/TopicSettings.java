package dev.tocsin.runtime;

import java.util.OptionalInt;

import dev.tocsin.schemas.topic.TopicLayout;

/** The settings by which topics are made: {@code partitions} and {@code replication.factor}. */
public final class TopicSettings {

    /** How many partitions each topic of a new installation gets. */
    public static final String PARTITIONS = "partitions";

    private TopicSettings() {}

    /**
     * The number of partitions that somebody asked for.
     *
     * @throws SettingsException
     *             when it is no whole number from 1 to {@link TopicLayout#MOST}
     */
    public static OptionalInt partitions(Settings settings) {
        if (settings.optional(PARTITIONS).isEmpty()) {
            return OptionalInt.empty();
        }
        var asked = settings.integer(PARTITIONS, TopicLayout.ON_A_CLUSTER);
        if (asked < 1 || asked > TopicLayout.MOST) {
            throw new SettingsException("setting " + PARTITIONS + " is " + asked + ": write a whole number from 1 to "
                    + TopicLayout.MOST);
        }
        return OptionalInt.of(asked);
    }

    /**
     * How the topics of this installation are laid out.
     *
     * @param otherwise
     *            partitions of a new installation for which nobody asked for a number
     */
    public static TopicLayout layout(Settings settings, int otherwise) {
        return new TopicLayout(partitions(settings), otherwise, settings.integer("replication.factor", 1));
    }
}
