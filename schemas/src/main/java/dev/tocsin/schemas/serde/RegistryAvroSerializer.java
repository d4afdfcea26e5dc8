package dev.tocsin.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import dev.tocsin.schemas.registry.PublishedSchema;
import dev.tocsin.schemas.registry.Registry;
import dev.tocsin.schemas.registry.RegistryRefusedException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro records to bytes in the Confluent wire format. The registry is asked once for each pair of subject and schema. Safe
 * for use by many threads.
 *
 * @param <T>
 *            type of the records
 */
public final class RegistryAvroSerializer<T extends IndexedRecord> implements Serializer<T> {

    private record Use(String topic, Schema schema, int id, DatumWriter<Object> writer) {

        /**
         * Compares schemas by identity: a class has one schema object, and comparing by value would cost more than encoding.
         */
        @SuppressWarnings("ReferenceEquality")
        boolean fits(String otherTopic, Schema otherSchema) {
            return schema == otherSchema && topic.equals(otherTopic);
        }
    }

    private static final class Scratch {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    }

    private static final int LARGEST_KEPT = 256 * 1024;

    private final Map<String, Map<Schema, Integer>> ids = new ConcurrentHashMap<>();
    private final AtomicReference<Scratch> idle = new AtomicReference<>();
    private volatile Use last;
    private SerdeSettings settings;
    private Registry registry;
    private SubjectNames names;
    private boolean key;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        settings = new SerdeSettings(configs, isKey);
        registry = settings.registry();
        names = settings.subjectNames();
        key = isKey;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RegistryRefusedException
     *             when the schema is not registered, or cannot be
     * @throws dev.tocsin.schemas.registry.RegistryUnavailableException
     *             when the registry does not answer
     */
    @Override
    public byte[] serialize(String topic, T record) {
        if (record == null) {
            return null;
        }
        var use = last;
        if (use == null || !use.fits(topic, record.getSchema())) {
            use = use(topic, record);
            last = use;
        }
        var scratch = Objects.requireNonNullElseGet(idle.getAndSet(null), Scratch::new);
        try {
            return write(scratch, use, record);
        } catch (IOException | RuntimeException broken) {
            throw new SerializationException("cannot encode a " + record.getSchema().getFullName() + " for " + topic,
                    broken);
        }
    }

    private byte[] write(Scratch scratch, Use use, T record) throws IOException {
        var bytes = scratch.bytes;
        bytes.reset();
        bytes.write(WireFormat.MAGIC);
        bytes.write(use.id >>> 24);
        bytes.write(use.id >>> 16);
        bytes.write(use.id >>> 8);
        bytes.write(use.id);
        use.writer.write(record, scratch.encoder);
        scratch.encoder.flush();
        var value = bytes.toByteArray();
        if (value.length <= LARGEST_KEPT) {
            idle.set(scratch);
        }
        return value;
    }

    private Use use(String topic, T record) {
        var schema = record.getSchema();
        var subject = names.subject(topic, key, schema);
        var known = ids.computeIfAbsent(subject, _ -> new ConcurrentHashMap<>());
        var id = known.get(schema);
        if (id == null) {
            id = ask(subject, published(record));
            known.put(schema, id);
        }
        return new Use(topic, schema, id, writer(record));
    }

    private static Schema published(IndexedRecord record) {
        return record instanceof SpecificRecord generated
                ? PublishedSchema.ofClass(generated.getClass())
                : PublishedSchema.of(record.getSchema());
    }

    private int ask(String subject, Schema schema) {
        if (settings.autoRegister()) {
            return registry.register(subject, schema);
        }
        if (settings.useLatestVersion()) {
            return latest(subject, schema);
        }
        try {
            return registry.lookUp(subject, schema);
        } catch (RegistryRefusedException refused) {
            throw refused.unknown() ? notRegistered(subject, schema, refused) : refused;
        }
    }

    private int latest(String subject, Schema schema) {
        var latest = registry.latest(subject);
        if (!SchemaNormalization.toParsingForm(latest.schema()).equals(SchemaNormalization.toParsingForm(schema))) {
            throw new RegistryRefusedException(409, "use.latest.version is set, but the newest version of " + subject
                    + " is another schema than this program's " + schema.getFullName());
        }
        return latest.id();
    }

    private static RegistryRefusedException notRegistered(String subject, Schema schema,
            RegistryRefusedException refused) {
        return new RegistryRefusedException(refused.code(), schema.getFullName() + " is not registered under " + subject
                + ", and auto.register.schemas is off; register the schemas first. The registry said: "
                + refused.getMessage());
    }

    private static DatumWriter<Object> writer(IndexedRecord record) {
        return record instanceof SpecificRecord
                ? new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(record.getClass()))
                : new GenericDatumWriter<>(record.getSchema());
    }
}
