package dev.tocsin.correlator.incident;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.RandomData;

/** Records of a type with random values in every field, as its schema allows. The same seed gives the same records. */
final class RandomRecords {

    private static final long SEED = 20_261_121;

    private RandomRecords() {}

    static <R> List<R> of(Schema schema, int count) {
        return StreamSupport.stream(new RandomData(schema, count, SEED).spliterator(), false)
                .map(random -> RandomRecords.<R>specific(schema, random)).toList();
    }

    /** Random data is generic, without logical types; a reader makes the type from its bytes. */
    private static <R> R specific(Schema schema, Object random) {
        try {
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(random, encoder);
            encoder.flush();
            return new SpecificDatumReader<R>(schema).read(null, DecoderFactory.get().binaryDecoder(bytes
                    .toByteArray(), null));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
