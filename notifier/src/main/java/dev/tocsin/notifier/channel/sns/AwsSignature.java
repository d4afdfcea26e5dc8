package dev.tocsin.notifier.channel.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.tocsin.notifier.secret.Secret;

/**
 * Signs requests to AWS with Signature Version 4 (docs.aws.amazon.com/IAM, "Create a signed AWS API request"): POST to the root
 * path without a query. Written here because the AWS SDK opens connections of its own, past the guard of addresses, and its
 * signer alone brings more than ten artifacts for one chain of HMACs.
 *
 * @param session
 *            token of temporary credentials
 */
record AwsSignature(String accessKey, Secret secretKey, Optional<Secret> session, String region, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(
            ZoneOffset.UTC);
    private static final int LENGTH_OF_DAY = 8;

    /**
     * The headers that prove a request, besides those given.
     *
     * @param host
     *            value of the header Host
     * @param signed
     *            other headers that are signed, in lower case
     */
    Map<String, String> headers(String host, Map<String, String> signed, byte[] body, Instant now) {
        var time = TIME.format(now);
        var all = new TreeMap<>(signed);
        all.put("host", host);
        all.put("x-amz-date", time);
        session.ifPresent(token -> all.put("x-amz-security-token", token.reveal()));
        var names = String.join(";", all.keySet());
        var canonical = "POST\n/\n\n" + all.entrySet().stream().map(it -> it.getKey() + ":" + it.getValue().strip()
                + "\n").collect(Collectors.joining()) + "\n" + names + "\n" + hex(sha256(body));
        var day = time.substring(0, LENGTH_OF_DAY);
        var scope = day + "/" + region + "/" + service + "/aws4_request";
        var toSign = String.join("\n", ALGORITHM, time, scope, hex(sha256(canonical.getBytes(UTF_8))));
        var proof = new TreeMap<String, String>();
        proof.put("X-Amz-Date", time);
        session.ifPresent(token -> proof.put("X-Amz-Security-Token", token.reveal()));
        proof.put("Authorization", ALGORITHM + " Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names
                + ", Signature=" + hex(hmac(key(day), toSign)));
        return proof;
    }

    private byte[] key(String day) {
        var dated = hmac(("AWS4" + secretKey.reveal()).getBytes(UTF_8), day);
        return hmac(hmac(hmac(dated, region), service), "aws4_request");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
