package dev.tocsin.ingest.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A form as JSON: the member {@code payload} or {@code data} of a form where it holds JSON (GitHub, Uptime Kuma), else an object
 * of all members.
 */
final class FormText {

    private static final int MOST_MEMBERS = 1_000;
    private static final Pattern JSON_PART = Pattern.compile(
            "name=\"(?:payload|data)\"[^\\r\\n]*\\r?\\n(?:[^\\r\\n]+\\r?\\n)*\\r?\\n\\s*([{\\[])");

    private FormText() {}

    /** Empty where the content type names no form, or where the bytes are JSON all the same. */
    static Optional<String> json(byte[] body, String contentType) {
        var type = contentType.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            var text = new String(body, UTF_8).strip();
            return text.startsWith("{") || text.startsWith("[") || text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(members(text));
        }
        return type.startsWith("multipart/form-data") ? part(new String(body, UTF_8)) : Optional.empty();
    }

    private static String members(String form) {
        var members = new LinkedHashMap<String, String>();
        for (var pair : form.split("&", MOST_MEMBERS)) {
            var equals = pair.indexOf('=');
            members.put(decoded(equals < 0 ? pair : pair.substring(0, equals)), equals < 0
                    ? ""
                    : decoded(pair.substring(equals + 1)));
        }
        for (var name : new String[]{"payload", "data"}) {
            var inner = members.getOrDefault(name, "").strip();
            if (inner.startsWith("{") || inner.startsWith("[")) {
                return inner;
            }
        }
        var object = JsonMapper.shared().createObjectNode();
        members.forEach((name, value) -> inner(value).ifPresentOrElse(it -> object.set(name, it), () -> object.put(name,
                value)));
        return object.toString();
    }

    /** A member that holds JSON, as Uptime Kuma's {@code heartbeat} and {@code monitor} do in a query. */
    private static Optional<JsonNode> inner(String value) {
        var text = value.strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonMapper.shared().readTree(text));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static Optional<String> part(String body) {
        var start = JSON_PART.matcher(body);
        if (!start.find()) {
            return Optional.empty();
        }
        var end = body.indexOf("\n--", start.start(1));
        return Optional.of(body.substring(start.start(1), end < 0 ? body.length() : end).strip());
    }
}
