package dev.tocsin.runtime;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** {@link SlewedTime} as a {@link Clock}, for code outside Kafka Streams. */
public final class SlewedClock extends Clock {

    private final SlewedTime time;
    private final ZoneId zone;

    public SlewedClock(SlewedTime time) {
        this(time, ZoneOffset.UTC);
    }

    private SlewedClock(SlewedTime time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SlewedClock(time, other);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(time.milliseconds());
    }
}
