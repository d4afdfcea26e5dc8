package dev.tocsin.ingest.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.ReceivedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the spool: a mark, a frame with the schema, then a frame for each request, which begins with its number (8 bytes).
 * Damaged bytes are copied to a file of their own and skipped; requests behind them keep their numbers. Written with
 * {@link RandomAccessFile}: an interrupted thread would close a channel for all others. Not thread-safe.
 */
final class Segment implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final byte[] MARK = "TocsinS2".getBytes(US_ASCII);

    private final Path path;
    private final SegmentName name;
    private final RandomAccessFile file;
    private final RequestCodec codec;
    private final long begin;
    /** Damaged ranges: where each begins, and where it ends. */
    private final TreeMap<Long, Long> damaged = new TreeMap<>();
    private final List<Path> aside = new ArrayList<>();
    private long end;
    private long next;

    private Segment(Path path, SegmentName name, RandomAccessFile file, RequestCodec codec, long begin) {
        this.path = path;
        this.name = name;
        this.file = file;
        this.codec = codec;
        this.begin = begin;
        this.end = begin;
        this.next = name.first();
    }

    /** A new one, on the disk when this returns. */
    static Segment create(Path folder, SegmentName name) throws IOException {
        var path = name.in(folder);
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            var codec = RequestCodec.current();
            var schema = Frame.around(name.salt(), codec.schema());
            file.setLength(0);
            file.write(MARK);
            file.write(schema);
            file.getFD().sync();
            forceFolder(folder);
            return new Segment(path, name, file, codec, MARK.length + schema.length);
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    /**
     * An existing segment, without a torn end.
     *
     * @param name
     *            of the file
     */
    static Segment open(Path path, SegmentName name) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "rw");
        var mark = new byte[MARK.length];
        if (file.length() >= MARK.length) {
            file.readFully(mark);
        }
        if (Arrays.equals(mark, MARK) && Frame.at(file, name.salt(), MARK.length, file
                .length()) instanceof Frame.Whole(var schema, var begin)) {
            var segment = new Segment(path, name, file, RequestCodec.of(schema), begin);
            segment.recover();
            return segment;
        }
        // Its beginning is forced before its first request: what has none has no requests, unless the disk is bad.
        var segment = new Segment(path, name, file, RequestCodec.current(), 0);
        segment.recoverWithoutHeader();
        return segment;
    }

    private void recoverWithoutHeader() throws IOException {
        var length = file.length();
        var whole = Frame.wholeFrom(file, name.salt(), 0, length);
        if (whole == length) {
            end = length;
            return;
        }
        // The schema may be whole and its mark is not; then it is the first frame, and no request.
        setAside(0, whole);
        recover();
    }

    private void recover() throws IOException {
        var length = file.length();
        var place = begin;
        while (true) {
            place = damaged.getOrDefault(place, place);
            switch (Frame.at(file, name.salt(), place, length)) {
                case Frame.Whole(var content, var after) -> {
                    number(content).ifPresentOrElse(number -> next = Math.max(next, number + 1), () -> {});
                    place = after;
                }
                case Frame.End() -> {
                    end = place;
                    return;
                }
                case Frame.Torn() -> {
                    cut(place);
                    return;
                }
                case Frame.Damaged(var from) -> {
                    var whole = Frame.wholeFrom(file, name.salt(), from, length);
                    setAside(place, whole);
                    if (whole == length) {
                        cut(place);
                        return;
                    }
                }
            }
        }
    }

    private void cut(long place) throws IOException {
        end = place;
        file.setLength(place);
        file.getFD().sync();
    }

    private void setAside(long from, long to) throws IOException {
        aside.add(DamagedBytes.copy(path, from, to));
        damaged.put(from, to);
    }

    /** Copies a request that no schema reads. */
    void setAside(Read unreadable) throws IOException {
        aside.add(DamagedBytes.copy(path, unreadable.place(), unreadable.next()));
    }

    /** Writes a request; on the disk only after {@link #force}. */
    void append(long number, byte[] request) throws IOException {
        var frame = Frame.around(name.salt(), numbered(number, request));
        try {
            file.seek(end);
            file.write(frame);
        } catch (IOException failed) {
            file.setLength(end);
            throw failed;
        }
        end += frame.length;
        next = number + 1;
    }

    /** Bytes that a request takes. */
    static long bytes(byte[] request) {
        return (long) Frame.HEAD + Long.BYTES + request.length;
    }

    private static byte[] numbered(long number, byte[] request) {
        return ByteBuffer.allocate(Long.BYTES + request.length).putLong(number).put(request).array();
    }

    /** The number of a request; empty if the frame holds something else, such as a schema behind a damaged mark. */
    private Optional<Long> number(byte[] content) {
        if (content.length < Long.BYTES) {
            return Optional.empty();
        }
        var number = ByteBuffer.wrap(content).getLong();
        // A schema begins with letters: that is a number beyond all requests.
        return number >= name.first() && number - name.first() < Integer.MAX_VALUE
                ? Optional.of(number)
                : Optional.empty();
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    /**
     * A request with its number.
     *
     * @param place
     *            where it begins
     * @param next
     *            where the next one begins
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Read(long number, byte[] content, long place, long next) {}

    /** The first request from a place on. */
    Optional<Read> read(long from) throws IOException {
        var place = from;
        while (true) {
            place = damaged.getOrDefault(place, place);
            switch (Frame.at(file, name.salt(), place, end)) {
                case Frame.Whole(var content, var after) -> {
                    var number = number(content);
                    if (number.isPresent()) {
                        return Optional.of(new Read(number.get(), content, place, after));
                    }
                    place = after;
                }
                case Frame.End() -> {
                    return Optional.empty();
                }
                case Frame.Torn _,Frame.Damaged _ ->
                    throw new IOException(path.getFileName() + " cannot be read at byte " + place);
            }
        }
    }

    /**
     * The request of what was read.
     *
     * @throws IOException
     *             when the schema does not read it
     */
    ReceivedRequest request(Read read) throws IOException {
        return codec.request(Arrays.copyOfRange(read.content(), Long.BYTES, read.content().length));
    }

    /** Place of the first request with this number or a later one; the end if there is none. */
    long placeOf(long number) throws IOException {
        var read = read(begin);
        while (read.isPresent() && read.get().number() < number) {
            read = read(read.get().next());
        }
        return read.map(Read::place).orElse(end);
    }

    /** How many requests it has from a number on. */
    long count(long from) throws IOException {
        var count = 0L;
        for (var read = read(begin); read.isPresent(); read = read(read.get().next())) {
            count += read.get().number() >= from ? 1 : 0;
        }
        return count;
    }

    /** Number of its first request. */
    long first() {
        return name.first();
    }

    /** Number of the request after its last one. */
    long next() {
        return next;
    }

    /** Whether no request can be read. */
    boolean isEmpty() {
        return next == name.first();
    }

    /** Where its requests begin. */
    long begin() {
        return begin;
    }

    /** Its size. */
    long bytes() {
        return end;
    }

    /** Files to which damaged bytes were copied. */
    List<Path> aside() {
        return List.copyOf(aside);
    }

    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    /** Removes a segment without requests; if it has bytes all the same, they are kept. */
    Optional<Path> discard() throws IOException {
        var hasHeader = begin > 0;
        var unread = end > begin && aside.isEmpty();
        file.close();
        if (!hasHeader && unread) {
            return Optional.of(DamagedBytes.rename(path));
        }
        Files.deleteIfExists(path);
        return Optional.empty();
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
