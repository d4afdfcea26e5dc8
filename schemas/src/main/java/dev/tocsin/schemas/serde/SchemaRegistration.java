package dev.tocsin.schemas.serde;

import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.schemas.registry.PublishedSchema;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.Schema;

/** Puts the schemas of the catalogue into a registry, on purpose and in one place; serializers do not. */
public final class SchemaRegistration {

    private SchemaRegistration() {}

    /**
     * Registers every subject of the catalogue; those that are there already stay as they are.
     *
     * @return the id of each subject's schema
     * @throws dev.tocsin.schemas.registry.RegistryRefusedException
     *             when the registry holds a version that ours is not compatible with
     * @throws dev.tocsin.schemas.registry.RegistryUnavailableException
     *             when the registry does not answer
     */
    public static Map<String, Integer> register(EventSerdes serdes) {
        var registry = serdes.registry();
        var ids = new TreeMap<String, Integer>();
        subjects().forEach((subject, schema) -> ids.put(subject, registry.register(subject, schema)));
        return ids;
    }

    /**
     * Looks whether every subject of the catalogue is registered with our schema.
     *
     * @throws dev.tocsin.schemas.registry.RegistryRefusedException
     *             when one is not
     * @throws dev.tocsin.schemas.registry.RegistryUnavailableException
     *             when the registry does not answer
     */
    public static void verify(EventSerdes serdes) {
        var registry = serdes.registry();
        subjects().forEach(registry::lookUp);
    }

    /** Every subject with its schema: {@code <topic>-value} for topics, the record's name for state stores. */
    public static Map<String, Schema> subjects() {
        var subjects = new TreeMap<String, Schema>();
        Topics.ALL.forEach(topic -> subjects.put(SubjectNames.TOPIC.subject(topic.name(), false, schema(topic
                .valueType())),
                schema(topic.valueType())));
        Topics.STATE.forEach(
                type -> subjects.put(SubjectNames.RECORD.subject("", false, schema(type)), schema(type)));
        return subjects;
    }

    private static Schema schema(Class<?> type) {
        return PublishedSchema.ofClass(type);
    }
}
