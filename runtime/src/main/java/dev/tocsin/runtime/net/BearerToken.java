package dev.tocsin.runtime.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import dev.tocsin.runtime.setting.SettingsException;

/** A token that a client sends as {@code Authorization: Bearer}. Only its digest is kept. */
public final class BearerToken {

    private static final int SHORTEST = 16;
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    /**
     * @param setting
     *            name of the setting that has it, for the error
     * @throws SettingsException
     *             when it is so short that it could be guessed
     */
    public BearerToken(String setting, String token) {
        if (token.length() < SHORTEST) {
            throw new SettingsException("setting " + setting + " is too short: use at least " + SHORTEST
                    + " random characters, such as the output of `openssl rand -hex 24`");
        }
        this.digest = sha256(token);
    }

    /** Compares in a time that does not depend on where they differ. */
    public boolean matches(String offered) {
        return MessageDigest.isEqual(digest, sha256(offered));
    }

    /** Whether the value of a header Authorization has it. */
    public boolean opens(String authorization) {
        return authorization.startsWith(SCHEME) && matches(authorization.substring(SCHEME.length()).strip());
    }

    /** Never shows it. */
    @Override
    public String toString() {
        return "BearerToken[...]";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
