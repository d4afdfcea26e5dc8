package dev.tocsin.policy.yaml;

/** Collects errors. */
@FunctionalInterface
public interface YamlProblems {

    /**
     * Something is wrong.
     *
     * @param at
     *            where
     * @param problem
     *            what
     * @param writeInstead
     *            what would be right
     */
    void add(SourcePosition at, String problem, String writeInstead);
}
