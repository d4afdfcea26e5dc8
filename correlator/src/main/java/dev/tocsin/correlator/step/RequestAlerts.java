package dev.tocsin.correlator.step;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;

/** The alerts of one request as signals of their own. */
public final class RequestAlerts {

    private RequestAlerts() {}

    /** One signal for each alert, in the order of the request; the first keeps the id, the others end in their place. */
    public static List<Signal> of(Signal signal) {
        if (!(signal.getBody() instanceof Alert first) || signal.getMoreAlerts().isEmpty()) {
            return List.of(signal);
        }
        var all = Stream.concat(Stream.of(first), signal.getMoreAlerts().stream()).toList();
        return IntStream.range(0, all.size()).mapToObj(place -> Signal.newBuilder().setId(place == 0
                ? signal.getId()
                : signal.getId() + "/" + (place + 1)).setServiceKey(signal.getServiceKey())
                .setReceivedAt(signal.getReceivedAt()).setBody(all.get(place)).setHomeKey(signal.getHomeKey())
                .setAskedKeys(signal.getAskedKeys()).build()).toList();
    }

    /** The same for a request that cannot be processed as a whole; none where it is one alert, or something else. */
    public static List<Signal> apart(Signal signal) {
        return signal.getMoreAlerts().isEmpty() ? List.of() : of(signal);
    }
}
