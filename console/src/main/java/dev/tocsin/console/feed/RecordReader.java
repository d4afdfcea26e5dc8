package dev.tocsin.console.feed;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.projection.Change;
import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.AuditEntry;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes records and lets the projection apply them. Bytes that cannot be decoded are counted and passed over. */
public final class RecordReader {

    /** What says which incidents and silences there are; read before the rest. */
    public static final List<Topic<?>> FIRST = List.of(Topics.POLICY, Topics.SILENCES, Topics.ONCALL,
            Topics.INCIDENTS);

    /** What belongs to the incidents that are held. */
    public static final List<Topic<?>> THEN = List.of(Topics.TIMELINE, Topics.NOTIFICATIONS, Topics.DELIVERIES,
            Topics.QUARANTINE, Topics.REPLAYS, Topics.SOURCES, Topics.CHANNEL_TESTS, Topics.AUDIT);

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

    private final Map<String, Route<?>> routes;
    private final Projection projection;
    private final AtomicLong undecodable = new AtomicLong();

    /**
     * @param audit
     *            takes note of the audit, which is not projected
     */
    public RecordReader(EventSerdes serdes, Projection projection, Consumer<AuditEntry> audit) {
        this.projection = projection;
        this.routes = Stream.of(route(serdes, Topics.POLICY, projection::apply),
                route(serdes, Topics.SILENCES, projection::apply),
                route(serdes, Topics.ONCALL, projection::apply), new Route<>(Topics.INCIDENTS.name(), serdes.of(
                        Topics.INCIDENTS).deserializer(), projection::apply), route(serdes, Topics.TIMELINE,
                                projection::apply),
                route(serdes, Topics.NOTIFICATIONS, projection::apply),
                route(serdes, Topics.DELIVERIES, projection::apply),
                route(serdes, Topics.QUARANTINE, projection::apply),
                route(serdes, Topics.REPLAYS, projection::apply),
                route(serdes, Topics.CHANNEL_TESTS, projection::apply),
                route(serdes, Topics.SOURCES, projection::apply), route(serdes, Topics.AUDIT, entry -> {
                    audit.accept(entry);
                    return Optional.empty();
                })).collect(Collectors.toUnmodifiableMap(
                        Route::topic, route -> route));
    }

    /**
     * Applies one record.
     *
     * @return what it changed
     * @throws org.apache.kafka.common.KafkaException
     *             when it could not be decoded for now, because the registry does not answer
     */
    public Optional<Change> read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return forget(record);
        }
        try {
            return routes.get(record.topic()).apply(record);
        } catch (SerializationException poison) {
            if (poison.getCause() instanceof IOException) {
                throw poison;
            }
            undecodable.incrementAndGet();
            LOG.warn("skipped record {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), poison
                    .getMessage());
            return Optional.empty();
        }
    }

    /** How many records were passed over. */
    public long undecodable() {
        return undecodable.get();
    }

    private static <V extends SpecificRecord> Route<V> route(EventSerdes serdes, Topic<V> topic,
            Function<V, Optional<Change>> apply) {
        return new Route<>(topic.name(), serdes.of(topic).deserializer(), (value, place) -> apply.apply(value));
    }

    private Optional<Change> forget(ConsumerRecord<String, byte[]> tombstone) {
        if (tombstone.topic().equals(Topics.INCIDENTS.name())) {
            return projection.forget(tombstone.key());
        }
        return tombstone.topic().equals(Topics.SILENCES.name())
                ? projection.forgetSilence(tombstone.key())
                : Optional.empty();
    }

    private record Route<V>(String topic, Deserializer<V> deserializer,
            BiFunction<V, LogPlace, Optional<Change>> applied) {

        Optional<Change> apply(ConsumerRecord<String, byte[]> record) {
            return applied.apply(deserializer.deserialize(topic, record.value()), new LogPlace(record.partition(),
                    record.offset()));
        }
    }
}
