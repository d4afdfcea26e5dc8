package dev.tocsin.ingest.format.json;

import dev.tocsin.ingest.format.refusal.Refusal;

/** Bytes read as JSON. */
public sealed interface JsonReading {

    /** They are JSON within our limits. */
    record Document(Fields root) implements JsonReading {}

    /** They are not. */
    record Unreadable(Refusal refusal) implements JsonReading {}
}
