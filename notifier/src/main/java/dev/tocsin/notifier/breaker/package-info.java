/** Circuit breakers: one for each destination, as a state machine without clock, threads or log. */
package dev.tocsin.notifier.breaker;
