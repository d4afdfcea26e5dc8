/** Explains pages and their absence: folds decisions, timeline, notifications and deliveries. Pure: uses neither Kafka nor a clock. */
package dev.tocsin.console.explain;
