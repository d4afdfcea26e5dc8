package dev.tocsin.benchmarks.correlator;

/** What the alerts of a load are to the correlator. */
enum Mix {
    /** Each is new; every fifth opens an incident, four join. */
    NEW("all new"),
    /** Of twenty, nineteen are repeats of what fires, each noted; one is new. */
    REPEATS("95 % repeats"),
    /** Each alert is resolved, fires again, is resolved ... */
    CYCLES("resolve and fire");

    private final String words;

    Mix(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
