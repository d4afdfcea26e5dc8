package dev.tocsin.correlator.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.Alert;

/**
 * A digest of what an alert says to rules, templates and people: name, texts, labels, annotations, values, links, and how
 * many alerts its sender left out. Two deliveries with one digest are the same in all of these; when they began is no part
 * of it.
 */
final class ContentDigest {

    private static final int BYTES = 15;

    private ContentDigest() {}

    /** Twenty characters; the same for the same content in any order of its maps. */
    static String digest(Alert alert) {
        var text = new StringBuilder(1024);
        append(text, alert.getName());
        append(text, alert.getSummary());
        append(text, alert.getDescription());
        append(text, alert.getLabels());
        append(text, alert.getAnnotations());
        append(text, alert.getValues());
        alert.getLinks().forEach(link -> {
            append(text, link.getTitle());
            append(text, link.getHref());
        });
        text.append(alert.getTruncatedAlerts());
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(sha256(text.toString().getBytes(UTF_8)), BYTES));
    }

    private static void append(StringBuilder text, Map<String, ?> facts) {
        text.append(facts.size()).append(';');
        new TreeMap<>(facts).forEach((name, value) -> {
            append(text, name);
            append(text, value.toString());
        });
    }

    /** With its length before it, so that no two lists of texts look alike. */
    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", missing);
        }
    }
}
