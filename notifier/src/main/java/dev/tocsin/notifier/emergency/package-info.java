/** Sends emergency pages for alert-ingest, by the same channels as all others and without Kafka. */
package dev.tocsin.notifier.emergency;
