package dev.tocsin.standalone.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.runtime.Settings;
import dev.tocsin.runtime.SettingsException;

/** What a setting may hold. */
sealed interface Kind {

    /** What is wrong with a value, with the name of its setting and what to write; empty when it is good. */
    Optional<String> complaint(String name, String value);

    /** Anything. */
    record Text() implements Kind {

        @Override
        public Optional<String> complaint(String name, String value) {
            return Optional.empty();
        }
    }

    /** True or false. */
    record Flag() implements Kind {

        @Override
        public Optional<String> complaint(String name, String value) {
            return refusal(() -> only(name, value).bool(name, false));
        }
    }

    /** A whole number from the least to the most, both allowed. */
    record WholeNumber(long least, long most) implements Kind {

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

    /** A duration that is not shorter than the least. */
    record Span(Duration least) implements Kind {

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
