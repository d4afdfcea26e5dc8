package dev.tocsin.standalone.registry;

import org.apache.avro.Schema;

/** What changes a registry; what its topic holds. */
sealed interface RegistryEvent {

    /**
     * A schema became a version of a subject.
     *
     * @param subject
     *            under which it stands
     * @param version
     *            from 1
     * @param id
     *            of the schema, the same under every subject
     */
    record Registered(String subject, int version, int id, Schema schema) implements RegistryEvent {}

    /** The level that holds for subjects without their own. */
    record DefaultLevelSet(Compatibility level) implements RegistryEvent {}

    /** The level of one subject. */
    record LevelSet(String subject, Compatibility level) implements RegistryEvent {}
}
