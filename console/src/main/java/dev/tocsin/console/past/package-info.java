/** The board at a moment in the past, folded from the timeline. Pure: uses neither Kafka nor a clock. */
package dev.tocsin.console.past;
