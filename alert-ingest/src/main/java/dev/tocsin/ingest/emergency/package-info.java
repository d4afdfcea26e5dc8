/** Pages people directly about the worst alerts while Kafka is unavailable. */
package dev.tocsin.ingest.emergency;
