package dev.tocsin.correlator.flow;

/**
 * A value that a step keeps only in memory because it follows from no row; it is lost when a task restarts. Each step
 * defines its own.
 */
public interface Memo {}
