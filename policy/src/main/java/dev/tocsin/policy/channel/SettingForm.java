package dev.tocsin.policy.channel;

import java.util.List;
import java.util.regex.Pattern;

/** The form of a setting's value. */
public sealed interface SettingForm {

    /** How one is written in a policy. */
    String example();

    /** Any text that is not blank. */
    record Text(String example) implements SettingForm {}

    /** An absolute http or https address without user and password. */
    record Url(String example) implements SettingForm {}

    /** An address, or a reference when the address itself is a secret. */
    record UrlOrSecret(String example) implements SettingForm {}

    /** A reference to where the secret is; never the secret, because policies are published. */
    record Secret() implements SettingForm {

        @Override
        public String example() {
            return "{env: NAME_OF_VARIABLE}";
        }
    }

    /** A whole number within bounds, both included. */
    record WholeNumber(int least, int most, String example) implements SettingForm {}

    /** One of a few words. */
    record Choice(List<String> words) implements SettingForm {

        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String example() {
            return words.getFirst();
        }
    }

    /** True or false. */
    record Flag() implements SettingForm {

        @Override
        public String example() {
            return "true";
        }
    }

    /**
     * A mapping from services to a name or a list of names, held as {@link ServiceNames#text}.
     *
     * @param name
     *            what each name must match
     */
    record OfServices(Pattern name, String example) implements SettingForm {}

    /** A mail address. */
    record Mail() implements SettingForm {

        @Override
        public String example() {
            return "tocsin@example.org";
        }
    }
}
