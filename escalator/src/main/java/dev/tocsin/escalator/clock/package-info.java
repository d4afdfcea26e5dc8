/**
 * Response clocks: time limits to respond, assess, post the first update, mitigate, resolve and review. {@link dev.tocsin.escalator.clock.Stopwatch} measures; the other classes decide which clocks run and what follows.
 */
package dev.tocsin.escalator.clock;
