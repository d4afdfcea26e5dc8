package dev.tocsin.ingest.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

import dev.tocsin.event.ReceivedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the spool: a mark, a frame with the schema, then a frame for each request. Its name is the number of its first
 * request. Written with {@link RandomAccessFile}: an interrupted thread would close a channel for all others. Not thread-safe.
 */
final class Segment implements AutoCloseable {

    /** How the names end. */
    static final String ENDING = ".spool";
    /** Suffix of the file that damaged bytes are moved to. */
    static final String DAMAGED = ".damaged";

    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final byte[] MARK = "TocsinS1".getBytes(US_ASCII);

    private final Path path;
    private final long first;
    private final RandomAccessFile file;
    private final RequestCodec codec;
    private final long begin;
    private long end;
    private long count;

    private Segment(Path path, long first, RandomAccessFile file, RequestCodec codec, long begin) {
        this.path = path;
        this.first = first;
        this.file = file;
        this.codec = codec;
        this.begin = begin;
        this.end = begin;
    }

    /** A new one, on the disk when this returns. */
    static Segment create(Path folder, long first) throws IOException {
        var path = folder.resolve(String.format("%020d%s", first, ENDING));
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            var codec = RequestCodec.current();
            var schema = Frame.around(codec.schema());
            file.setLength(0);
            file.write(MARK);
            file.write(schema);
            file.getFD().sync();
            forceFolder(folder);
            return new Segment(path, first, file, codec, MARK.length + schema.length);
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    /** An existing segment, without a torn end. Empty if its header cannot be read; the file is then renamed. */
    static Optional<Segment> open(Path path) throws IOException {
        var first = Long.parseLong(path.getFileName().toString().replace(ENDING, ""));
        var file = new RandomAccessFile(path.toFile(), "rw");
        var mark = new byte[MARK.length];
        if (file.length() >= MARK.length) {
            file.readFully(mark);
        }
        if (Arrays.equals(mark, MARK) && Frame.at(file, MARK.length, file
                .length()) instanceof Frame.Whole(var schema, var begin)) {
            var segment = new Segment(path, first, file, RequestCodec.of(schema), begin);
            segment.recover();
            return Optional.of(segment);
        }
        // Its beginning is forced before its first request: what has none has no requests, unless the disk is bad.
        file.close();
        if (Files.size(path) > 0) {
            LOG.warn("spool: the header of {} is unreadable; the file is renamed and kept", path.getFileName());
        }
        Files.move(path, path.resolveSibling(path.getFileName() + DAMAGED));
        return Optional.empty();
    }

    private void recover() throws IOException {
        var length = file.length();
        var place = begin;
        while (Frame.at(file, place, length) instanceof Frame.Whole(var _, var next)) {
            place = next;
            count++;
        }
        end = place;
        if (Frame.at(file, place, length) instanceof Frame.Damaged) {
            setAside(place, length);
        }
        if (place < length) {
            file.setLength(place);
            file.getFD().sync();
        }
    }

    private void setAside(long from, long to) throws IOException {
        var aside = path.resolveSibling(path.getFileName() + DAMAGED);
        LOG.error("spool: {} bytes of {} are damaged from byte {} on; they are moved to {}", to - from, path
                .getFileName(), from, aside.getFileName());
        try (var source = FileChannel.open(path, StandardOpenOption.READ);
                var target = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (var at = from; at < to;) {
                at += source.transferTo(at, to - at, target);
            }
            target.force(true);
        }
    }

    /** Writes a frame; on the disk only after {@link #force}. */
    void append(byte[] frame) throws IOException {
        try {
            file.seek(end);
            file.write(frame);
        } catch (IOException failed) {
            file.setLength(end);
            throw failed;
        }
        end += frame.length;
        count++;
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    /** A request with the place of the next one. */
    record Read(ReceivedRequest request, long next) {}

    /** The request at a place. */
    Read read(long place) throws IOException {
        if (Frame.at(file, place, end) instanceof Frame.Whole(var content, var next)) {
            return new Read(codec.request(content), next);
        }
        throw new IOException(path.getFileName() + " cannot be read at byte " + place);
    }

    /** Place of a request by its number. */
    long placeOf(long sequence) throws IOException {
        var place = begin;
        for (var at = first; at < sequence; at++) {
            if (!(Frame.at(file, place, end) instanceof Frame.Whole(var _, var next))) {
                throw new IOException(path.getFileName() + " cannot be read at byte " + place);
            }
            place = next;
        }
        return place;
    }

    /** Number of its first request. */
    long first() {
        return first;
    }

    /** Number of the request after its last one. */
    long next() {
        return first + count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Its size. */
    long bytes() {
        return end;
    }

    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A new file is there after a crash only when its folder was forced too; Windows neither can nor needs to. */
    static void forceFolder(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            LOG.debug("cannot force {}", folder, notHere);
        }
    }
}
