package dev.tocsin.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What lies at a place of a segment. A frame is the length of its content (4 bytes), the CRC-32C of the length (4 bytes), the
 * CRC-32C of the content (4 bytes) and the content. The length has a checksum of its own, so that a torn end and a damaged
 * middle can be told apart.
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

    /** Bytes that are not what was written. */
    record Damaged() implements Frame {}

    /** A frame around a content. */
    static byte[] around(byte[] content) {
        return ByteBuffer.allocate(HEAD + content.length).putInt(content.length).putInt(sum(length(content.length)))
                .putInt(sum(content)).put(content).array();
    }

    /** Reads what lies at a place of a file. */
    static Frame at(RandomAccessFile file, long place, long end) throws IOException {
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
        if (read.getInt() != sum(length(length)) || length < 0 || length > MOST) {
            return isZero(file, place, end) ? new Torn() : new Damaged();
        }
        if (place + HEAD + length > end) {
            return new Torn();
        }
        var content = new byte[length];
        file.readFully(content);
        var next = place + HEAD + length;
        if (read.getInt() != sum(content)) {
            // The size of a file can reach the disk before its last bytes.
            return next == end ? new Torn() : new Damaged();
        }
        return new Whole(content, next);
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

    private static int sum(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
