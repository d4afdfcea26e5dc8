package dev.tocsin.correlator.flow;

/**
 * Something that a step remembers in memory alone, since it follows from no row: a task that starts again does without it.
 * Each step that has such things says which there are.
 */
public interface Memo {}
