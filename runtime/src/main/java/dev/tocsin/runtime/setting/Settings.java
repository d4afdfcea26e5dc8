package dev.tocsin.runtime.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.tocsin.schemas.time.Durations;

/** Settings of a process: flat names and values. Immutable. A wrong value is refused with the name and what to write. */
public final class Settings {

    private static final String ENVIRONMENT_PREFIX = "TOCSIN_";
    private static final Set<String> REGISTRY_KEYS = Set.of("schema.registry.url", "auto.register.schemas",
            "value.serializer", "value.deserializer", "state.subject.name.strategy", "use.latest.version");

    private static final String REGISTRY_CREDENTIALS = "basic.auth.user.info";

    private final Map<String, String> values;
    private final Function<String, Optional<String>> environment;

    private Settings(Map<String, String> values, Function<String, Optional<String>> environment) {
        this.values = Map.copyOf(values);
        this.environment = environment;
    }

    /** These settings; {@code .env} references are looked up in the process's environment. */
    public static Settings of(Map<String, String> values) {
        return new Settings(values, name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * Settings from environment variables: {@code TOCSIN_BOOTSTRAP_SERVERS} is {@code bootstrap.servers}; two underscores
     * are a dash.
     */
    public static Settings fromEnvironment(Map<String, String> environment) {
        return fromEnvironment(environment, _ -> true);
    }

    /**
     * The same, if not every {@code TOCSIN_*} variable is a setting; {@code .env} references may name any variable.
     *
     * @param isSetting
     *            predicate on the name of the variable
     */
    public static Settings fromEnvironment(Map<String, String> environment, Predicate<String> isSetting) {
        var values = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX) && isSetting.test(name)) {
                values.put(name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT).replace("__", "-")
                        .replace('_', '.'), value);
            }
        });
        return new Settings(values, name -> Optional.ofNullable(environment.get(name)));
    }

    /** The same with one more or another value. */
    public Settings with(String key, String value) {
        return withAll(Map.of(key, value));
    }

    /** The same with more or other values. */
    public Settings withAll(Map<String, String> more) {
        var changed = new HashMap<>(values);
        changed.putAll(more);
        return new Settings(changed, environment);
    }

    /** The value, if it is set and not blank. */
    public Optional<String> optional(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The value.
     *
     * @throws SettingsException
     *             when it is not set
     */
    public String string(String key) {
        return optional(key).orElseThrow(() -> new SettingsException("setting " + key
                + " is missing: set it, or the environment variable " + environmentName(key)));
    }

    /** The value, or the default. */
    public String string(String key, String otherwise) {
        return optional(key).orElse(otherwise);
    }

    /** A whole number. */
    public int integer(String key, int otherwise) {
        return optional(key).map(value -> {
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException wrong) {
                throw refused(key, value, "a whole number such as " + otherwise, wrong);
            }
        }).orElse(otherwise);
    }

    /** A number of bytes or records that may be large. */
    public long longInteger(String key, long otherwise) {
        return optional(key).map(value -> {
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException wrong) {
                throw refused(key, value, "a whole number such as " + otherwise, wrong);
            }
        }).orElse(otherwise);
    }

    /** {@code true} or {@code false}. */
    public boolean bool(String key, boolean otherwise) {
        return optional(key).map(value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw refused(key, value, "true or false", null);
        }).orElse(otherwise);
    }

    /** A duration: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, {@code 1h30m}, or ISO 8601 such as {@code PT5M}. */
    public Duration duration(String key, Duration otherwise) {
        return optional(key).map(value -> parseDuration(key, value)).orElse(otherwise);
    }

    /** Values with commas between; empty where it is not set. */
    public List<String> list(String key) {
        return optional(key).map(value -> Arrays.stream(value.split(",")).map(String::strip)
                .filter(part -> !part.isEmpty()).toList()).orElse(List.of());
    }

    /** All settings below a prefix, without it, sorted. */
    public Map<String, String> under(String prefix) {
        var below = new TreeMap<String, String>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value);
            }
        });
        return below;
    }

    /**
     * A secret: the value itself, or from the environment variable that {@code <key>.env} names, or from the file that
     * {@code <key>.file} names.
     *
     * @throws SettingsException
     *             if the named variable or file does not exist
     */
    public Optional<String> secret(String key) {
        var variable = optional(key + ".env");
        if (variable.isPresent()) {
            return Optional.of(environment.apply(variable.get()).orElseThrow(() -> new SettingsException(
                    "setting " + key + ".env names the environment variable " + variable.get()
                            + ", which is not set")));
        }
        var file = optional(key + ".file");
        if (file.isPresent()) {
            try {
                return Optional.of(Files.readString(Path.of(file.get())).strip());
            } catch (IOException unreadable) {
                throw new SettingsException("setting " + key + ".file names " + file.get() + ", which cannot be read",
                        unreadable);
            }
        }
        return optional(key);
    }

    /** What Kafka clients need: {@code bootstrap.servers}, and all below {@code kafka.} without that prefix. */
    public Map<String, Object> kafka() {
        var kafka = new HashMap<String, Object>(under("kafka."));
        kafka.put("bootstrap.servers", string("bootstrap.servers"));
        return kafka;
    }

    /** What serdes need: the registry's address, its credentials, and the serializers' class names. */
    public Map<String, Object> serdes() {
        var serdes = new HashMap<String, Object>();
        values.forEach((key, value) -> {
            if (REGISTRY_KEYS.contains(key) || key.equals("basic.auth.credentials.source")) {
                serdes.put(key, value);
            }
        });
        secret(REGISTRY_CREDENTIALS).ifPresent(credentials -> serdes.put(REGISTRY_CREDENTIALS, credentials));
        serdes.put("schema.registry.url", string("schema.registry.url"));
        return serdes;
    }

    private static Duration parseDuration(String key, String value) {
        var written = Durations.parse(value.replace(" ", ""));
        if (written.isPresent()) {
            return written.get();
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException wrong) {
            throw refused(key, value, "a duration such as 30s, 5m or 2h", wrong);
        }
    }

    private static SettingsException refused(String key, String value, String expected, Throwable cause) {
        return new SettingsException("setting " + key + " is '" + value + "': write " + expected, cause);
    }

    private static String environmentName(String key) {
        return ENVIRONMENT_PREFIX + key.replace("-", "__").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
