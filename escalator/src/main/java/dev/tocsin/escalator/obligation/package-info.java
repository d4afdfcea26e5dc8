/**
 * Obligations of an incident besides its ladder. Each {@link dev.tocsin.escalator.obligation.Obligation} is evaluated in turn; the row wakes up for the earliest due time.
 */
package dev.tocsin.escalator.obligation;
