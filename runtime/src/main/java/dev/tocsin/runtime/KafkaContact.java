package dev.tocsin.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether the members of a consumer group are connected. A Kafka client does not report a lost cluster: it retries forever and looks idle. The two relevant metrics of each member are looked up once, and again only when they report a problem, because the member may have been replaced.
 */
public final class KafkaContact {

    /** Longer than a session: afterwards other members have the partitions. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(12);
    private static final String HEARTBEAT = "last-heartbeat-seconds-ago";
    private static final String CONNECTIONS = "connection-count";
    private static final String CLIENT = "client-id";

    /** Metrics of one member of the group. */
    private record Member(Metric silence, Optional<Metric> connections) {

        Optional<String> trouble() {
            if (connections.filter(count -> value(count) == 0).isPresent()) {
                return Optional.of("no connection to Kafka");
            }
            var seconds = value(silence);
            return seconds > LONGEST_SILENCE.toSeconds()
                    ? Optional.of("no heartbeat to Kafka for " + (long) seconds + " s")
                    : Optional.empty();
        }

        private static double value(Metric metric) {
            return metric.metricValue() instanceof Double value ? value : 0;
        }
    }

    private final Supplier<Map<MetricName, ? extends Metric>> metrics;
    private volatile List<Member> members = List.of();

    /**
     * @param metrics
     *            of the consumers, as Kafka's clients offer them
     */
    public KafkaContact(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    /** Not ready when a member has no connection, or has sent no heartbeat for longer than a session lasts. */
    public Health health() {
        var known = members;
        if (known.isEmpty() || trouble(known).isPresent()) {
            known = found(metrics.get());
            members = known;
        }
        return trouble(known).map(Health::notReady).orElseGet(Health::up);
    }

    private static Optional<String> trouble(List<Member> members) {
        return members.stream().flatMap(member -> member.trouble().stream()).findFirst();
    }

    private static List<Member> found(Map<MetricName, ? extends Metric> all) {
        var silences = new TreeMap<String, Metric>();
        var connections = new TreeMap<String, Metric>();
        all.forEach((name, metric) -> {
            if (name.name().equals(HEARTBEAT)) {
                silences.put(client(name), metric);
            } else if (name.name().equals(CONNECTIONS)) {
                connections.put(client(name), metric);
            }
        });
        return silences.entrySet().stream().map(member -> new Member(member.getValue(), Optional.ofNullable(connections
                .get(member.getKey())))).toList();
    }

    private static String client(MetricName name) {
        return name.tags().getOrDefault(CLIENT, "");
    }
}
