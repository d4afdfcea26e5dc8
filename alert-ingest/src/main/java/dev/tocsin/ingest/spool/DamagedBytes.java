package dev.tocsin.ingest.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps bytes of a segment that cannot be read, in a file beside it, for a person. */
final class DamagedBytes {

    /** Suffix of such a file. */
    static final String ENDING = ".damaged";

    private static final Logger LOG = LoggerFactory.getLogger(DamagedBytes.class);

    private DamagedBytes() {}

    /**
     * Copies a range, on the disk when this returns. The name follows from the segment and the place, so a second copy of the
     * same bytes, after a crash or while the segment is still needed, replaces the first.
     *
     * @return the file
     */
    static Path copy(Path segment, long from, long to) throws IOException {
        var aside = segment.resolveSibling(segment.getFileName() + "." + from + ENDING);
        LOG.error("spool: {} bytes of {} are damaged from byte {} on; they are kept in {}", to - from, segment
                .getFileName(), from, aside.getFileName());
        try (var source = FileChannel.open(segment, StandardOpenOption.READ);
                var target = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (var at = from; at < to;) {
                at += source.transferTo(at, to - at, target);
            }
            target.force(true);
        }
        Segment.forceFolder(segment.toAbsolutePath().getParent());
        return aside;
    }

    /**
     * Renames a file of which nothing can be read.
     *
     * @return the new name
     */
    static Path rename(Path segment) throws IOException {
        var aside = segment.resolveSibling(segment.getFileName() + ENDING);
        for (var copy = 2; Files.exists(aside); copy++) {
            aside = segment.resolveSibling(segment.getFileName() + "." + copy + ENDING);
        }
        LOG.error("spool: nothing in {} can be read; the file is kept as {}", segment.getFileName(), aside
                .getFileName());
        Files.move(segment, aside, StandardCopyOption.ATOMIC_MOVE);
        return aside;
    }
}
