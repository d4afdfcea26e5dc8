/**
 * The response plan of a declared incident: incident channels, tickets, status pages, war rooms and stakeholders. {@link dev.tocsin.escalator.plan.ResponsePlan} is the obligation; {@code Developments} derives the news, {@code UpdateRecipients} selects who gets it, {@code PlanOpener} opens objects.
 */
package dev.tocsin.escalator.plan;
