package dev.tocsin.standalone.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.standalone.registry.RegistryEvent.Registered;
import org.apache.avro.Schema;

/**
 * Everything a registry knows, folded from its events. Two schemas are the same when their JSON is the same after parsing:
 * white space and the order of attributes do not count, documentation and defaults do. Not safe for use by many threads.
 */
final class SchemaBook {

    /** What asking for a new version leads to. */
    sealed interface Registration {

        /** It stands there already. */
        record Known(Registered version) implements Registration {}

        /** It may be written down. */
        record Fresh(Registered version) implements Registration {}

        /** It may not. */
        record Incompatible(String reason) implements Registration {}
    }

    private final Map<String, List<Registered>> subjects = new TreeMap<>();
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Map<String, Integer> idsByText = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility defaultLevel = Compatibility.FULL_TRANSITIVE;

    /** Takes an event over. */
    void apply(RegistryEvent event) {
        switch (event) {
            case Registered registered -> {
                schemas.put(registered.id(), registered.schema());
                idsByText.putIfAbsent(registered.schema().toString(), registered.id());
                var versions = subjects.computeIfAbsent(registered.subject(), _ -> new ArrayList<>());
                versions.removeIf(version -> version.version() == registered.version());
                versions.add(registered);
            }
            case RegistryEvent.DefaultLevelSet set -> defaultLevel = set.level();
            case RegistryEvent.LevelSet set -> levels.put(set.subject(), set.level());
        }
    }

    /** Decides on a new version; changes nothing. */
    Registration register(String subject, Schema schema) {
        var known = find(subject, schema);
        if (known.isPresent()) {
            return new Registration.Known(known.get());
        }
        var older = versions(subject);
        var objection = level(subject).objection(schema, older.stream().map(Registered::schema).toList());
        if (objection.isPresent()) {
            return new Registration.Incompatible(objection.get());
        }
        var id = idsByText.getOrDefault(schema.toString(), highestId() + 1);
        var version = older.isEmpty() ? 1 : older.getLast().version() + 1;
        return new Registration.Fresh(new Registered(subject, version, id, schema));
    }

    Optional<Registered> find(String subject, Schema schema) {
        var id = idsByText.get(schema.toString());
        return versions(subject).stream().filter(version -> id != null && version.id() == id).findFirst();
    }

    List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    /** Versions from oldest to newest; empty for an unknown subject. */
    List<Registered> versions(String subject) {
        return List.copyOf(subjects.getOrDefault(subject, List.of()));
    }

    Optional<Schema> schema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    /** Where a schema stands. */
    List<Registered> uses(int id) {
        return subjects.values().stream().flatMap(List::stream).filter(version -> version.id() == id).toList();
    }

    Compatibility defaultLevel() {
        return defaultLevel;
    }

    Optional<Compatibility> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    Compatibility level(String subject) {
        return ownLevel(subject).orElse(defaultLevel);
    }

    int size() {
        return schemas.size();
    }

    private int highestId() {
        return schemas.isEmpty() ? 0 : Collections.max(schemas.keySet());
    }
}
