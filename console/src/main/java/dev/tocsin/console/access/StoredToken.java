package dev.tocsin.console.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import dev.tocsin.policy.classify.Sha256;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.command.Role;

/**
 * A token of the token file. Its text has 256 random bits, so one round of SHA-256 keeps it as well as a slow hash would.
 *
 * @param id
 *            names it in lists and in the audit
 * @param name
 *            of the person or program that has it
 * @param sha256
 *            of its text, in hexadecimal digits
 */
public record StoredToken(String id, String name, Role role, boolean cleared, boolean forOthers, String sha256,
        Instant createdAt, Optional<Instant> expiresAt) {

    private static final String PREFIX = "tsn_";
    private static final int LONGEST_NAME = 120;
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * @throws SettingsException
     *             when the name could not stand on a line
     */
    public StoredToken {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new SettingsException("the name of a token must be one line of at most " + LONGEST_NAME
                    + " characters");
        }
    }

    /** A new secret text. */
    public static String freshSecret() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    /** A new ID. */
    public static String freshId() {
        return HexFormat.of().formatHex(random(ID_BYTES));
    }

    /** Whether it still opens the console. */
    public boolean isValid(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** What it allows. */
    Grant grant() {
        return new Grant(name, role, cleared, forOthers, id);
    }

    /** What is kept of a secret. */
    public static String digest(String secret) {
        return Sha256.hex(secret);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
