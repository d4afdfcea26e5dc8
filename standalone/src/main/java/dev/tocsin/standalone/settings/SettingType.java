package dev.tocsin.standalone.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.runtime.Settings;
import dev.tocsin.runtime.SettingsException;

/** Type of a setting. */
sealed interface SettingType {

    /** The error of a value, with the name of its setting and the correction; empty if the value is valid. */
    Optional<String> complaint(String name, String value);

    /** Any text. */
    record Text() implements SettingType {

        @Override
        public Optional<String> complaint(String name, String value) {
            return Optional.empty();
        }
    }

    /** True or false. */
    record Flag() implements SettingType {

        @Override
        public Optional<String> complaint(String name, String value) {
            return refusal(() -> only(name, value).bool(name, false));
        }
    }

    /** A whole number within inclusive limits. */
    record WholeNumber(long least, long most) implements SettingType {

        @Override
        public Optional<String> complaint(String name, String value) {
            return refusal(() -> {
                var number = only(name, value).longInteger(name, least);
                if (number < least || number > most) {
                    throw new SettingsException("setting " + name + " is " + number + ": write a whole number "
                            + (most == Long.MAX_VALUE || most == Integer.MAX_VALUE
                                    ? "of " + least + " or more"
                                    : "from " + least + " to " + most));
                }
            });
        }
    }

    /** A duration with a minimum. */
    record Span(Duration least) implements SettingType {

        @Override
        public Optional<String> complaint(String name, String value) {
            return refusal(() -> {
                var span = only(name, value).duration(name, least);
                if (span.compareTo(least) < 0) {
                    throw new SettingsException("setting " + name + " is " + value + ": write a duration of "
                            + least.toString().substring(2).toLowerCase(java.util.Locale.ROOT)
                            + " or more, such as 30s");
                }
            });
        }
    }

    private static Settings only(String name, String value) {
        return Settings.of(Map.of(name, value));
    }

    private static Optional<String> refusal(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (SettingsException refused) {
            return Optional.of(refused.getMessage());
        }
    }
}
