package dev.tocsin.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    /** Requests that are not in Kafka yet. */
    private long waiting;
    private final List<Path> aside = new ArrayList<>();
    private final SecureRandom salts = new SecureRandom();
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
            for (var path : files.filter(it -> it.toString().endsWith(SegmentName.ENDING)).sorted().toList()) {
                var name = SegmentName.of(path);
                if (name.isEmpty()) {
                    aside.add(DamagedBytes.rename(path));
                    continue;
                }
                var segment = Segment.open(path, name.get());
                aside.addAll(segment.aside());
                if (segment.isEmpty()) {
                    segment.discard().ifPresent(aside::add);
                } else {
                    segments.add(segment);
                }
            }
        }
        next = position.next();
        for (var segment : segments) {
            next = Math.max(next, segment.next());
            waiting += segment.count(position.next());
        }
        flushed = next;
        dropRead();
        place = segments.isEmpty() ? 0 : segments.getFirst().placeOf(position.next());
        if (waiting > 0) {
            LOG.info("spool: {} requests wait for Kafka", waiting);
        }
    }

    /** Keeps a request; when it says yes, the request is on the disk. */
    public Kept add(ReceivedRequest request) {
        try {
            var number = append(RequestCodec.bytes(request));
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

    private synchronized long append(byte[] request) throws IOException {
        if (bytes() + Segment.bytes(request) > maxBytes) {
            return -1;
        }
        if (sealed || segments.isEmpty() || segments.getLast().bytes() >= Math.min(LARGEST_SEGMENT, maxBytes / 4)) {
            if (!segments.isEmpty() && segments.getLast().isEmpty()) {
                segments.removeLast().delete();
            } else if (!segments.isEmpty()) {
                segments.getLast().force();
                flushed = next;
            }
            var fresh = Segment.create(folder, new SegmentName(next, salts.nextLong()));
            if (segments.isEmpty()) {
                place = fresh.begin();
            }
            segments.add(fresh);
            sealed = false;
        }
        segments.getLast().append(next, request);
        waiting++;
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

    /** The request that came first. One that cannot be read is copied to a file and skipped. */
    public Optional<Spooled> oldest() throws IOException {
        synchronized (flush) {
            synchronized (this) {
                return readable();
            }
        }
    }

    /** Every request that waits, oldest first; those that leave meanwhile may be among them. */
    public void forEach(Consumer<ReceivedRequest> reader) throws IOException {
        List<Segment> all;
        synchronized (this) {
            all = List.copyOf(segments);
        }
        for (var segment : all) {
            var requests = new ArrayList<ReceivedRequest>();
            synchronized (this) {
                if (!segments.contains(segment)) {
                    continue;
                }
                for (var read = segment.read(segment.placeOf(position.next())); read.isPresent(); read = segment.read(
                        read.get().next())) {
                    try {
                        requests.add(segment.request(read.get()));
                    } catch (IOException unreadable) {
                        LOG.debug("spool: request {} cannot be read", read.get().number(), unreadable);
                    }
                }
            }
            requests.forEach(reader);
        }
    }

    private Optional<Spooled> readable() throws IOException {
        for (var found = first(); found.isPresent(); found = first()) {
            var read = found.get();
            try {
                return Optional.of(new Spooled(read.number(), segments.getFirst().request(read)));
            } catch (IOException unreadable) {
                LOG.error("spool: request {} cannot be read: {}", read.number(), unreadable.toString());
                segments.getFirst().setAside(read);
                aside.add(segments.getFirst().aside().getLast());
                forget(read);
            }
        }
        return Optional.empty();
    }

    /** The next frame; segments that end in damaged bytes are left behind. */
    private Optional<Segment.Read> first() throws IOException {
        while (!segments.isEmpty()) {
            var read = segments.getFirst().read(place);
            if (read.isPresent() || segments.size() == 1) {
                return read.filter(it -> it.number() < flushed);
            }
            segments.removeFirst().delete();
            place = segments.getFirst().begin();
        }
        return Optional.empty();
    }

    /** The oldest request is in Kafka: it is forgotten. */
    public void done(Spooled oldest) throws IOException {
        synchronized (flush) {
            synchronized (this) {
                var read = first();
                if (read.isEmpty() || read.get().number() != oldest.number()) {
                    throw new IllegalStateException("request " + oldest.number() + " is not the oldest one");
                }
                forget(read.get());
            }
        }
    }

    private void forget(Segment.Read read) throws IOException {
        position.moveTo(read.number() + 1);
        place = read.next();
        waiting--;
        if (dropRead()) {
            place = segments.isEmpty() ? 0 : segments.getFirst().placeOf(position.next());
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
        return waiting;
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return count() == 0;
    }

    /** Files with bytes that could not be read since it was opened: requests may be lost, and a person must look. */
    public synchronized List<Path> damaged() {
        return List.copyOf(aside);
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
