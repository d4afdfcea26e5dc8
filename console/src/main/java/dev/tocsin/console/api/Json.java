package dev.tocsin.console.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON: instants in ISO 8601, what is not there as null. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final int TAG_BYTES = 16;

    private Json() {}

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Answers with a value. */
    public static void answer(Context context, Object value) {
        context.contentType("application/json").result(MAPPER.writeValueAsBytes(value));
    }

    /**
     * Answers with a value and an ETag, or with 304 where the client has this very answer ({@code If-None-Match}). The tag
     * is of the answer's bytes, so that what a client may not read has a tag of its own.
     */
    public static void answerTagged(Context context, Object value) {
        var bytes = MAPPER.writeValueAsBytes(value);
        var tag = '"' + HexFormat.of().formatHex(digest(bytes), 0, TAG_BYTES) + '"';
        context.header("ETag", tag);
        var known = context.header("If-None-Match");
        if (known != null && Arrays.stream(known.split(",")).map(each -> each.strip().replaceFirst("^W/", "")).anyMatch(
                each -> each.equals(tag) || each.equals("*"))) {
            context.status(304);
        } else {
            context.contentType("application/json").result(bytes);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
