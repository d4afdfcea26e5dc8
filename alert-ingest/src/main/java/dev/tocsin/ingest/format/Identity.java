package dev.tocsin.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.tocsin.ingest.format.json.Texts;

/** Makes identities of alerts: the source's name and a hash of fixed length of what the source uses as identity. */
public final class Identity {

    private static final int DIGITS = 32;

    private Identity() {}

    /**
     * Same parts, same identity; no two lists of parts give one text.
     *
     * @param source
     *            name of the configured source
     */
    public static String of(String source, String... parts) {
        var digest = sha256();
        for (var part : parts) {
            var bytes = Texts.mended(part).getBytes(UTF_8);
            digest.update((bytes.length + ":").getBytes(UTF_8));
            digest.update(bytes);
        }
        return source + ":" + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
