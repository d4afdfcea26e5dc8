/** Decides the next steps of ladders. Pure: no Kafka, no clock. */
package dev.tocsin.escalator.ladder;
