package dev.tocsin.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import dev.tocsin.event.ReceivedRequest;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Requests as bytes. Each segment names the schema that it was written with, because an update may come while the spool holds
 * requests, and the schema registry is away with Kafka.
 */
final class RequestCodec {

    private final Schema written;

    private RequestCodec(Schema written) {
        this.written = written;
    }

    /** Of this version. */
    static RequestCodec current() {
        return new RequestCodec(ReceivedRequest.getClassSchema());
    }

    /** Of the version that wrote a segment. */
    static RequestCodec of(byte[] schema) throws IOException {
        try {
            return new RequestCodec(new Schema.Parser().parse(new String(schema, UTF_8)));
        } catch (AvroRuntimeException notOne) {
            throw new IOException("no schema: " + notOne.getMessage(), notOne);
        }
    }

    byte[] schema() {
        return written.toString().getBytes(UTF_8);
    }

    static byte[] bytes(ReceivedRequest request) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(ReceivedRequest.class).write(request, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    ReceivedRequest request(byte[] bytes) throws IOException {
        try {
            return new SpecificDatumReader<ReceivedRequest>(written, ReceivedRequest.getClassSchema()).read(null,
                    DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (AvroRuntimeException notOne) {
            throw new IOException("no request: " + notOne.getMessage(), notOne);
        }
    }
}
