package dev.tocsin.runtime;

import static dev.tocsin.runtime.setting.CommonSettings.PARTITIONS;
import static dev.tocsin.runtime.setting.CommonSettings.REPLICATION_FACTOR;

import java.util.OptionalInt;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.topic.TopicLayout;

/** The settings by which topics are made: {@code partitions} and {@code replication.factor}. */
public final class TopicSettings {

    private TopicSettings() {}

    /**
     * The number of partitions that somebody asked for.
     *
     * @throws SettingsException
     *             when it is no whole number from 1 to {@link TopicLayout#MOST}
     */
    public static OptionalInt partitions(Settings settings) {
        if (settings.optional(PARTITIONS.name()).isEmpty()) {
            return OptionalInt.empty();
        }
        var asked = PARTITIONS.in(settings, TopicLayout.ON_A_CLUSTER);
        if (asked < 1 || asked > TopicLayout.MOST) {
            throw new SettingsException("setting " + PARTITIONS.name() + " is " + asked
                    + ": write a whole number from 1 to "
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
        return new TopicLayout(partitions(settings), otherwise, REPLICATION_FACTOR.in(settings));
    }
}
