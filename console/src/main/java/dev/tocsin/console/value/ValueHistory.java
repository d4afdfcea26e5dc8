package dev.tocsin.console.value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;

/**
 * The numbers that senders gave with the alerts of an incident, as often as they sent them.
 *
 * @param series
 *            at most 12, of those with most points first
 * @param seriesLeftOut
 *            further series
 * @param complete
 *            false if part of the log could not be read
 */
public record ValueHistory(List<Series> series, int seriesLeftOut, boolean complete) {

    private static final int MOST_SERIES = 12;
    private static final int MOST_POINTS = 300;

    public ValueHistory {
        series = List.copyOf(series);
    }

    /**
     * A number of one alert.
     *
     * @param alert
     *            name of the alert
     * @param identity
     *            identity of the alert
     * @param value
     *            name that the sender gave to the number
     * @param points
     *            oldest first; of more than 300, the newest
     */
    public record Series(String alert, String identity, String value, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A number at a time.
     *
     * @param at
     *            when the message came
     * @param firing
     *            whether the alert fired
     */
    public record Point(Instant at, double number, boolean firing) {}

    private record Key(String identity, String value) {}

    /**
     * Picks the numbers of some alerts.
     *
     * @param names
     *            name by identity of the alerts
     */
    public static ValueHistory of(Collection<Signal> signals, Map<String, String> names, boolean complete) {
        Map<Key, List<Point>> found = new LinkedHashMap<>();
        signals.forEach(signal -> alerts(signal).filter(alert -> names.containsKey(alert.getIdentity())).forEach(
                alert -> new TreeMap<>(alert.getValues()).forEach((value, number) -> {
                    if (Double.isFinite(number)) {
                        found.computeIfAbsent(new Key(alert.getIdentity(), value), _ -> new ArrayList<>()).add(
                                new Point(
                                        signal.getReceivedAt(), number, switch (alert.getStatus()) {
                                            case FIRING -> true;
                                            case RESOLVED, UNKNOWN -> false;
                                        }));
                    }
                })));
        var all = found.entrySet().stream().map(each -> new Series(names.get(each.getKey().identity()), each.getKey()
                .identity(), each.getKey().value(), newest(each.getValue()))).sorted((one, other) -> Integer.compare(
                        other.points().size(), one.points().size())).toList();
        return new ValueHistory(all.stream().limit(MOST_SERIES).toList(), Math.max(0, all.size() - MOST_SERIES),
                complete);
    }

    private static Stream<Alert> alerts(Signal signal) {
        return Stream.concat(Stream.of(signal.getBody()), signal.getMoreAlerts().stream()).filter(
                Alert.class::isInstance)
                .map(Alert.class::cast);
    }

    private static List<Point> newest(List<Point> points) {
        return points.stream().sorted((one, other) -> one.at().compareTo(other.at())).skip(Math.max(0, points.size()
                - MOST_POINTS)).toList();
    }
}
