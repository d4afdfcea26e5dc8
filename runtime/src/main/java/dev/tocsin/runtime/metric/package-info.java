/** Metrics: each is declared once, with name, kind, labels and what it says. */
package dev.tocsin.runtime.metric;
