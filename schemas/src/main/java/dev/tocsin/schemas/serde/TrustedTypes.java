package dev.tocsin.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro which classes a schema may name: since 1.12.2 it refuses to load any class that nobody vouched for, since a
 * writer's schema could otherwise make a reader load what it likes.
 */
final class TrustedTypes {

    private static final String OURS = "dev.tocsin.";

    static {
        var before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before,
                type -> type.getName().startsWith(OURS)));
    }

    private TrustedTypes() {}

    /** Vouches for the generated types of this project; once for each process. */
    static void vouch() {
        // The work is done when the class is initialised.
    }
}
