package dev.tocsin.standalone.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a signature as a receiver would that follows the Standard Webhooks specification
 * (github.com/standard-webhooks/standard-webhooks), written apart from the code that signs.
 */
public final class StandardWebhook {

    private static final String PREFIX = "whsec_";

    private StandardWebhook() {}

    /** Whether one of the page's signatures is right. */
    public static boolean isSigned(Page page, String secret) {
        var expected = sign(page, secret);
        return Arrays.stream(page.headers().getOrDefault("webhook-signature", "").split(" "))
                .filter(each -> each.startsWith("v1,"))
                .anyMatch(each -> MessageDigest.isEqual(Base64.getDecoder().decode(each.substring(3)), expected));
    }

    private static byte[] sign(Page page, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            return mac.doFinal((page.id() + "." + page.headers().get("webhook-timestamp") + "." + page.body())
                    .getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
