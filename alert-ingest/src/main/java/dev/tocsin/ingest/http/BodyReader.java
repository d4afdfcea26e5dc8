package dev.tocsin.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;

/** Reads bodies: bounded in size after decompression, in ratio and in time, and counted in {@link BodyMemory} as they arrive. */
final class BodyReader {

    /** What is kept of the bytes of a body that cannot be decompressed. */
    static final int BEGINNING = BodyMemory.FREE_BYTES;
    private static final int STEP = 8 * 1024;
    /** What zlib and its stream take for one body. */
    private static final int DECOMPRESSOR_BYTES = 48 * 1024;
    /** Small bodies of like alerts compress very well. */
    private static final int RATIO_COUNTS_FROM = 1024 * 1024;

    private static final Set<String> PLAIN = Set.of("", "identity");
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    private final HttpLimits limits;

    BodyReader(HttpLimits limits) {
        this.limits = limits;
    }

    /**
     * What can be said of a body by the headers alone.
     *
     * @param encoding
     *            Content-Encoding in small letters, empty when there is none
     * @param declared
     *            Content-Length, -1 when there is none
     */
    Optional<Refusal> unreadable(String encoding, long declared) {
        if (!PLAIN.contains(encoding) && !GZIP.contains(encoding)) {
            return Optional.of(new Refusal(RefusalReason.CONTENT_ENCODING,
                    "Send the body uncompressed or compressed with gzip."));
        }
        return declared > limits.bodyBytes() ? Optional.of(tooLarge()) : Optional.empty();
    }

    /**
     * Reads a body of which {@link #unreadable} has nothing to say.
     *
     * @throws IOException
     *             when the sender went away or is too slow
     */
    BodyRead read(PacedBody raw, String encoding, BodyMemory.Place place) throws IOException {
        return GZIP.contains(encoding) ? unzip(raw, place) : read(raw, raw, place, 0);
    }

    private BodyRead unzip(PacedBody raw, BodyMemory.Place place) throws IOException {
        if (!place.reserve(BodyMemory.FREE_BYTES + DECOMPRESSOR_BYTES, System.nanoTime())) {
            return new BodyRead.NoRoom();
        }
        var kept = new Beginning(raw);
        try (var unzipped = new GZIPInputStream(kept, STEP)) {
            return read(unzipped, raw, place, DECOMPRESSOR_BYTES);
        } catch (ZipException | EOFException broken) {
            if (raw.failed()) {
                throw broken;
            }
            return new BodyRead.Unfit(kept.bytes(), new Refusal(RefusalReason.BAD_ENCODING,
                    "The body is not valid gzip, or it ends early."));
        }
    }

    private BodyRead read(InputStream in, PacedBody raw, BodyMemory.Place place, long besides) throws IOException {
        var body = new byte[STEP];
        var size = 0;
        for (var got = in.read(body); got >= 0; got = in.read(body, size, body.length - size)) {
            var room = limits.bodyBytes() - size;
            size += Math.min(got, room);
            if (!place.reserve(besides + size, System.nanoTime())) {
                return new BodyRead.NoRoom();
            }
            if (got > room) {
                return new BodyRead.Unfit(Arrays.copyOf(body, size), tooLarge());
            }
            if (in != raw && size > RATIO_COUNTS_FROM && size / limits.gzipRatio() > raw.count()) {
                return new BodyRead.Unfit(Arrays.copyOf(body, size), new Refusal(RefusalReason.COMPRESSION_RATIO,
                        "The body expands more than " + limits.gzipRatio()
                                + " times when decompressed. Send it uncompressed."));
            }
            if (size == body.length) {
                body = Arrays.copyOf(body, 2 * size);
            }
        }
        return new BodyRead.Whole(Arrays.copyOf(body, size));
    }

    private Refusal tooLarge() {
        return new Refusal(RefusalReason.TOO_LARGE,
                "Send at most " + limits.bodyBytes() + " bytes. In Alertmanager, set max_alerts.");
    }

    /** Keeps the beginning of what passes. */
    private static final class Beginning extends InputStream {
        private final InputStream raw;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Beginning(InputStream raw) {
            this.raw = raw;
        }

        byte[] bytes() {
            return kept.toByteArray();
        }

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var got = raw.read(bytes, offset, length);
            if (got > 0) {
                kept.write(bytes, offset, Math.min(got, BEGINNING - Math.min(BEGINNING, kept.size())));
            }
            return got;
        }

        @Override
        public int available() throws IOException {
            return raw.available();
        }
    }
}
