/**
 * Response clocks: how long there is to respond, to assess, for the first word, to mitigate, to resolve and for the review.
 * A {@link dev.tocsin.escalator.clock.Stopwatch} counts; the rest says which clocks an incident has, and what follows.
 */
package dev.tocsin.escalator.clock;
