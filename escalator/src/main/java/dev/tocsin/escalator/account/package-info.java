/** Decisions become what people can read afterwards: facts of the timeline, and reasons. */
package dev.tocsin.escalator.account;
