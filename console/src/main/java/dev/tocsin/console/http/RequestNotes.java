package dev.tocsin.console.http;

import java.util.Optional;

import io.javalin.http.Context;

/** What handlers note about a request, for the audit and for repeated requests. */
public final class RequestNotes {

    private static final String ACTOR = "tocsin.note.actor";
    private static final String WRITTEN = "tocsin.note.written";
    private static final String PROBLEM = "tocsin.note.problem";
    private static final String KEY = "tocsin.note.key";
    private static final String FINGERPRINT = "tocsin.note.fingerprint";

    private RequestNotes() {}

    /** Notes who acts, as the request or its credential says. */
    public static void actor(Context context, String name) {
        context.attribute(ACTOR, name);
    }

    /** Who acts; empty if nothing said so. */
    public static String actor(Context context) {
        return read(context, ACTOR).orElse("");
    }

    /** Notes the ID of what the request wrote. */
    public static void written(Context context, String id) {
        context.attribute(WRITTEN, id);
    }

    /** The ID of what was written; empty if nothing was. */
    public static String written(Context context) {
        return read(context, WRITTEN).orElse("");
    }

    /** Notes why the request failed, where the answer is a page. */
    public static void problem(Context context, String type) {
        context.attribute(PROBLEM, type);
    }

    /** The type of that problem; empty if there is none. */
    public static String problem(Context context) {
        return read(context, PROBLEM).orElse("");
    }

    /** Notes the digest of the caller and the Idempotency-Key, and that of the request. */
    public static void repeatable(Context context, String key, String fingerprint) {
        context.attribute(KEY, key);
        context.attribute(FINGERPRINT, fingerprint);
    }

    /** The digest of caller and key: letters and digits, the same for a repeated request; empty without a key. */
    public static Optional<String> key(Context context) {
        return read(context, KEY);
    }

    /** The digest of a request with a key; empty without a key. */
    public static String fingerprint(Context context) {
        return read(context, FINGERPRINT).orElse("");
    }

    private static Optional<String> read(Context context, String name) {
        return Optional.ofNullable(context.<String>attribute(name));
    }
}
