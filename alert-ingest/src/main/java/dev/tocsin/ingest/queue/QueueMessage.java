package dev.tocsin.ingest.queue;

/**
 * A message of a queue that nobody else receives for a while.
 *
 * @param id
 *            the same at each delivery
 * @param receipt
 *            names this delivery, to delete or release it
 */
public record QueueMessage(String id, String receipt, String body) {}
