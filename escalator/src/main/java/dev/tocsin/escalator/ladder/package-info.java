/** What a ladder does next: pure, without Kafka and without a clock of its own. */
package dev.tocsin.escalator.ladder;
