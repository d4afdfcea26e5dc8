package dev.tocsin.schemas.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes records of several types, each with a serializer of its own: a serializer that meets another schema each time would
 * look it up anew each time.
 */
final class PerTypeSerializer implements Serializer<SpecificRecord> {

    private final Function<Class<? extends SpecificRecord>, Serializer<SpecificRecord>> of;
    private final Map<Class<?>, Serializer<SpecificRecord>> known = new ConcurrentHashMap<>();

    PerTypeSerializer(Function<Class<? extends SpecificRecord>, Serializer<SpecificRecord>> of) {
        this.of = of;
    }

    @Override
    public byte[] serialize(String topic, SpecificRecord record) {
        return record == null
                ? null
                : known.computeIfAbsent(record.getClass(), _ -> of.apply(record.getClass())).serialize(topic, record);
    }

    @Override
    public void close() {
        known.values().forEach(Serializer::close);
    }
}
