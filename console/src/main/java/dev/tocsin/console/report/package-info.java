/** Figures over a period, folded from the timeline. Pure, apart from {@link dev.tocsin.console.report.Reports}, which asks for the log and the clock. */
package dev.tocsin.console.report;
