package dev.tocsin.schemas.serde;

import java.nio.ByteBuffer;

/**
 * The layout of a value: one byte 0, the schema's id as a big-endian int, Avro's binary encoding.
 *
 * @see <a href=
 *      "https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">wire
 *      format</a>
 */
final class WireFormat {

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private WireFormat() {}

    /** The schema id of a value. */
    static int schemaId(byte[] value, int maxBytes) {
        if (value.length > maxBytes) {
            throw new UndecodableRecordException(
                    "value has " + value.length + " bytes, more than the limit of " + maxBytes);
        }
        if (value.length < HEADER_BYTES) {
            throw new UndecodableRecordException(
                    "value has " + value.length + " bytes, too short for magic byte and schema id");
        }
        if (value[0] != MAGIC) {
            throw new UndecodableRecordException("magic byte is " + value[0] + ", not 0");
        }
        var id = ByteBuffer.wrap(value).getInt(1);
        if (id <= 0) {
            throw new UndecodableRecordException("schema id is " + id + ", not positive");
        }
        return id;
    }
}
