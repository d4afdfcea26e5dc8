package dev.tocsin.ingest.spool;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a segment: the number of its first request and the salt of its checksums. Both are needed to read a segment of which
 * the beginning is damaged, so they do not stand in it.
 */
record SegmentName(long first, long salt) {

    /** How the names end. */
    static final String ENDING = ".spool";

    private static final Pattern FORM = Pattern.compile("(\\d{20})-([0-9a-f]{16})" + Pattern.quote(ENDING));

    /** The name of a file; empty if it is none of a segment. */
    static Optional<SegmentName> of(Path file) {
        var name = FORM.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(new SegmentName(Long.parseLong(name.group(1)), Long.parseUnsignedLong(name.group(2),
                        16)))
                : Optional.empty();
    }

    /** The file of that name in a folder; names sort as their requests do. */
    Path in(Path folder) {
        return folder.resolve(String.format("%020d-%016x%s", first, salt, ENDING));
    }
}
