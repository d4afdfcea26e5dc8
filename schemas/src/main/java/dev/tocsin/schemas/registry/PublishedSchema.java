package dev.tocsin.schemas.registry;

import org.apache.avro.JsonSchemaParser;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema as it is shown to others: without the {@code avro.java.string} marks, which the code generator leaves in the
 * schemas of Java classes and which mean nothing elsewhere. The same as Confluent's
 * {@code avro.remove.java.properties=true}.
 */
public final class PublishedSchema {

    private static final JsonMapper JSON = new JsonMapper();

    private static final ClassValue<Schema> OF_CLASSES = new ClassValue<>() {
        @Override
        protected Schema computeValue(Class<?> type) {
            return of(SpecificData.get().getSchema(type));
        }
    };

    private PublishedSchema() {}

    /** The schema of a generated class without Java's marks; worked out once for each class. */
    public static Schema ofClass(Class<?> type) {
        return OF_CLASSES.get(type);
    }

    /** The schema without Java's marks; equal schemas give equal results. */
    public static Schema of(Schema schema) {
        var tree = JSON.readTree(schema.toString());
        strip(tree);
        return JsonSchemaParser.parseInternal(tree.toString());
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("avro.java.string");
        }
        node.forEach(PublishedSchema::strip);
    }
}
