package dev.tocsin.ingest.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** An open connection: what it is doing, since when, and whether that takes too long. */
final class Visitor {

    /** What a connection is doing. */
    enum Phase {
        /** Between requests, or in the headers of one. */
        HEADERS,
        /** A body is arriving. */
        BODY,
        /** The request is being worked on. */
        WORK,
        /** The answer is being written. */
        ANSWER,
        /** Answered before its body was read; what still comes is thrown away so that the answer can be read. */
        LEAVING
    }

    /** Why a connection is closed by us. The code is the metric's label. */
    enum Closed {
        IDLE, SLOW_HEADERS, SLOW_BODY, SLOW_READER, STUCK, LEFT, CROWDED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Longer than anything that an answer waits for. */
    private static final Duration LONGEST_WORK = Duration.ofSeconds(90);
    /** So long a sender may take to notice an answer that came before its body was read. */
    static final Duration LEAVING = Duration.ofSeconds(2);
    /** The reader of a body is first to say that it is too slow; this is for whom it cannot reach. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final String address;
    private final DoorLimits limits;
    private Phase phase = Phase.HEADERS;
    private long sinceNanos;
    private long bytesBefore;
    private Optional<Long> firstByteNanos = Optional.empty();
    private boolean known;

    Visitor(String address, DoorLimits limits, long nowNanos) {
        this.address = address;
        this.limits = limits;
        this.sinceNanos = nowNanos;
    }

    /** Address of the other end, without the port. */
    String address() {
        return address;
    }

    /** It goes on to something else. */
    synchronized void is(Phase next, long nowNanos) {
        phase = next;
        sinceNanos = nowNanos;
        firstByteNanos = Optional.empty();
    }

    /** It was answered, and may send another request. */
    synchronized void answered(long bytesIn, long nowNanos) {
        is(Phase.HEADERS, nowNanos);
        bytesBefore = bytesIn;
    }

    /** Somebody who showed who they are uses this connection. */
    synchronized void known() {
        known = true;
    }

    /** Since when it has done what it does. */
    synchronized long sinceNanos() {
        return sinceNanos;
    }

    /** Whether it may be closed to make room for another connection. */
    synchronized boolean canGiveWay() {
        return phase == Phase.LEAVING || (!known && (phase == Phase.HEADERS || phase == Phase.BODY));
    }

    /**
     * Why it must be closed now, if it must.
     *
     * @param bytesIn
     *            all bytes that came over the connection
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
