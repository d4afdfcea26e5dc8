/** Tries a channel of a policy with one harmless message, without Kafka. */
package dev.tocsin.notifier.trial;
