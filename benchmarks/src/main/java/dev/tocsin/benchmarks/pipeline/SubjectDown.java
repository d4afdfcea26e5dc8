package dev.tocsin.benchmarks.pipeline;

/** What is measured did not come up, or ended while it was measured: there is no figure to be had. */
final class SubjectDown extends RuntimeException {

    private static final long serialVersionUID = 1;

    SubjectDown(String sentence) {
        super(sentence);
    }
}
