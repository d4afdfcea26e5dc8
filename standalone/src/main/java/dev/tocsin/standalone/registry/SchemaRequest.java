package dev.tocsin.standalone.registry;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bodies of requests. */
final class SchemaRequest {

    private static final JsonMapper JSON = new JsonMapper();

    private SchemaRequest() {}

    /**
     * The schema of {@code {"schema": "...", "schemaType": "AVRO"}}.
     *
     * @throws RegistryError
     *             when there is none, or not one of ours
     */
    static Schema schema(String body) {
        var request = object(body);
        var type = request.path("schemaType").asString("AVRO");
        if (!type.equals("AVRO")) {
            throw RegistryError.invalidSchema("schemaType is " + type + "; this registry supports only AVRO");
        }
        if (!request.path("references").isEmpty()) {
            throw RegistryError.invalidSchema("this registry does not support references: inline the types");
        }
        var text = request.path("schema");
        if (!text.isString()) {
            throw RegistryError.invalidSchema("\"schema\" is missing, or is not a string of JSON");
        }
        try {
            return new Schema.Parser().parse(text.asString());
        } catch (AvroRuntimeException invalid) {
            throw RegistryError.invalidSchema(String.valueOf(invalid.getMessage()));
        }
    }

    /**
     * The level of {@code {"compatibility": "..."}}.
     *
     * @throws RegistryError
     *             when it is none
     */
    static Compatibility level(String body) {
        var name = object(body).path("compatibility").asString("");
        return Compatibility.named(name).orElseThrow(() -> RegistryError.invalidLevel(name));
    }

    private static JsonNode object(String body) {
        try {
            var tree = JSON.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException notJson) {
            throw RegistryError.badRequest("the body is not JSON: " + notJson.getOriginalMessage());
        }
        throw RegistryError.badRequest("the body is not a JSON object");
    }
}
