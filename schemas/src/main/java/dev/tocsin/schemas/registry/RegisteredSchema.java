package dev.tocsin.schemas.registry;

import java.util.Objects;

import org.apache.avro.Schema;

/**
 * A schema and the id that the registry gave it.
 *
 * @param id
 *            positive; the number that goes into each record
 * @param schema
 *            the schema
 */
public record RegisteredSchema(int id, Schema schema) {

    public RegisteredSchema {
        Objects.requireNonNull(schema, "schema");
    }
}
