package dev.tocsin.benchmarks.correlator;

import java.time.Instant;

import dev.tocsin.event.Signal;

/**
 * An endless load over alerts of which the first {@code active} fire already. A repeat counts from a later start, as after a
 * restart of Prometheus: of others one in 30 s is noted, and a load run is faster than that.
 */
final class Load {

    private static final int OF_WHICH_ONE_IS_NEW = 20;
    /** A prime: walks over all that fire in an order that no cache likes. */
    private static final long STRIDE = 7_919;

    private final Mix mix;
    private final AlertStream stream;
    private final long active;
    private final Instant since;
    private long made;

    Load(Mix mix, AlertStream stream, long active, Instant since) {
        this.mix = mix;
        this.stream = stream;
        this.active = active;
        this.since = since;
    }

    Signal next() {
        var turn = made++;
        var at = since.plusMillis(turn);
        var one = turn * STRIDE % Math.max(1, active);
        return switch (mix) {
            case NEW -> stream.firing(active + turn, at);
            case REPEATS -> turn % OF_WHICH_ONE_IS_NEW == 0
                    ? stream.firing(active + turn / OF_WHICH_ONE_IS_NEW, at)
                    : stream.firing(one, at);
            case CYCLES -> turn / active % 2 == 0
                    ? stream.resolved(one, at, at.plusMillis(1))
                    : stream.firing(one, at);
        };
    }
}
