/** What stands in the log and was not read yet: whether word that changes a decision may still be on its way. */
package dev.tocsin.escalator.backlog;
