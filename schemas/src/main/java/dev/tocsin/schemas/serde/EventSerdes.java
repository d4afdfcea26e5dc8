package dev.tocsin.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.schemas.registry.Registry;
import dev.tocsin.schemas.topic.Topic;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Serdes in the Confluent wire format for the topics of the catalogue and for state stores. The classes are asked for
 * by name, the usual Kafka way: {@code value.serializer} and {@code value.deserializer} may name Confluent's own.
 */
public final class EventSerdes {

    private static final String OURS = "dev.tocsin.schemas.serde.RegistryAvro";

    static {
        // Lists that Avro has read compare their elements by its global model, whatever the type of the record: without
        // this, records with an optional moment in a list can be compared with nothing.
        GenericData.get().addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    private final Map<String, Object> config;

    /**
     * @param config
     *            at least {@code schema.registry.url}; optionally {@code value.serializer} and {@code value.deserializer}
     *            (class names), {@code auto.register.schemas}, {@code basic.auth.user.info}
     */
    public EventSerdes(Map<String, ?> config) {
        this.config = Map.copyOf(config);
    }

    /** Serde of a topic's values; the subject in the registry is {@code <topic>-value}. */
    public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
        return serde(topic.valueType(), Map.of());
    }

    /** Serde of a state store's values; the subject is the record's full name, whatever the changelog is called. */
    public <V extends SpecificRecord> Serde<V> state(Class<V> type) {
        return serde(type, byRecord());
    }

    /**
     * Serde of a state store that holds rows of several types: each is written with its own schema, under the record's full
     * name, and read as the type that its schema names.
     */
    public Serde<SpecificRecord> state() {
        return Serdes.serdeFrom(new PerTypeSerializer(type -> serializer(settings(Optional.of(type), byRecord()))),
                deserializer(
                        settings(Optional.empty(), byRecord())));
    }

    private Map<String, Object> byRecord() {
        return Map.of("value.subject.name.strategy", config.getOrDefault("state.subject.name.strategy",
                "io.confluent.kafka.serializers.subject.RecordNameStrategy"));
    }

    /** The registry that the serdes talk to. */
    Registry registry() {
        return new SerdeSettings(config, false).registry();
    }

    private <V> Serde<V> serde(Class<V> type, Map<String, Object> more) {
        var settings = settings(Optional.of(type), more);
        return Serdes.serdeFrom(serializer(settings), deserializer(settings));
    }

    private Map<String, Object> settings(Optional<Class<?>> type, Map<String, Object> more) {
        var settings = new HashMap<>(config);
        settings.put("specific.avro.reader", true);
        type.ifPresent(one -> settings.put("specific.avro.value.type", one.getName()));
        // For Confluent's serializer, whose defaults are others: the subject holds what PublishedSchema makes.
        settings.putIfAbsent("avro.remove.java.properties", true);
        settings.putIfAbsent("auto.register.schemas", new SerdeSettings(config, false).autoRegister());
        settings.putAll(more);
        return settings;
    }

    @SuppressWarnings("unchecked") // what is asked for by name is a serializer
    private static <V> Serializer<V> serializer(Map<String, Object> settings) {
        var serializer = (Serializer<V>) create("value.serializer", OURS + "Serializer", settings);
        serializer.configure(settings, false);
        return serializer;
    }

    @SuppressWarnings("unchecked") // the same
    private static <V> Deserializer<V> deserializer(Map<String, Object> settings) {
        var deserializer = (Deserializer<V>) create("value.deserializer", OURS + "Deserializer", settings);
        deserializer.configure(settings, false);
        return deserializer;
    }

    private static Object create(String key, String ours, Map<String, Object> settings) {
        var className = settings.getOrDefault(key, ours).toString();
        try {
            return Utils.newInstance(className, Object.class);
        } catch (ClassNotFoundException missing) {
            throw new IllegalArgumentException(key + " names " + className + ", which is not on the classpath",
                    missing);
        }
    }
}
