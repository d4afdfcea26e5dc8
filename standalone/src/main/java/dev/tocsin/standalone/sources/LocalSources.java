package dev.tocsin.standalone.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.tocsin.ingest.source.SourceType;
import dev.tocsin.policy.classify.Sha256;
import dev.tocsin.runtime.setting.SettingsException;

/**
 * The sources that the settings in a data folder name, and how they change. Knows no file.
 *
 * @param settings
 *            by name, all below {@code sources.}
 */
public record LocalSources(Map<String, String> settings) {

    private static final String PREFIX = "sources.";
    private static final String NEXT = "-next";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public LocalSources {
        settings = Map.copyOf(settings);
    }

    /**
     * A source for a person.
     *
     * @param keys
     *            the beginnings of the SHA-256 of what is valid now; the newest first
     */
    public record Row(String name, String type, String credential, List<String> keys) {}

    /**
     * A change.
     *
     * @param key
     *            what was made; empty where the sender makes it. Secret
     */
    public record Changed(LocalSources sources, String name, SourceType type, Optional<String> key) {

        @Override
        public String toString() {
            return "Changed[" + name + "]";
        }
    }

    /**
     * Adds a source with a key of its own.
     *
     * @throws SettingsException
     *             when it has a key already, or the name cannot be one
     */
    public Changed add(String typeName, String name, Supplier<String> fresh) {
        var type = SourceType.named(typeName).orElseThrow(() -> new SettingsException("no type of source is called '"
                + typeName + "': choose one of " + String.join(", ", SourceType.names())));
        if (!NAME.matcher(name).matches()) {
            throw new SettingsException("'" + name
                    + "' is no name of a source: use lowercase letters, digits and dashes");
        }
        if (SourceType.named(name).filter(other -> other != type).isPresent()) {
            throw new SettingsException("'" + name + "' is the name of another type: choose another name");
        }
        var before = SourceType.named(settings.getOrDefault(PREFIX + name + ".format", name));
        if (settings.keySet().stream().anyMatch(key -> key.startsWith(PREFIX + name + ".")) && before.filter(
                it -> it == type).isEmpty()) {
            throw new SettingsException("source " + name
                    + " has another type: remove it first, or choose another name");
        }
        var setting = PREFIX + name + "." + type.credential().setting();
        if (settings.containsKey(setting)) {
            throw new SettingsException("source " + name + " exists: `tocsin source rotate " + name
                    + "` makes a new key");
        }
        var after = new TreeMap<>(settings);
        if (!name.equals(typeName)) {
            after.put(PREFIX + name + ".format", typeName);
        }
        var key = isOurs(type) ? Optional.of(fresh.get()) : Optional.<String>empty();
        key.ifPresent(it -> after.put(setting, it));
        return new Changed(new LocalSources(after), name, type, key);
    }

    /** Makes a new key; the one before stays valid beside it. */
    public Changed rotate(String name, Supplier<String> fresh) {
        var type = typeOf(name);
        var setting = PREFIX + name + "." + type.credential().setting();
        if (!isOurs(type)) {
            throw new SettingsException("the sender makes the secret of source " + name + ": set " + setting
                    + NEXT + " to the new one beside the old one");
        }
        var after = new TreeMap<>(settings);
        Optional.ofNullable(settings.get(setting)).ifPresent(old -> after.put(setting + NEXT, old));
        var key = fresh.get();
        after.put(setting, key);
        return new Changed(new LocalSources(after), name, type, Optional.of(key));
    }

    /** Ends a rotation: only the newest key is valid. */
    public Changed revokeOld(String name) {
        var type = typeOf(name);
        var after = new TreeMap<>(settings);
        if (after.remove(PREFIX + name + "." + type.credential().setting() + NEXT) == null) {
            throw new SettingsException("source " + name + " has only one key");
        }
        return new Changed(new LocalSources(after), name, type, Optional.empty());
    }

    /**
     * Removes a source. One that has the name of its type always exists: it gets a key that nobody knows, for without one it
     * would be open.
     */
    public Changed remove(String name, Supplier<String> fresh) {
        var type = typeOf(name);
        var after = new TreeMap<>(settings);
        after.keySet().removeIf(key -> key.startsWith(PREFIX + name + "."));
        if (SourceType.named(name).isPresent() && isOurs(type)) {
            after.put(PREFIX + name + "." + type.credential().setting(), fresh.get());
        }
        return new Changed(new LocalSources(after), name, type, Optional.empty());
    }

    /** All of them. */
    public List<Row> rows() {
        var names = new TreeSet<String>();
        settings.keySet().stream().filter(key -> key.startsWith(PREFIX)).map(key -> key.substring(PREFIX.length()))
                .filter(key -> key.indexOf('.') > 0).forEach(key -> names.add(key.substring(0, key.indexOf('.'))));
        return names.stream().map(name -> {
            var type = settings.getOrDefault(PREFIX + name + ".format", name);
            var credential = SourceType.named(type).map(it -> it.credential().setting()).orElse("");
            var keys = new ArrayList<String>();
            for (var each : List.of(credential, credential + NEXT)) {
                Optional.ofNullable(settings.get(PREFIX + name + "." + each)).map(LocalSources::fingerprint).ifPresent(
                        keys::add);
            }
            return new Row(name, type, credential, keys);
        }).toList();
    }

    /** A key as it may be shown. */
    static String fingerprint(String key) {
        return Sha256.hex(key).substring(0, 8);
    }

    private SourceType typeOf(String name) {
        return rows().stream().filter(row -> row.name().equals(name)).findFirst().flatMap(row -> SourceType.named(row
                .type())).orElseThrow(() -> new SettingsException("no source is called '" + name
                        + "': `tocsin source list` shows them, `tocsin source add` makes one"));
    }

    private static boolean isOurs(SourceType type) {
        return switch (type.credential()) {
            case TOKEN, SECRET -> true;
            case SENDERS_SECRET, NONE -> false;
        };
    }
}
