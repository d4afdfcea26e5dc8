/**
 * What an incident obliges people to beside its ladder. A {@link dev.tocsin.escalator.obligation.Obligation} is one kind of that; all of
 * them are asked in turn, and the row waits for whatever is due first.
 */
package dev.tocsin.escalator.obligation;
