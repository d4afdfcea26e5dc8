package dev.tocsin.console.explain;

import org.apache.avro.specific.SpecificRecord;

/** A record with its position in the log. */
public record Found<V extends SpecificRecord>(V value, RecordPlace place) {}
