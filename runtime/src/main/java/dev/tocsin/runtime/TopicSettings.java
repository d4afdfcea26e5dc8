package dev.tocsin.runtime;

import static dev.tocsin.runtime.setting.CommonSettings.PARTITIONS;
import static dev.tocsin.runtime.setting.CommonSettings.REPLICATION_FACTOR;

import java.util.OptionalInt;

import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.topic.TopicLayout;

/** The settings for new topics: {@code partitions} and {@code replication.factor}. */
public final class TopicSettings {

    private TopicSettings() {}

    /**
     * The configured number of partitions.
     *
     * @throws SettingsException
     *             if it is not a whole number from 1 to {@link TopicLayout#MOST}
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
     * The topic layout of this installation.
     *
     * @param otherwise
     *            default number of partitions of a new installation
     */
    public static TopicLayout layout(Settings settings, int otherwise) {
        return new TopicLayout(partitions(settings), otherwise, REPLICATION_FACTOR.in(settings));
    }
}
