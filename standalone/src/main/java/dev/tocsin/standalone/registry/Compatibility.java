package dev.tocsin.standalone.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;

/**
 * What a new version of a schema must have in common with the older ones: Confluent's seven levels, judged by Avro's own
 * validator.
 *
 * @see <a href= "https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html">the
 *      levels</a>
 */
enum Compatibility {

    /** Anything goes. */
    NONE,
    /** The new version reads what the last one wrote. */
    BACKWARD,
    /** The new version reads what any older one wrote. */
    BACKWARD_TRANSITIVE,
    /** The last version reads what the new one writes. */
    FORWARD,
    /** Every older version reads what the new one writes. */
    FORWARD_TRANSITIVE,
    /** Both directions with the last version. */
    FULL,
    /** Both directions with every older version. */
    FULL_TRANSITIVE;

    /** The level of that name, in any case of letters. */
    static Optional<Compatibility> named(String name) {
        for (var level : values()) {
            if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /**
     * Why a schema cannot follow the older ones; empty when it can.
     *
     * @param older
     *            versions from oldest to newest
     */
    Optional<String> objection(Schema schema, List<Schema> older) {
        try {
            validator().validate(schema, older.reversed());
            return Optional.empty();
        } catch (SchemaValidationException objection) {
            return Optional.of(name() + ": " + objection.getMessage());
        }
    }

    private SchemaValidator validator() {
        var builder = new SchemaValidatorBuilder();
        return switch (this) {
            case NONE -> (_, _) -> {};
            case BACKWARD -> builder.canReadStrategy().validateLatest();
            case BACKWARD_TRANSITIVE -> builder.canReadStrategy().validateAll();
            case FORWARD -> builder.canBeReadStrategy().validateLatest();
            case FORWARD_TRANSITIVE -> builder.canBeReadStrategy().validateAll();
            case FULL -> builder.mutualReadStrategy().validateLatest();
            case FULL_TRANSITIVE -> builder.mutualReadStrategy().validateAll();
        };
    }
}
