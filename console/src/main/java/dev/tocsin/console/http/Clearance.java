package dev.tocsin.console.http;

import java.util.Optional;

import io.javalin.http.Context;

/**
 * Whether a client may read confidential incidents: with the cleared token if one is set, otherwise with the console's
 * token; without any token, nobody may.
 */
public final class Clearance {

    private static final String ATTRIBUTE = "tocsin.cleared";

    private Clearance() {}

    /** Whether this request was let in with the right token. */
    public static boolean isCleared(Context context) {
        return Optional.ofNullable(context.<Boolean>attribute(ATTRIBUTE)).orElse(false);
    }

    static void set(Context context, boolean cleared) {
        context.attribute(ATTRIBUTE, cleared);
    }
}
