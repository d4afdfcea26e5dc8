package dev.tocsin.ingest.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC, the way in which senders of hooks sign. */
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /** Lower-case hex of HMAC-SHA256 over the bytes of a body as received. */
    static String hex(String secret, byte[] body) {
        return hex(ALGORITHM, secret, body);
    }

    /** The same by another algorithm that every JDK has. */
    static String hex(String algorithm, String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }
}
