package dev.tocsin.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A small JSON object that came in a request's body, read within limits. An empty body is an empty object. */
public final class JsonBody {

    private static final String BYTES = "tocsin.body";
    private static final int MOST_BYTES = 16 * 1024;
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder().enable(
            StreamReadFeature.STRICT_DUPLICATE_DETECTION).streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4).maxStringLength(MOST_BYTES).maxNameLength(64).maxNumberLength(32).build())
            .build()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /** The same with one member more, or another text for it. */
    public JsonBody with(String name, String text) {
        var changed = ((ObjectNode) object).deepCopy();
        changed.put(name, text);
        return new JsonBody(changed);
    }

    /** The same without some members. */
    public JsonBody without(String... names) {
        var changed = ((ObjectNode) object).deepCopy();
        changed.remove(List.of(names));
        return new JsonBody(changed);
    }

    /**
     * Reads it.
     *
     * @throws ProblemException
     *             413 when it is too long, 400 when it is not a JSON object
     */
    public static JsonBody read(Context context) {
        var bytes = bytes(context);
        if (bytes.length == 0) {
            return new JsonBody(JsonNodeFactory.instance.objectNode());
        }
        try {
            var node = STRICT.readValue(bytes, JsonNode.class);
            if (node == null || !node.isObject()) {
                throw ProblemException.badRequest("The body must be a JSON object such as {\"actor\":\"ada\"}");
            }
            return new JsonBody(node);
        } catch (JacksonException wrong) {
            throw ProblemException.badRequest("The body is not a single JSON object within the limits" + Optional
                    .ofNullable(
                            wrong
                                    .getLocation()).map(at -> ": line " + at.getLineNr() + ", column " + at
                                            .getColumnNr())
                    .orElse(""));
        }
    }

    /**
     * Refuses members that nobody knows, so that a misspelt one is not silently passed over.
     *
     * @throws ProblemException
     *             400
     */
    public JsonBody only(Set<String> known) {
        object.propertyNames().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw ProblemException.badRequest("The body has an unknown member. Known members: " + new TreeSet<>(known));
        });
        return this;
    }

    /**
     * A text, if it is there.
     *
     * @throws ProblemException
     *             400 when it is something else than a text
     */
    public Optional<String> string(String name) {
        var value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw ProblemException.badRequest(name + " must be a string");
        }
        return Optional.of(value.stringValue());
    }

    /**
     * A list of texts; empty when it is not there.
     *
     * @throws ProblemException
     *             400 when it is something else
     */
    public List<String> strings(String name) {
        var value = object.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.valueStream().anyMatch(each -> !each.isString())) {
            throw ProblemException.badRequest(name + " must be a list of strings");
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    /**
     * Texts by name; empty when it is not there.
     *
     * @throws ProblemException
     *             400 when it is something else
     */
    public Map<String, String> texts(String name) {
        var value = object.get(name);
        if (value == null || value.isNull()) {
            return Map.of();
        }
        if (!value.isObject() || value.valueStream().anyMatch(each -> !each.isString())) {
            throw ProblemException.badRequest(name + " must be an object of strings");
        }
        var texts = new TreeMap<String, String>();
        value.properties().forEach(each -> texts.put(each.getKey(), each.getValue().stringValue()));
        return texts;
    }

    /**
     * Yes or no, if it is there.
     *
     * @throws ProblemException
     *             400 when it is something else
     */
    public Optional<Boolean> bool(String name) {
        var value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw ProblemException.badRequest(name + " must be true or false");
        }
        return Optional.of(value.booleanValue());
    }

    /**
     * A list of objects; empty when it is not there.
     *
     * @throws ProblemException
     *             400 when it is something else
     */
    public List<JsonBody> objects(String name) {
        var value = object.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.valueStream().anyMatch(each -> !each.isObject())) {
            throw ProblemException.badRequest(name + " must be a list of objects");
        }
        return value.valueStream().map(JsonBody::new).toList();
    }

    /**
     * The bytes of a request's body, which can be asked for again.
     *
     * @throws ProblemException
     *             413 when it is too long
     */
    public static byte[] bytes(Context context) {
        var known = context.<byte[]>attribute(BYTES);
        if (known != null) {
            return known;
        }
        var bytes = received(context);
        context.attribute(BYTES, bytes);
        return bytes;
    }

    private static byte[] received(Context context) {
        try (InputStream body = context.bodyInputStream()) {
            var bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                context.header("Connection", "close");
                throw new ProblemException(Problem.of(413, "too-large", "The body is too large",
                        "Send at most " + MOST_BYTES + " bytes."));
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException("the body could not be read", broken);
        }
    }
}
