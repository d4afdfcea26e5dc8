package dev.tocsin.ingest.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReader;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * One event. Source and ID together tell it from others. Source: cloudevents/spec 1.0, JSON format and HTTP protocol binding.
 *
 * @param attributes
 *            context attributes, extensions too, without those that are null
 * @param data
 *            as JSON; empty where there is none, or where its content type is not JSON
 */
record CloudEvent(Map<String, String> attributes, Optional<Fields> data) {

    private static final String[] REQUIRED = {"id", "source", "type", "specversion"};
    private static final String PREFIX = "ce-";

    CloudEvent {
        attributes = Map.copyOf(attributes);
        for (var name : REQUIRED) {
            if (attributes.getOrDefault(name, "").isBlank()) {
                throw new RefusedException(RefusalReason.MISSING_FIELD, "The CloudEvent has no attribute '" + name
                        + "'.");
            }
        }
        if (!attributes.get("specversion").startsWith("1.")) {
            throw new RefusedException(RefusalReason.UNKNOWN_SHAPE, "Send CloudEvents of version 1.0.");
        }
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** In structured mode, also an element of a batch. */
    static CloudEvent structured(Fields event) {
        if (!event.isObject()) {
            throw new RefusedException(RefusalReason.UNKNOWN_SHAPE, "A CloudEvent is a JSON object.");
        }
        var attributes = new LinkedHashMap<>(event.texts());
        attributes.remove("data");
        var base64 = attributes.remove("data_base64");
        if (base64 == null) {
            return new CloudEvent(attributes, event.has("data")
                    ? Optional.of(inner(event.in("data")))
                    : Optional
                            .empty());
        }
        var named = attributes.getOrDefault("datacontenttype", "");
        return new CloudEvent(attributes, isJson(named) ? decoded(base64, named) : Optional.empty());
    }

    /** In binary mode: attributes are headers, the body is the data. */
    static CloudEvent binary(Incoming incoming) {
        var attributes = new LinkedHashMap<String, String>();
        incoming.headers().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), plain(value));
            }
        });
        attributes.put("datacontenttype", incoming.header("content-type"));
        return new CloudEvent(attributes, incoming.json() instanceof JsonReading.Document(var root)
                ? Optional.of(root)
                : Optional.empty());
    }

    /** JSON that a sender put into a text is looked into. */
    private static Fields inner(Fields data) {
        return data.isText() && data.text().stripLeading().startsWith("{") && JsonReader.read(data
                .text()) instanceof JsonReading.Document(var root) ? root : data;
    }

    private static Optional<Fields> decoded(String base64, String contentType) {
        try {
            return JsonReader.read(Base64.getDecoder().decode(base64),
                    contentType) instanceof JsonReading.Document(var root) ? Optional.of(root) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean isJson(String contentType) {
        return contentType.contains("json");
    }

    /** Percent-decoded once; old senders put the value in quotes. */
    private static String plain(String value) {
        var unquoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value
                        .length() - 1)
                : value;
        try {
            return URLDecoder.decode(unquoted.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return unquoted;
        }
    }
}
