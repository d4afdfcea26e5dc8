package dev.tocsin.runtime.setting;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Type of a setting: how it is read, and which values are valid.
 *
 * @param <T>
 *            what the code gets
 */
public sealed interface SettingType<T> {

    /** The value of the setting with that name; the other one if it is not set. */
    T read(Settings settings, String name, T otherwise);

    /** Throws {@link SettingsException} if the value is outside the limits of the type. */
    default void limit(String name, T value) {}

    /** The value as a person writes it. */
    default String written(T value) {
        return value.toString();
    }

    /** The error of a value, with the name of its setting and the correction; empty if the value is valid. */
    default Optional<String> complaint(String name, String value) {
        try {
            limit(name, read(Settings.of(Map.of(name, value)), name, null));
            return Optional.empty();
        } catch (SettingsException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    /** Any text. */
    record Text() implements SettingType<String> {

        @Override
        public String read(Settings settings, String name, String otherwise) {
            return settings.string(name, otherwise);
        }
    }

    /** Texts with commas between. */
    record Items() implements SettingType<List<String>> {

        @Override
        public List<String> read(Settings settings, String name, List<String> otherwise) {
            return settings.optional(name).isPresent() ? settings.list(name) : otherwise;
        }

        @Override
        public String written(List<String> value) {
            return String.join(",", value);
        }
    }

    /** True or false. */
    record Flag() implements SettingType<Boolean> {

        @Override
        public Boolean read(Settings settings, String name, Boolean otherwise) {
            return settings.bool(name, Boolean.TRUE.equals(otherwise));
        }
    }

    /** A whole number within inclusive limits. */
    record WholeNumber(int least, int most) implements SettingType<Integer> {

        @Override
        public Integer read(Settings settings, String name, Integer otherwise) {
            return settings.integer(name, otherwise == null ? least : otherwise);
        }

        @Override
        public void limit(String name, Integer value) {
            if (value < least || value > most) {
                throw new SettingsException("setting " + name + " is " + value + ": write a whole number "
                        + (most == Integer.MAX_VALUE ? "of " + least + " or more" : "from " + least + " to " + most));
            }
        }
    }

    /** A whole number that may be large, with a minimum. */
    record LargeNumber(long least) implements SettingType<Long> {

        @Override
        public Long read(Settings settings, String name, Long otherwise) {
            return settings.longInteger(name, otherwise == null ? least : otherwise);
        }

        @Override
        public void limit(String name, Long value) {
            if (value < least) {
                throw new SettingsException("setting " + name + " is " + value + ": write a whole number of " + least
                        + " or more");
            }
        }
    }

    /** A duration with a minimum. */
    record Span(Duration least) implements SettingType<Duration> {

        @Override
        public Duration read(Settings settings, String name, Duration otherwise) {
            return settings.duration(name, otherwise == null ? least : otherwise);
        }

        @Override
        public void limit(String name, Duration value) {
            if (value.compareTo(least) < 0) {
                throw new SettingsException("setting " + name + " is " + written(value) + ": write a duration of "
                        + written(least) + " or more, such as 30s");
            }
        }

        @Override
        public String written(Duration value) {
            return value.toHours() > 0 && value.toHours() % 24 == 0 && value.equals(Duration.ofHours(value.toHours()))
                    ? value.toDays() + "d"
                    : value.toString().substring(2).toLowerCase(Locale.ROOT);
        }
    }
}
