/**
 * What is done besides paging when an incident is declared, and who is told without being paged: rooms, tickets, status
 * pages, war rooms and stakeholders. {@link dev.tocsin.escalator.arrange.Arrangements} is the duty;
 * {@code Developments} says what became of an incident, {@code Hearing} who hears it, {@code Arranger} what is opened.
 */
package dev.tocsin.escalator.arrange;
