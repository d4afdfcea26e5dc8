package dev.tocsin.ingest.authenticity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

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

    /**
     * Whether one of the signatures that were shown is that of one of the secrets. All are compared, each in constant time, so
     * that the time of an answer tells nothing of the secrets.
     *
     * @param signature
     *            of the request, by a secret
     */
    static boolean isAny(List<String> secrets, UnaryOperator<String> signature, Collection<String> shown) {
        var right = false;
        for (var secret : secrets) {
            var expected = signature.apply(secret).getBytes(UTF_8);
            for (var one : shown) {
                right |= MessageDigest.isEqual(expected, one.getBytes(UTF_8));
            }
        }
        return right;
    }
}
