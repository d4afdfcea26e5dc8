package dev.tocsin.standalone.drill.through.vendor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Everything that arrived outside, in one order. */
final class Journal {

    private final Supplier<Duration> time;
    private final List<Arrival> arrivals = new ArrayList<>();

    Journal(Supplier<Duration> time) {
        this.time = time;
    }

    synchronized void add(String vendor, String place, String what, String text) {
        arrivals.add(new Arrival(time.get(), vendor, place, what, text));
    }

    synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }
}
