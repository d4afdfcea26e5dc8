package dev.tocsin.notifier.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.secret.Secret;

/**
 * Signs as the Standard Webhooks specification says (github.com/standard-webhooks/standard-webhooks, spec
 * version 1): HMAC-SHA256 over {@code id.timestamp.body}. Several secrets with blanks between give several signatures, for
 * the time of a rotation.
 */
final class Signer {

    private static final String PREFIX = "whsec_";

    private final List<SecretKeySpec> keys;

    private Signer(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    static Signer of(Secret secret) throws ChannelRefusedException {
        try {
            return new Signer(Arrays.stream(secret.reveal().strip().split("\\s+", -1))
                    .map(it -> it.startsWith(PREFIX) ? it.substring(PREFIX.length()) : it)
                    .map(it -> new SecretKeySpec(Base64.getDecoder().decode(it), "HmacSHA256")).toList());
        } catch (IllegalArgumentException notBase64) {
            throw new ChannelRefusedException("the webhook secret is not whsec_ followed by base64");
        }
    }

    /** Value of the header webhook-signature. */
    String sign(String id, Instant at, byte[] body) {
        return keys.stream().map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, id, at, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(SecretKeySpec key, String id, Instant at, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
