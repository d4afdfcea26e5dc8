package dev.tocsin.schemas.serde;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import dev.tocsin.schemas.registry.Registry;
import dev.tocsin.schemas.registry.RegistryRefusedException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Bytes in the Confluent wire format to Avro records: decoded with the writer's schema and resolved to the compiled class.
 * Each schema id is asked for once and then kept for ever. Safe for use by many threads.
 *
 * @param <T>
 *            type of the records
 */
public final class RegistryAvroDeserializer<T> implements Deserializer<T> {

    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final AtomicReference<BinaryDecoder> idle = new AtomicReference<>();
    private Registry registry;
    private Optional<Class<?>> expected = Optional.empty();
    private boolean specific;
    private int maxBytes;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        var settings = new SerdeSettings(configs, isKey);
        registry = settings.registry();
        specific = settings.specificReader();
        expected = settings.expectedType().map(RegistryAvroDeserializer::load);
        maxBytes = settings.maxBytes();
    }

    /**
     * {@inheritDoc}
     *
     * @throws UndecodableRecordException
     *             when the bytes are poison: setting them aside is right
     * @throws dev.tocsin.schemas.registry.RegistryUnavailableException
     *             when the registry does not answer: the record may be good, and must be read again
     */
    @Override
    public T deserialize(String topic, byte[] value) {
        if (value == null) {
            return null;
        }
        var id = WireFormat.schemaId(value, maxBytes);
        var reader = readers.get(id);
        if (reader == null) {
            reader = reader(id);
            readers.put(id, reader);
        }
        return decode(reader, value, id);
    }

    private T decode(DatumReader<T> reader, byte[] value, int id) {
        var decoder = DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES,
                value.length - WireFormat.HEADER_BYTES, idle.getAndSet(null));
        try {
            var record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new UndecodableRecordException("trailing bytes after the record of schema " + id);
            }
            idle.set(decoder);
            return record;
        } catch (UndecodableRecordException poison) {
            throw poison;
        } catch (IOException | RuntimeException broken) {
            throw new UndecodableRecordException("not the Avro encoding of schema " + id + ": " + broken, broken);
        }
    }

    private DatumReader<T> reader(int id) {
        var writer = writerSchema(id);
        try {
            return specific || expected.isPresent()
                    ? specificReader(writer)
                    : GenericData.get().getFastReaderBuilder().createDatumReader(writer);
        } catch (IOException | AvroRuntimeException unreadable) {
            throw new UndecodableRecordException(
                    "schema " + id + " (" + writer.getFullName() + ") cannot be read here: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private DatumReader<T> specificReader(Schema writer) throws IOException {
        var type = expected.orElseGet(() -> classOf(writer));
        var data = SpecificData.getForClass(type);
        var schema = data.getSchema(type);
        if (!Objects.equals(schema.getFullName(), writer.getFullName())) {
            throw new UndecodableRecordException(
                    "holds a " + writer.getFullName() + " where a " + schema.getFullName() + " belongs");
        }
        return data.getFastReaderBuilder().createDatumReader(writer, schema);
    }

    private Schema writerSchema(int id) {
        try {
            return registry.schema(id);
        } catch (RegistryRefusedException refused) {
            throw new UndecodableRecordException("schema " + id + ": " + refused.getMessage(), refused);
        }
    }

    private static Class<?> classOf(Schema writer) {
        var type = SpecificData.get().getClass(writer);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new UndecodableRecordException("no class " + writer.getFullName() + " on the classpath");
        }
        return type;
    }

    private static Class<?> load(String name) {
        try {
            return Utils.loadClass(name, SpecificRecord.class);
        } catch (ClassNotFoundException missing) {
            throw new ConfigException("specific.avro.value.type", name, "no such class on the classpath");
        }
    }
}
