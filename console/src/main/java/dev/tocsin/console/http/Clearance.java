package dev.tocsin.console.http;

import java.util.Optional;

import io.javalin.http.Context;

/**
 * Whether who asks may read confidential incidents. Where a token for it is set, only who shows that one; else who shows the
 * console's token; and where there is no token, nobody, because nobody has shown anything.
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
