/** Decisions become intents to tell somebody. */
package dev.tocsin.escalator.notify;
