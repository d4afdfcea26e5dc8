package dev.tocsin.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The number of the next request to write to Kafka, on disk. Two slots are written in turn, so that a torn write leaves the
 * position before it: at worst one request is written to Kafka again, with the same ids.
 */
final class DrainPosition implements AutoCloseable {

    private static final int SLOT = 16;

    private final RandomAccessFile file;
    private long next;
    private int slot;

    DrainPosition(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        for (var each = 0; each < 2; each++) {
            var read = read(each);
            if (read > next) {
                next = read;
                slot = each;
            }
        }
    }

    private long read(int from) throws IOException {
        if (file.length() < (long) SLOT * (from + 1)) {
            return 0;
        }
        file.seek((long) SLOT * from);
        var bytes = new byte[SLOT];
        file.readFully(bytes);
        var buffer = ByteBuffer.wrap(bytes);
        var number = buffer.getLong();
        return buffer.getLong() == sum(number) ? number : 0;
    }

    /** Number of the next request to write; 0 at first. */
    long next() {
        return next;
    }

    /** All before this one are in Kafka; on the disk when this returns. */
    void moveTo(long number) throws IOException {
        var other = 1 - slot;
        file.seek((long) SLOT * other);
        file.write(ByteBuffer.allocate(SLOT).putLong(number).putLong(sum(number)).array());
        file.getFD().sync();
        slot = other;
        next = number;
    }

    private static long sum(long number) {
        var sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        // Zeros are no slot.
        return ~sum.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
