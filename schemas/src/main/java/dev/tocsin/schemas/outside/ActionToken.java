package dev.tocsin.schemas.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One action that one person may take on one round of one incident, until it expires. {@link AnswerKeys} signs it.
 *
 * @param incidentId
 *            as the correlator makes them
 * @param round
 *            of the incident, 1 to 65,535
 * @param person
 *            eight hex digits that stand for the name of the target that it was sent to; see {@link #personKey}
 * @param expiresAt
 *            to the second
 */
public record ActionToken(AnswerWay way, AnswerAction action, String incidentId, int round, String person,
        Instant expiresAt) {

    /** Bytes without the signature: way and action 1, incident 12, round 2, person 4, expiry 4. */
    static final int BYTES = 23;

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern INCIDENT = Pattern.compile("[0-9a-f]{8}-[a-z2-7]{12}");
    private static final int DASH = 8;
    private static final int BITS = 5;
    private static final int MOST_ROUNDS = 0xFFFF;
    private static final int PERSON_DIGITS = 8;

    /** The digits that stand for a target's name. */
    public static String personKey(String target) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(target.getBytes(UTF_8));
            return HexFormat.of().formatHex(sha).substring(0, PERSON_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", impossible);
        }
    }

    /** As bytes; empty if an incident of such an id or round cannot be written, so that its page has no buttons. */
    Optional<byte[]> bytes() {
        if (!INCIDENT.matcher(incidentId).matches() || round < 1 || round > MOST_ROUNDS) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.allocate(BYTES);
        buffer.put((byte) (way.code() << 4 | action.code()));
        buffer.putInt(HexFormat.fromHexDigits(incidentId, 0, DASH));
        buffer.putLong(incidentId.substring(DASH + 1).chars().mapToLong(BASE32::indexOf).reduce(0, (all,
                next) -> all << BITS | next));
        buffer.putShort((short) round);
        buffer.putInt(HexFormat.fromHexDigits(person));
        buffer.putInt((int) expiresAt.getEpochSecond());
        return Optional.of(buffer.array());
    }

    static Optional<ActionToken> of(byte[] bytes) {
        try {
            var buffer = ByteBuffer.wrap(bytes);
            var first = Byte.toUnsignedInt(buffer.get());
            var way = AnswerWay.of(first >>> 4);
            var action = AnswerAction.of(first & 0xF);
            var incident = HexFormat.of().toHexDigits(buffer.getInt()) + "-" + letters(buffer.getLong());
            var round = Short.toUnsignedInt(buffer.getShort());
            var person = HexFormat.of().toHexDigits(buffer.getInt());
            var expires = Instant.ofEpochSecond(Integer.toUnsignedLong(buffer.getInt()));
            return way.flatMap(by -> action.map(what -> new ActionToken(by, what, incident, round, person, expires)));
        } catch (BufferUnderflowException tooShort) {
            return Optional.empty();
        }
    }

    private static String letters(long bits) {
        var text = new StringBuilder();
        for (var left = 12 - 1; left >= 0; left--) {
            text.append(BASE32.charAt((int) (bits >>> (left * BITS)) & (BASE32.length() - 1)));
        }
        return text.toString();
    }
}
