package dev.tocsin.schemas.registry;

import org.apache.avro.Schema;

/**
 * What our serializers ask of a schema registry. An id stands for one schema for ever, so answers may be kept.
 *
 * <p>
 * Every call throws {@link RegistryRefusedException} when the registry answered and said no, and
 * {@link RegistryUnavailableException} when no usable answer came; the two must not be mixed up, because the first one
 * condemns a record and the second one does not.
 */
public sealed interface Registry permits HttpRegistry, MemoryRegistry {

    /** The schema behind an id. */
    Schema schema(int id);

    /** The id of a schema that is already registered under a subject. */
    int lookUp(String subject, Schema schema);

    /** Registers a schema under a subject, or finds it there; returns its id. */
    int register(String subject, Schema schema);

    /** The newest version under a subject. */
    RegisteredSchema latest(String subject);
}
