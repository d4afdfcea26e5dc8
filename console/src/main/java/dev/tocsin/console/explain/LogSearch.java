package dev.tocsin.console.explain;

/** Reads a part of the log again, on demand and within limits. */
public interface LogSearch {

    /** Finds records; never throws, an answer can be incomplete. */
    LogExtract find(LogQuery query);
}
