package dev.tocsin.ingest.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The body of a request as it arrives: what is there is given out at once, and what is not is waited for until the deadline
 * for bodies, or until the sender has fallen behind the slowest pace. Holds no buffer of its own.
 */
final class PacedBody extends InputStream {

    /** The sender is too slow. */
    static final class TooSlowException extends IOException {
        private static final long serialVersionUID = 1;

        TooSlowException() {
            super("the body arrives too slowly");
        }
    }

    private final Content.Source source;
    private final long beganNanos;
    private final long deadlineNanos;
    private final long graceNanos;
    private final int bytesPerSecond;
    private long count;
    private boolean failed;
    private boolean ended;
    private Optional<Content.Chunk> rest = Optional.empty();

    /**
     * @param beganNanos
     *            end of the headers, on the monotonic clock
     */
    PacedBody(Content.Source source, HttpLimits limits, long beganNanos) {
        this.source = source;
        this.beganNanos = beganNanos;
        this.deadlineNanos = limits.body().toNanos();
        this.graceNanos = limits.grace().toNanos();
        this.bytesPerSecond = limits.bytesPerSecond();
    }

    /** Bytes that came. */
    long count() {
        return count;
    }

    /** Whether the sender failed, by going away or by being slow. */
    boolean failed() {
        return failed;
    }

    /** Whether all of it was read. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            var got = readNow(bytes, offset, length);
            if (got != 0) {
                return got;
            }
            await(patienceNanos(System.nanoTime() - beganNanos));
        }
    }

    /** The next bytes, whatever the pace, if they come within so much time. */
    int read(byte[] bytes, long patienceNanos) throws IOException {
        var got = readNow(bytes, 0, bytes.length);
        if (got == 0) {
            await(patienceNanos);
        }
        return got;
    }

    /** What has arrived by now: its length, 0 when nothing has, -1 at the end. */
    int readNow(byte[] bytes, int offset, int length) throws IOException {
        var chunk = rest.orElseGet(source::read);
        rest = Optional.empty();
        if (chunk == null) {
            return 0;
        }
        if (Content.Chunk.isFailure(chunk)) {
            failed = true;
            throw new IOException("the sender disconnected", chunk.getFailure());
        }
        var content = chunk.getByteBuffer();
        var got = Math.min(length, content.remaining());
        content.get(bytes, offset, got);
        count += got;
        if (content.hasRemaining()) {
            rest = Optional.of(chunk);
            return got;
        }
        var last = chunk.isLast();
        chunk.release();
        if (last) {
            ended = true;
            rest = Optional.of(Content.Chunk.EOF);
            return got == 0 ? -1 : got;
        }
        return got;
    }

    private void await(long patience) throws IOException {
        var ready = new CountDownLatch(1);
        source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, ready::countDown));
        try {
            if (patience <= 0 || !ready.await(patience, TimeUnit.NANOSECONDS)) {
                failed = true;
                throw new TooSlowException();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("the service is stopping", stopping);
        }
    }

    private long patienceNanos(long passed) {
        var pace = bytesPerSecond == 0
                ? deadlineNanos
                : graceNanos + TimeUnit.SECONDS.toNanos(count) / bytesPerSecond;
        return Math.min(deadlineNanos, pace) - passed;
    }
}
