package dev.tocsin.standalone.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.runtime.setting.Setting;
import dev.tocsin.runtime.setting.Settings;

/** Each declared setting with its value, and the settings below {@code kafka.} and {@code sources.} that are set. */
public final class SettingsReport {

    private static final String HIDDEN = "(hidden)";
    private static final Pattern SECRET = Pattern.compile("password|secret|token|jaas|credential|user\\.info|key",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_IN_URL = Pattern.compile("(://)[^/@]*@");

    private SettingsReport() {}

    /**
     * A setting.
     *
     * @param value
     *            the value in force; empty if it is not set and has no default
     * @param isSet
     *            whether somebody set it
     * @param standard
     *            the default in words
     */
    public record Line(String name, String value, @JsonProperty("set") boolean isSet,
            @JsonProperty("default") String standard, @JsonProperty("description") String sentence) {}

    /** All lines, by name. */
    public static List<Line> of(Settings settings) {
        var lines = new TreeMap<String, Line>();
        KnownSettings.declared().values().forEach(setting -> lines.put(setting.name(), line(setting, settings)));
        open(settings).forEach((name, value) -> lines.put(name, new Line(name, shown(name, value, false), true, "",
                name.startsWith("kafka.")
                        ? "Passed to all Kafka clients."
                        : "Setting of a source of alerts.")));
        return new ArrayList<>(lines.values());
    }

    private static Map<String, String> open(Settings settings) {
        var open = new TreeMap<String, String>();
        settings.under("").forEach((name, value) -> {
            if (SettingsCheck.isOpen(name) && !KnownSettings.declared().containsKey(name)) {
                open.put(name, value);
            }
        });
        return open;
    }

    private static Line line(Setting<?> setting, Settings settings) {
        var value = setting.names().stream().map(settings::optional).flatMap(Optional::stream).findFirst();
        return new Line(setting.name(), value.map(text -> shown(setting.name(), text, setting.secret())).orElseGet(
                () -> setting.standard().isPresent() && !setting.standardText().equals("none")
                        ? setting.standardText()
                        : ""), value.isPresent(), setting.standardText(), setting.sentence());
    }

    /** Names of files and variables that hold a secret are no secrets. */
    private static String shown(String name, String value, boolean secret) {
        var last = name.toLowerCase(Locale.ROOT);
        var refers = last.endsWith(".env") || last.endsWith(".file") || last.endsWith(".location");
        var looksSecret = SettingsCheck.isOpen(name) && !refers && SECRET.matcher(name.startsWith("sources.")
                ? name.substring(name.lastIndexOf('.') + 1)
                : name).find();
        return secret || looksSecret ? HIDDEN : USER_IN_URL.matcher(value).replaceAll("$1" + HIDDEN + "@");
    }
}
