package dev.tocsin.ingest.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Tokens that a sender may show: as {@code Authorization: Bearer <token>} or as the password of basic authentication, with
 * any user name; the HTTP side makes the former of other headers and of a key in the path. Several are valid at once, for rotation. Compared in constant time.
 */
public final class SenderTokens {

    /** What an Authorization header is worth. */
    public enum Shown {
        NONE, RIGHT, WRONG
    }

    /** What to tell a sender that shows none. */
    static final String HOW = "Send the source's token as 'Authorization: Bearer <token>', as the basic authentication password,"
            + " as 'X-Api-Key: <token>' or, if the sender can set no header, in the path: /v1/<type>/<name>/k/<token>.";

    private final List<byte[]> tokens;

    public SenderTokens(List<String> tokens) {
        this.tokens = tokens.stream().map(token -> token.getBytes(UTF_8)).toList();
    }

    /** Whether any token is configured. */
    public boolean configured() {
        return !tokens.isEmpty();
    }

    /** Looks at a header; empty when there is none. */
    public Shown look(String authorization) {
        if (authorization.isBlank()) {
            return Shown.NONE;
        }
        var shown = token(authorization).map(text -> text.getBytes(UTF_8)).orElse(new byte[0]);
        var right = false;
        for (var token : tokens) {
            right |= MessageDigest.isEqual(token, shown);
        }
        return right ? Shown.RIGHT : Shown.WRONG;
    }

    private static Optional<String> token(String authorization) {
        var parts = authorization.strip().split("\\s+", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        if (parts[0].equalsIgnoreCase("Bearer")) {
            return Optional.of(parts[1].strip());
        }
        return parts[0].equalsIgnoreCase("Basic") ? password(parts[1].strip()) : Optional.empty();
    }

    private static Optional<String> password(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
