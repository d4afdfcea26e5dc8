package dev.tocsin.ingest.http;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request without the key that it may hold: {@code /v1/<type>[/<name>]/k/<key>}, for senders that can set no
 * header. The key is used and then forgotten: it is neither stored nor logged.
 *
 * @param plain
 *            without the key
 * @param key
 *            secret
 */
record RequestPath(String plain, Optional<String> key) {

    /** A shorter one can be guessed. */
    private static final int SHORTEST_KEY = 16;
    private static final Pattern KEYED = Pattern.compile("(/v1/[^/]+(?:/[^/]+)?)/k/([^/]{" + SHORTEST_KEY
            + ",})(/.*)?");

    /** Splits a path. */
    static RequestPath of(String path) {
        var keyed = KEYED.matcher(path);
        return keyed.matches()
                ? new RequestPath(keyed.group(1) + (keyed.group(3) == null ? "" : keyed.group(3)), Optional.of(keyed
                        .group(2)))
                : new RequestPath(path, Optional.empty());
    }

    @Override
    public String toString() {
        return plain;
    }
}
