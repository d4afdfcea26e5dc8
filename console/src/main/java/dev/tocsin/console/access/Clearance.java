package dev.tocsin.console.access;

import io.javalin.http.Context;

/**
 * Whether a client may read confidential incidents: with the cleared token if one is set, otherwise with the console's
 * token; without any token, nobody may.
 */
public final class Clearance {

    private Clearance() {}

    /** Whether this request was let in with the right token. */
    public static boolean isCleared(Context context) {
        return Caller.of(context).cleared();
    }
}
