package dev.tocsin.ingest.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** An open connection: its phase, the start of the phase, and whether it is overdue. */
final class ClientConnection {

    /** What a connection is doing. */
    enum Phase {
        /** Between requests, or in the headers of one. */
        HEADERS,
        /** A body is arriving. */
        BODY,
        /** The request is being processed. */
        WORK,
        /** The answer is being written. */
        ANSWER,
        /** Answered before its body was read; the rest of the body is discarded, so that the sender can read the answer. */
        LEAVING
    }

    /** Why the server closes a connection. The code is the metric's label. */
    enum Closed {
        IDLE, SLOW_HEADERS, SLOW_BODY, SLOW_READER, STUCK, LEFT, CROWDED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Longer than anything that an answer waits for. */
    private static final Duration LONGEST_WORK = Duration.ofSeconds(90);
    /** Time for a sender to notice an answer that precedes its body. */
    static final Duration LEAVING = Duration.ofSeconds(2);
    /** The reader of a body is first to say that it is too slow; this is for whom it cannot reach. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final String address;
    private final HttpLimits limits;
    private Phase phase = Phase.HEADERS;
    private long sinceNanos;
    private long bytesBefore;
    private Optional<Long> firstByteNanos = Optional.empty();
    private boolean known;

    ClientConnection(String address, HttpLimits limits, long nowNanos) {
        this.address = address;
        this.limits = limits;
        this.sinceNanos = nowNanos;
    }

    /** Address of the other end, without the port. */
    String address() {
        return address;
    }

    /** Enters another phase. */
    synchronized void is(Phase next, long nowNanos) {
        phase = next;
        sinceNanos = nowNanos;
        firstByteNanos = Optional.empty();
    }

    /** The request was answered; another one may follow. */
    synchronized void answered(long bytesIn, long nowNanos) {
        is(Phase.HEADERS, nowNanos);
        bytesBefore = bytesIn;
    }

    /** An authenticated sender uses this connection. */
    synchronized void known() {
        known = true;
    }

    /** Start of the current phase. */
    synchronized long sinceNanos() {
        return sinceNanos;
    }

    /** Whether it may be closed in favour of another connection. */
    synchronized boolean canGiveWay() {
        return phase == Phase.LEAVING || (!known && (phase == Phase.HEADERS || phase == Phase.BODY));
    }

    /**
     * Reason to close the connection now, if any.
     *
     * @param bytesIn
     *            bytes received over the connection
     */
    synchronized Optional<Closed> overdue(long bytesIn, long nowNanos) {
        return switch (phase) {
            case HEADERS -> headers(bytesIn, nowNanos);
            case BODY -> after(limits.body().plus(SLACK), Closed.SLOW_BODY, nowNanos);
            case WORK -> after(LONGEST_WORK, Closed.STUCK, nowNanos);
            case ANSWER -> after(limits.header(), Closed.SLOW_READER, nowNanos);
            case LEAVING -> after(LEAVING, Closed.LEFT, nowNanos);
        };
    }

    private Optional<Closed> headers(long bytesIn, long nowNanos) {
        if (firstByteNanos.isEmpty() && bytesIn > bytesBefore) {
            firstByteNanos = Optional.of(nowNanos);
        }
        if (firstByteNanos.isEmpty()) {
            return after(known ? limits.idle() : limits.header(), Closed.IDLE, nowNanos);
        }
        return nowNanos - firstByteNanos.get() >= limits.header().toNanos()
                ? Optional.of(Closed.SLOW_HEADERS)
                : Optional.empty();
    }

    private Optional<Closed> after(Duration patience, Closed why, long nowNanos) {
        return nowNanos - sinceNanos >= patience.toNanos() ? Optional.of(why) : Optional.empty();
    }
}
