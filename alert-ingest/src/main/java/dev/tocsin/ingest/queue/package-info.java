/** Queues that ingest polls: Amazon SQS. A message is deleted only once it is on Kafka, in the spool or in quarantine. */
package dev.tocsin.ingest.queue;
