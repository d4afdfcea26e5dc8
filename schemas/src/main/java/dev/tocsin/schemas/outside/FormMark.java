package dev.tocsin.schemas.outside;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One form that was shown under one link: proves that the answer comes from a page of ours, and makes a repeated answer the
 * same. {@link AnswerKeys} signs it together with the link.
 *
 * @param id
 *            16 hex digits, random
 * @param shownAt
 *            to the second
 */
public record FormMark(String id, Instant shownAt) {

    /** Bytes of an id. */
    public static final int ID_BYTES = 8;

    private static final int BYTES = ID_BYTES + Integer.BYTES;

    /** Of random bytes. */
    public static FormMark of(byte[] random, Instant now) {
        return new FormMark(HexFormat.of().formatHex(random, 0, ID_BYTES), now);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).put(HexFormat.of().parseHex(id)).putInt((int) shownAt.getEpochSecond())
                .array();
    }

    static Optional<FormMark> of(byte[] bytes) {
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        var shown = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(ID_BYTES));
        return Optional.of(new FormMark(HexFormat.of().formatHex(bytes, 0, ID_BYTES), Instant.ofEpochSecond(shown)));
    }
}
