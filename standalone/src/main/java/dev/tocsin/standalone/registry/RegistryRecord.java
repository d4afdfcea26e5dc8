package dev.tocsin.standalone.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.standalone.registry.RegistryEvent.DefaultLevelSet;
import dev.tocsin.standalone.registry.RegistryEvent.LevelSet;
import dev.tocsin.standalone.registry.RegistryEvent.Registered;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it lies on the topic: JSON in the layout that Confluent's registry and Karapace use, so that one of them can
 * take the topic over.
 *
 * @param key
 *            names what it replaces when the topic is compacted
 */
record RegistryRecord(String key, String value) {

    private static final JsonMapper JSON = new JsonMapper();

    static RegistryRecord of(RegistryEvent event) {
        return switch (event) {
            case Registered registered -> registered(registered);
            case DefaultLevelSet set -> level("", set.level());
            case LevelSet set -> level(set.subject(), set.level());
        };
    }

    /**
     * The event; empty for what is of no meaning here.
     *
     * @throws RuntimeException
     *             when the record is not of that layout
     */
    Optional<RegistryEvent> event() {
        var name = JSON.readTree(key);
        var body = JSON.readTree(value);
        return switch (name.path("keytype").asString("")) {
            case "SCHEMA" -> schemaEvent(body);
            case "CONFIG" -> Compatibility.named(body.path("compatibilityLevel").asString(""))
                    .map(level -> name.path("subject").asString("").isEmpty()
                            ? new DefaultLevelSet(level)
                            : new LevelSet(name.path("subject").asString(), level));
            default -> Optional.empty();
        };
    }

    private static Optional<RegistryEvent> schemaEvent(JsonNode body) {
        if (body.path("deleted").asBoolean(false) || !body.path("schemaType").asString("AVRO").equals("AVRO")) {
            return Optional.empty();
        }
        var schema = new Schema.Parser(NameValidator.UTF_VALIDATOR).parse(body.path("schema").asString());
        return Optional.of(new Registered(body.path("subject").asString(), body.path("version").asInt(),
                body.path("id").asInt(), schema));
    }

    private static RegistryRecord registered(Registered registered) {
        var key = new LinkedHashMap<String, Object>();
        key.put("keytype", "SCHEMA");
        key.put("subject", registered.subject());
        key.put("version", registered.version());
        key.put("magic", 1);
        var value = new LinkedHashMap<String, Object>();
        value.put("subject", registered.subject());
        value.put("version", registered.version());
        value.put("id", registered.id());
        value.put("schema", registered.schema().toString());
        value.put("deleted", false);
        return new RegistryRecord(JSON.writeValueAsString(key), JSON.writeValueAsString(value));
    }

    private static RegistryRecord level(String subject, Compatibility level) {
        var key = new LinkedHashMap<String, Object>();
        key.put("keytype", "CONFIG");
        key.put("subject", subject.isEmpty() ? null : subject);
        key.put("magic", 0);
        return new RegistryRecord(JSON.writeValueAsString(key),
                JSON.writeValueAsString(Map.of("compatibilityLevel", level.name())));
    }
}
