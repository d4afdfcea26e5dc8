package dev.tocsin.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What lies at a place of a segment. A frame is the length of its content (4 bytes), the CRC-32C of the length (4 bytes), the
 * CRC-32C of the content (4 bytes) and the content. The length has a checksum of its own, so that a torn end and a damaged
 * middle can be told apart. Both checksums also cover the salt of the segment, which no sender knows: bytes of a request never
 * pass for a frame.
 */
sealed interface Frame {

    /** Bytes before the content. */
    int HEAD = 12;
    /** A body of 10 MiB with its headers, and room. */
    int MOST = 16 * 1024 * 1024;

    /**
     * A whole frame.
     *
     * @param next
     *            where the next one begins
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] content, long next) implements Frame {}

    /** The end of the file. */
    record End() implements Frame {}

    /** A frame that was not written to its end: nobody was told that it is stored. */
    record Torn() implements Frame {}

    /**
     * Bytes that are not what was written.
     *
     * @param next
     *            where the next frame may begin: behind this one if its length is known, else anywhere from there on
     */
    record Damaged(long next) implements Frame {}

    /** A frame around a content. */
    static byte[] around(long salt, byte[] content) {
        return ByteBuffer.allocate(HEAD + content.length).putInt(content.length).putInt(sum(salt, length(
                content.length))).putInt(sum(salt, content)).put(content).array();
    }

    /** Reads what lies at a place of a file. */
    static Frame at(RandomAccessFile file, long salt, long place, long end) throws IOException {
        if (place == end) {
            return new End();
        }
        if (end - place < HEAD) {
            return new Torn();
        }
        file.seek(place);
        var head = new byte[HEAD];
        file.readFully(head);
        var read = ByteBuffer.wrap(head);
        var length = read.getInt();
        if (read.getInt() != sum(salt, length(length)) || length < 0 || length > MOST) {
            return isZero(file, place, end) ? new Torn() : new Damaged(place + 1);
        }
        if (place + HEAD + length > end) {
            return new Torn();
        }
        var content = new byte[length];
        file.readFully(content);
        var next = place + HEAD + length;
        if (read.getInt() != sum(salt, content)) {
            // The size of a file can reach the disk before its last bytes.
            return next == end ? new Torn() : new Damaged(next);
        }
        return new Whole(content, next);
    }

    /** Where the first whole frame begins from a place on; the end if there is none. */
    static long wholeFrom(RandomAccessFile file, long salt, long from, long end) throws IOException {
        var rest = new byte[(int) Math.min(end - from, Integer.MAX_VALUE - 8)];
        file.seek(from);
        file.readFully(rest);
        var bytes = ByteBuffer.wrap(rest);
        for (var at = 0; at + HEAD <= rest.length; at++) {
            var length = bytes.getInt(at);
            if (length >= 0 && length <= rest.length - at - HEAD && bytes.getInt(at + 4) == sum(salt, length(length))
                    && at(file, salt, from + at, end) instanceof Whole) {
                return from + at;
            }
        }
        return end;
    }

    /** A file system may have grown the file and not have written it. */
    private static boolean isZero(RandomAccessFile file, long from, long end) throws IOException {
        file.seek(from);
        var bytes = new byte[8192];
        for (var left = end - from; left > 0;) {
            var got = file.read(bytes, 0, (int) Math.min(bytes.length, left));
            for (var i = 0; i < got; i++) {
                if (bytes[i] != 0) {
                    return false;
                }
            }
            left -= got;
        }
        return true;
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    private static int sum(long salt, byte[] bytes) {
        var sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(salt).flip());
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
