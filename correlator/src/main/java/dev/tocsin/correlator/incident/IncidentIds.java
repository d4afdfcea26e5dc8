package dev.tocsin.correlator.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

import dev.tocsin.schemas.topic.ServiceKeys;

/** Incident ids, derived from the opening signal so that a replay produces the same ids. */
public final class IncidentIds {

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}-[a-z2-7]{12}");
    private static final int LENGTH = 12;
    private static final int BITS = 5;

    private IncidentIds() {}

    /** The id of the incident that a signal opens: its service's hash, a dash, and sixty bits of SHA-256. */
    static String opened(String serviceKey, String correlationKey, String signalId) {
        var bits = ByteBuffer.wrap(sha256(correlationKey + "\n" + signalId)).getLong();
        var id = new StringBuilder(ServiceKeys.hashPrefix(serviceKey)).append('-');
        for (var i = 1; i <= LENGTH; i++) {
            id.append(BASE32.charAt((int) (bits >>> (Long.SIZE - i * BITS)) & (BASE32.length() - 1)));
        }
        return id.toString();
    }

    /** Whether it is, or could have been, an incident of that service's log. */
    public static boolean isOf(String serviceKey, String incidentId) {
        return FORM.matcher(incidentId).matches() && incidentId.startsWith(ServiceKeys.hashPrefix(serviceKey));
    }

    /** Whether it has the form of an id. */
    static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", missing);
        }
    }
}
