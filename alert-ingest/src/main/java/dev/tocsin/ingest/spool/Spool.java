package dev.tocsin.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.ReceivedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of requests on disk, first in, first out. A request that was kept survives the process and the machine;
 * what was half written when they stopped is cut off, because nobody was told that it is kept. Requests that arrive together
 * share a flush. Thread-safe; {@link #oldest} and {@link #done} are for one reader.
 */
public final class Spool implements AutoCloseable {

    /** What became of a request. */
    public sealed interface Kept {
        /** On the disk. */
        record Yes() implements Kept {}

        /** There is no room. */
        record Full() implements Kept {}

        /** The disk refuses; the request may be kept all the same. */
        record Failed(String why) implements Kept {}
    }

    /** A request in the queue. */
    public record Spooled(long number, ReceivedRequest request) {}

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final long LARGEST_SEGMENT = 8L * 1024 * 1024;

    private final Path folder;
    private final long maxBytes;
    private final RandomAccessFile lockFile;
    private final FileLock lock;
    private final DrainPosition position;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Object flush = new Object();
    /** Number of the next request that comes in. */
    private long next;
    /** All before this one are on the disk. */
    private long flushed;
    /** Place in the first segment of the next request to read. */
    private long place;
    /** After a failed write or flush, nothing more goes to the last segment. */
    private boolean sealed = true;

    private Spool(Path folder, long maxBytes, RandomAccessFile lockFile, FileLock lock) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.lockFile = lockFile;
        this.lock = lock;
        this.position = new DrainPosition(folder.resolve("position"));
        recover();
    }

    /**
     * Opens or makes one.
     *
     * @throws IOException
     *             when the folder cannot be used, or another process uses it
     */
    public static Spool open(Path folder, long maxBytes) throws IOException {
        Files.createDirectories(folder);
        var lockFile = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
        try {
            var lock = lockFile.getChannel().tryLock();
            if (lock == null) {
                throw new IOException("another process uses the spool " + folder);
            }
            return new Spool(folder, maxBytes, lockFile, lock);
        } catch (IOException | RuntimeException failed) {
            lockFile.close();
            throw failed instanceof IOException io ? io : new IOException("the spool " + folder + " is in use", failed);
        }
    }

    private void recover() throws IOException {
        try (var files = Files.list(folder)) {
            for (var path : files.filter(it -> it.toString().endsWith(Segment.ENDING)).sorted().toList()) {
                Segment.open(path).ifPresent(segments::add);
            }
        }
        for (var segment : List.copyOf(segments)) {
            if (segment.isEmpty()) {
                segments.remove(segment);
                segment.delete();
            }
        }
        next = position.next();
        for (var segment : segments) {
            next = Math.max(next, segment.next());
        }
        flushed = next;
        dropRead();
        place = segments.isEmpty() ? 0 : segments.getFirst().placeOf(read());
        if (count() > 0) {
            LOG.info("spool: {} requests wait for Kafka", count());
        }
    }

    /** Number of the next request to read; damage may have left a hole. */
    private long read() {
        return segments.isEmpty() ? next : Math.max(position.next(), segments.getFirst().first());
    }

    /** Keeps a request; when it says yes, the request is on the disk. */
    public Kept add(ReceivedRequest request) {
        try {
            var number = append(Frame.around(RequestCodec.bytes(request)));
            if (number < 0) {
                return new Kept.Full();
            }
            flush(number);
            return new Kept.Yes();
        } catch (IOException failed) {
            LOG.error("spool: cannot keep request {}: {}", request.getId(), failed.toString());
            seal();
            return new Kept.Failed(failed.getMessage());
        }
    }

    private synchronized void seal() {
        sealed = true;
    }

    private synchronized long append(byte[] frame) throws IOException {
        if (bytes() + frame.length > maxBytes) {
            return -1;
        }
        if (sealed || segments.isEmpty() || segments.getLast().bytes() >= Math.min(LARGEST_SEGMENT, maxBytes / 4)) {
            if (!segments.isEmpty() && segments.getLast().isEmpty()) {
                segments.removeLast().delete();
            } else if (!segments.isEmpty()) {
                segments.getLast().force();
                flushed = next;
            }
            var fresh = Segment.create(folder, next);
            if (segments.isEmpty()) {
                place = fresh.bytes();
            }
            segments.add(fresh);
            sealed = false;
        }
        segments.getLast().append(frame);
        return next++;
    }

    /** Whoever comes first flushes for all that wrote meanwhile. */
    private void flush(long number) throws IOException {
        synchronized (flush) {
            Segment last;
            long upTo;
            synchronized (this) {
                if (flushed > number) {
                    return;
                }
                last = segments.getLast();
                upTo = next;
            }
            last.force();
            synchronized (this) {
                flushed = Math.max(flushed, upTo);
            }
        }
    }

    /** The request that came first. */
    public synchronized Optional<Spooled> oldest() throws IOException {
        var number = read();
        return number >= flushed || segments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Spooled(number, segments.getFirst().read(place).request()));
    }

    /** The oldest request is in Kafka: it is forgotten. */
    public void done(Spooled oldest) throws IOException {
        synchronized (flush) {
            synchronized (this) {
                if (oldest.number() != read()) {
                    throw new IllegalStateException("request " + oldest.number() + " is not the oldest one");
                }
                var after = segments.getFirst().read(place).next();
                position.moveTo(oldest.number() + 1);
                place = after;
                if (dropRead()) {
                    place = segments.isEmpty() ? 0 : segments.getFirst().placeOf(read());
                }
            }
        }
    }

    /** Deletes the segments of which all requests are in Kafka. */
    private boolean dropRead() throws IOException {
        var dropped = false;
        while (!segments.isEmpty() && segments.getFirst().next() <= position.next()) {
            segments.removeFirst().delete();
            dropped = true;
        }
        return dropped;
    }

    /** Requests in it. */
    public synchronized long count() {
        return Math.max(0, next - read());
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return count() == 0;
    }

    /** Bytes on the disk. */
    public synchronized long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    @Override
    public synchronized void close() throws IOException {
        for (var segment : segments) {
            segment.close();
        }
        position.close();
        lock.release();
        lockFile.close();
    }
}
