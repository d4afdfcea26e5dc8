package dev.tocsin.console.api;

import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON: instants in ISO 8601, what is not there as null. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Answers with a value. */
    public static void answer(Context context, Object value) {
        context.contentType("application/json").result(MAPPER.writeValueAsBytes(value));
    }
}
