/** Requests of senders that do not repeat, kept on disk while Kafka is away and written to Kafka in their order. */
package dev.tocsin.ingest.spool;
