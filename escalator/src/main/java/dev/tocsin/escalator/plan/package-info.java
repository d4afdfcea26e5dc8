/**
 * What is done besides paging when an incident is declared, and who is told without being paged: rooms, tickets, status
 * pages, war rooms and stakeholders. {@link dev.tocsin.escalator.plan.ResponsePlan} is the obligation;
 * {@code Developments} says what happened to an incident, {@code UpdateRecipients} who hears of it, {@code PlanOpener} what is opened.
 */
package dev.tocsin.escalator.plan;
