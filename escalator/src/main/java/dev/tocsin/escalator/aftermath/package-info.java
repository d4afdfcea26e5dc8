/** Reminders of follow-ups. */
package dev.tocsin.escalator.aftermath;
