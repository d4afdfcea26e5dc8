package dev.tocsin.notifier.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tocsin.notifier.http.HttpResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON requests and responses. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    private Json() {}

    /** A body. */
    public static byte[] bytes(Object body) {
        return MAPPER.writeValueAsBytes(body);
    }

    /** The body of a response; a missing node if it is not JSON. */
    public static JsonNode of(HttpResult.Replied reply) {
        try {
            return MAPPER.readTree(reply.body());
        } catch (JacksonException _) {
            return MAPPER.missingNode();
        }
    }

    /** A text of a response, if it looks like a code; else empty, because no other text of a response is repeated. */
    public static String code(JsonNode node) {
        var text = node.asString("");
        return CODE.matcher(text).matches() ? text : "";
    }

    /** An object with names and values in order, without nulls. */
    public static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                object.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return object;
    }
}
