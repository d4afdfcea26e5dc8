/** Builds notifications from decisions. */
package dev.tocsin.escalator.notify;
