package dev.tocsin.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Client of the REST API of Confluent's Schema Registry, which Karapace, Redpanda and Apicurio also speak. Only the
 * calls that our serializers need. Safe for use by many threads.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the API</a>
 */
public final class HttpRegistry implements Registry {

    private static final JsonMapper JSON = new JsonMapper();

    private final RegistryCalls calls;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public HttpRegistry(RegistryAddress address, Patience patience) {
        this(new RegistryCalls(address, patience));
    }

    HttpRegistry(RegistryCalls calls) {
        this.calls = calls;
    }

    @Override
    public Schema schema(int id) {
        var known = schemas.get(id);
        if (known != null) {
            return known;
        }
        var schema = parse(calls.get("/schemas/ids/" + id));
        schemas.put(id, schema);
        return schema;
    }

    @Override
    public int lookUp(String subject, Schema schema) {
        return calls.post("/subjects/" + encode(subject), body(schema)).path("id").asInt();
    }

    @Override
    public int register(String subject, Schema schema) {
        return calls.post("/subjects/" + encode(subject) + "/versions", body(schema)).path("id").asInt();
    }

    @Override
    public RegisteredSchema latest(String subject) {
        var answer = calls.get("/subjects/" + encode(subject) + "/versions/latest");
        return new RegisteredSchema(answer.path("id").asInt(), parse(answer));
    }

    private static Schema parse(JsonNode answer) {
        var type = answer.path("schemaType").asString("AVRO");
        if (!type.equals("AVRO")) {
            throw new RegistryRefusedException(42201, "the schema is " + type + ", not AVRO");
        }
        try {
            return new Schema.Parser(NameValidator.UTF_VALIDATOR).parse(answer.path("schema").asString(""));
        } catch (AvroRuntimeException broken) {
            throw new RegistryRefusedException(42201, "not a complete Avro schema: " + broken.getMessage());
        }
    }

    private static String body(Schema schema) {
        return JSON.writeValueAsString(Map.of("schema", schema.toString()));
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    }
}
