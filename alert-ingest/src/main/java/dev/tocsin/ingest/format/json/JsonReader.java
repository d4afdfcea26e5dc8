package dev.tocsin.ingest.format.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.tocsin.ingest.format.Refusal;
import dev.tocsin.ingest.format.RefusalReason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON parser of ingest: UTF-8 only, bounded in every direction, no member twice, nothing after the end. */
public final class JsonReader {

    public static final int MAX_DEPTH = 32;
    public static final int MAX_STRING = 256 * 1024;
    public static final int MAX_NAME = 256;
    public static final int MAX_NUMBER = 64;
    /** An alert of a Prometheus has some fifty; so this is a group of twelve thousand. */
    public static final long MAX_TOKENS = 600_000;
    public static final long MAX_BYTES = 10L * 1024 * 1024;

    private static final int DECODE_STEP = 8 * 1024;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING).maxNameLength(MAX_NAME).maxNumberLength(MAX_NUMBER)
                            .maxTokenCount(MAX_TOKENS).maxDocumentLength(MAX_BYTES).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonReader() {}

    /** Reads a body. */
    public static JsonReading read(byte[] bytes) {
        if (!isUtf8(bytes)) {
            return refused(RefusalReason.NOT_UTF8, "Send the body as UTF-8; it holds bytes that are not.");
        }
        try {
            var root = MAPPER.readTree(bytes);
            if (root == null || root.isMissingNode()) {
                return refused(RefusalReason.NOT_JSON, "The body is empty; send a JSON object.");
            }
            return new JsonReading.Document(new Fields(root));
        } catch (StreamConstraintsException beyond) {
            return beyondLimit(beyond.getOriginalMessage());
        } catch (JacksonException broken) {
            return broken(broken);
        }
    }

    /** Reads a text that lies inside a body. */
    public static JsonReading read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonReading beyondLimit(String message) {
        var lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("depth")) {
            return refused(RefusalReason.TOO_DEEP, "Nest the JSON at most " + MAX_DEPTH + " deep.");
        } else if (lower.contains("string value")) {
            return refused(RefusalReason.STRING_TOO_LONG,
                    "Cut texts to " + MAX_STRING + " characters; one of them is longer.");
        } else if (lower.contains("number")) {
            return refused(RefusalReason.NUMBER_TOO_LONG, "Write numbers with at most " + MAX_NUMBER + " digits.");
        } else if (lower.contains("name")) {
            return refused(RefusalReason.NAME_TOO_LONG, "Cut names of members to " + MAX_NAME + " characters.");
        } else if (lower.contains("token")) {
            return refused(RefusalReason.TOO_MANY_TOKENS,
                    "Send at most " + MAX_TOKENS + " names and values at once; send several smaller bodies.");
        }
        return refused(RefusalReason.JSON_LIMITS, "The JSON is beyond a limit; send several smaller bodies.");
    }

    private static JsonReading broken(JacksonException broken) {
        var where = broken.getLocation() == null
                ? ""
                : " at line " + broken.getLocation().getLineNr() + ", column " + broken.getLocation().getColumnNr();
        if (String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate")) {
            return refused(RefusalReason.DUPLICATE_KEY,
                    "Name each member of an object once; one is named twice" + where + ".");
        }
        return refused(RefusalReason.NOT_JSON, "Send one JSON object; reading it failed" + where + ".");
    }

    private static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(DECODE_STEP);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }

    private static JsonReading refused(RefusalReason reason, String detail) {
        return new JsonReading.Unreadable(new Refusal(reason, detail));
    }
}
