package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

import dev.tocsin.escalator.EscalatorTopology;
import dev.tocsin.escalator.LadderSettings;
import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** One escalator in one thread, which is never restarted, and whose time goes by as fast as it works. */
public final class EscalatorModel {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration AFTER = Duration.ofMinutes(3);

    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://model"));
    private final String policy;

    public EscalatorModel(String policy) {
        this.policy = policy;
    }

    /** Ids of the pages that it decides on, by incident and target. */
    public Map<String, String> pages(List<Incident> snapshots) throws PolicyErrors {
        var loaded = PolicyLoader.load("model.yml", policy);
        var topology = new EscalatorTopology(serdes, new SimpleMeterRegistry(), new FailedRecords(), () -> 0,
                Backlog.NONE).build(
                        version -> PinnedPolicy.of(version, loaded.policy()), new LadderSettings(Duration.ofMinutes(5),
                                Duration
                                        .ofDays(7)));
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "model-" + System.nanoTime());
        var now = snapshots.getFirst().getUpdatedAt();
        try (var driver = new TopologyTestDriver(topology, config, now)) {
            var input = driver.createInputTopic(Topics.INCIDENTS.name(), new StringSerializer(), serdes.of(
                    Topics.INCIDENTS).serializer());
            for (var snapshot : snapshots) {
                now = advance(driver, now, snapshot.getUpdatedAt());
                input.pipeInput(snapshot.getId(), snapshot, snapshot.getUpdatedAt());
            }
            advance(driver, now, now.plus(AFTER));
            var pages = new TreeMap<String, String>();
            driver.createOutputTopic(Topics.NOTIFICATIONS.name(), new StringDeserializer(), serdes.of(
                    Topics.NOTIFICATIONS).deserializer()).readValuesToList().stream()
                    .filter(told -> told.getKind() == NotificationKind.PAGE).forEach(page -> pages.put(Objects
                            .requireNonNull(page.getIncident()).getId() + " " + page.getTarget(), page.getId()));
            return pages;
        }
    }

    private static Instant advance(TopologyTestDriver driver, Instant from, Instant to) {
        var now = from;
        while (now.isBefore(to)) {
            var left = Duration.between(now, to);
            var tick = left.compareTo(TICK) < 0 ? left : TICK;
            driver.advanceWallClockTime(tick);
            now = now.plus(tick);
        }
        return now;
    }
}
