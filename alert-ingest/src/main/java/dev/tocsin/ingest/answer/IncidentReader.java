package dev.tocsin.ingest.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.tocsin.event.Incident;
import dev.tocsin.schemas.feed.TopicFollower;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Keeps {@link KnownIncidents} up to date. While it cannot read, answers to pages are given without the incidents' state. */
public final class IncidentReader implements AutoCloseable {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    private final KnownIncidents known;
    private final Clock clock;
    private final TopicFollower<Incident> follower;
    private Instant tidied = Instant.EPOCH;

    /** A reader that is not running yet. */
    public IncidentReader(KnownIncidents known, Map<String, Object> kafka, EventSerdes serdes, Clock clock) {
        this.known = known;
        this.clock = clock;
        var own = new HashMap<>(kafka);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "tocsin-alert-ingest-incidents");
        follower = new TopicFollower<>(Topics.INCIDENTS, TopicFollower.consumers(Topics.INCIDENTS, own, serdes),
                this::take, () -> {});
    }

    /** Starts reading. */
    public void start() {
        follower.start();
    }

    private void take(Incident incident) {
        known.saw(incident);
        var now = clock.instant();
        if (now.isAfter(tidied.plus(TIDY_EVERY))) {
            tidied = now;
            known.forget(now.minus(KEPT));
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
