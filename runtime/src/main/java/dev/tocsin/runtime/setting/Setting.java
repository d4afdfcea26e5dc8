package dev.tocsin.runtime.setting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A setting, declared once. The code reads it, {@code tocsin settings} prints it, and the tables in the READMEs come from it.
 *
 * @param <T>
 *            what the code gets
 * @param name
 *            flat name, such as {@code late.after}
 * @param standard
 *            the default; empty if there is none, or if it depends on the machine
 * @param standardText
 *            the default in words
 * @param sentence
 *            what it does
 * @param secret
 *            whether its value is never shown; such a setting can also be given as {@code .env} and {@code .file}
 */
public record Setting<T>(String name, SettingType<T> type, Optional<T> standard, String standardText, String sentence,
        boolean secret) {

    /** A text with a default; an empty default means none. */
    public static Setting<String> text(String name, String standard, String sentence) {
        return of(name, new SettingType.Text(), standard, sentence);
    }

    /** A text that somebody must set. */
    public static Setting<String> required(String name, String sentence) {
        return new Setting<>(name, new SettingType.Text(), Optional.empty(), "required", sentence, false);
    }

    /** A text that is never shown. */
    public static Setting<String> secret(String name, String sentence) {
        return new Setting<>(name, new SettingType.Text(), Optional.empty(), "none", sentence, true);
    }

    /** Texts with commas between; none by default. */
    public static Setting<List<String>> items(String name, String sentence) {
        return of(name, new SettingType.Items(), List.of(), sentence);
    }

    /** True or false. */
    public static Setting<Boolean> flag(String name, boolean standard, String sentence) {
        return of(name, new SettingType.Flag(), standard, sentence);
    }

    /** A whole number of at least {@code least}. */
    public static Setting<Integer> number(String name, int least, int standard, String sentence) {
        return number(name, least, Integer.MAX_VALUE, standard, sentence);
    }

    /** A whole number within inclusive limits. */
    public static Setting<Integer> number(String name, int least, int most, int standard, String sentence) {
        return of(name, new SettingType.WholeNumber(least, most), standard, sentence);
    }

    /** A TCP port. */
    public static Setting<Integer> port(String name, int standard, String sentence) {
        return number(name, 0, 65_535, standard, sentence);
    }

    /** A whole number of at least {@code least} that may be large. */
    public static Setting<Long> large(String name, long least, long standard, String sentence) {
        return of(name, new SettingType.LargeNumber(least), standard, sentence);
    }

    /** A duration of at least {@code least}. */
    public static Setting<Duration> span(String name, Duration least, Duration standard, String sentence) {
        return of(name, new SettingType.Span(least), standard, sentence);
    }

    private static <T> Setting<T> of(String name, SettingType<T> type, T standard, String sentence) {
        var text = type.written(standard);
        return new Setting<>(name, type, Optional.of(standard), text.isEmpty() ? "none" : text, sentence, false);
    }

    /** The same, with a default that depends on the machine: the code passes it to {@link #in(Settings, Object)}. */
    public Setting<T> defaulting(String words) {
        return new Setting<>(name, type, Optional.empty(), words, sentence, secret);
    }

    /** The value, or the default. */
    public T in(Settings settings) {
        return type.read(settings, name, standard.orElseThrow(() -> new IllegalStateException(name
                + " has no default: pass one")));
    }

    /** The value, or the one that depends on the machine. */
    public T in(Settings settings, T otherwise) {
        return type.read(settings, name, otherwise);
    }

    /** The names under which it can be set. */
    public List<String> names() {
        return secret ? List.of(name, name + ".env", name + ".file") : List.of(name);
    }
}
