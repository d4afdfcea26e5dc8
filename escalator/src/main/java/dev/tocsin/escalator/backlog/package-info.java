/** Unread records of the log that may change a decision. */
package dev.tocsin.escalator.backlog;
