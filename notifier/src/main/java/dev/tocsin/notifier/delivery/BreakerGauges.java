package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.tocsin.notifier.breaker.BreakerStatus;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauges of the circuit breakers. For the thread of the loop. */
final class BreakerGauges {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final MeterRegistry metrics;
    private final UnaryOperator<String> place;
    private final Map<String, AtomicInteger> gauges = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private Instant shownAt = Instant.MIN;

    /**
     * @param place
     *            name of a destination in metrics
     */
    BreakerGauges(MeterRegistry metrics, UnaryOperator<String> place) {
        this.metrics = metrics;
        this.place = place;
    }

    /** Shows the breakers, once a second. */
    void show(DeliveryBooks books, Instant now) {
        if (shownAt.isBefore(now.minus(EVERY))) {
            shownAt = now;
            show(books.breakers(now));
        }
    }

    private void show(Iterable<BreakerStatus> breakers) {
        var highest = new HashMap<String, Integer>();
        var names = new HashMap<String, String>();
        breakers.forEach(it -> {
            var name = places.containsKey(it.destination())
                    ? places.get(it.destination())
                    : place.apply(it.destination());
            names.put(it.destination(), name);
            highest.merge(name, it.state().number(), Math::max);
        });
        places.clear();
        places.putAll(names);
        highest.keySet().forEach(name -> gauges.computeIfAbsent(name, it -> NotifierMetrics.BREAKER_STATE.watch(metrics,
                new AtomicInteger(), it)));
        gauges.forEach((name, gauge) -> gauge.set(highest.getOrDefault(name, 0)));
    }
}
