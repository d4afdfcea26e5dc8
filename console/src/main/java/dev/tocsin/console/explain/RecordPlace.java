package dev.tocsin.console.explain;

/** Position of a record in the log. */
public record RecordPlace(String topic, int partition, long offset) {}
