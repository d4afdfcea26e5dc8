package dev.tocsin.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import dev.tocsin.ingest.format.Refusal;
import dev.tocsin.ingest.format.RefusalReason;

/**
 * Reads bodies: bounded in size after decompression, in ratio and in time, and counted against {@link Admission} as they
 * grow.
 */
final class BodyReader {

    private static final int STEP = 64 * 1024;
    /** A sender that is still sending sees our answer only if somebody takes its bytes. */
    private static final long MOST_DRAINED = 32L * 1024 * 1024;
    /** Small bodies of like alerts compress very well. */
    private static final int RATIO_COUNTS_FROM = 1024 * 1024;

    /** A sender that drips holds a place that others need. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int mostBytes;
    private final int mostRatio;

    BodyReader(int mostBytes, int mostRatio) {
        this.mostBytes = mostBytes;
        this.mostRatio = mostRatio;
    }

    /** The most that a body may have after decompression. */
    int mostBytes() {
        return mostBytes;
    }

    /**
     * @param encoding
     *            the header Content-Encoding, empty when there is none
     * @throws IOException
     *             when the sender went away or is too slow
     */
    BodyRead read(InputStream raw, String encoding, Admission.Place place) throws IOException {
        var read = switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> plain(new Counted(raw), place);
            case "gzip", "x-gzip" -> unzip(raw, place);
            default -> new BodyRead.Unfit(raw.readNBytes(STEP), new Refusal(RefusalReason.CONTENT_ENCODING,
                    "Send the body as it is or compressed with gzip."));
        };
        if (read instanceof BodyRead.Unfit) {
            drain(raw);
        }
        return read;
    }

    private BodyRead plain(Counted counted, Admission.Place place) throws IOException {
        return read(counted, counted, place);
    }

    private BodyRead unzip(InputStream raw, Admission.Place place) throws IOException {
        var counted = new Counted(raw);
        try {
            return read(new GZIPInputStream(counted, STEP), counted, place);
        } catch (ZipException | java.io.EOFException broken) {
            if (counted.failed) {
                throw broken;
            }
            return new BodyRead.Unfit(counted.beginning.toByteArray(),
                    new Refusal(RefusalReason.BAD_ENCODING,
                            "The header says gzip, but the bytes are not, or end early."));
        }
    }

    private BodyRead read(InputStream in, Counted counted, Admission.Place place) throws IOException {
        var body = new ByteArrayOutputStream(STEP);
        var step = new byte[STEP];
        for (var got = in.read(step); got >= 0; got = in.read(step)) {
            var room = mostBytes - body.size();
            body.write(step, 0, Math.min(got, room));
            if (got > room || (got == room && in.read() >= 0)) {
                return new BodyRead.Unfit(body.toByteArray(), new Refusal(RefusalReason.TOO_LARGE,
                        "Send at most " + mostBytes + " bytes at once; with Alertmanager set max_alerts."));
            }
            if (in != counted && body.size() > RATIO_COUNTS_FROM && body.size() / mostRatio > counted.count) {
                return new BodyRead.Unfit(body.toByteArray(), new Refusal(RefusalReason.COMPRESSION_RATIO,
                        "The body grows more than " + mostRatio + " times when decompressed; send it as it is."));
            }
            if (!place.reserve(body.size())) {
                return new BodyRead.NoRoom();
            }
        }
        return new BodyRead.Whole(body.toByteArray());
    }

    private static void drain(InputStream raw) throws IOException {
        var step = new byte[STEP];
        long drained = 0;
        for (var got = raw.read(step); got >= 0 && drained < MOST_DRAINED; got = raw.read(step)) {
            drained += got;
        }
    }

    /** Counts what passes, keeps its beginning, and remembers whether it was the sender that failed. */
    private static final class Counted extends InputStream {
        private final InputStream raw;
        private final Deadline deadline = Deadline.in(LONGEST);
        private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        private long count;
        private boolean failed;

        Counted(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (deadline.leftNanos() == 0) {
                    throw new IOException("the body comes too slowly");
                }
                var got = raw.read(bytes, offset, length);
                if (got > 0) {
                    count += got;
                    beginning.write(bytes, offset, Math.min(got, STEP - Math.min(STEP, beginning.size())));
                }
                return got;
            } catch (IOException gone) {
                failed = true;
                throw gone;
            }
        }
    }
}
