package dev.tocsin.console.explain;

import java.time.Instant;

/**
 * Why was this person not paged?
 *
 * @param person
 *            name of a target of the policy
 * @param at
 *            time at which the page was missed; later records do not count
 */
public record PersonQuestion(String person, Instant at) {}
