/** The kinds of decisions that the services record, and what each means for the people who are paged or not. */
package dev.tocsin.schemas.decision;
