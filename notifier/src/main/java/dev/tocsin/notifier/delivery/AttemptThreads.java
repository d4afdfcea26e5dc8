package dev.tocsin.notifier.delivery;

/** Where attempts run. */
@FunctionalInterface
interface AttemptThreads {

    /** Each on a virtual thread of its own. */
    AttemptThreads VIRTUAL = (name, attempt) -> Thread.ofVirtual().name(name).start(attempt)::interrupt;

    /** Each at once, on the thread that starts it. */
    AttemptThreads NONE = (_, attempt) -> {
        attempt.run();
        return () -> {};
    };

    /**
     * Starts an attempt.
     *
     * @param name
     *            for the thread
     * @return interrupts the attempt
     */
    Runnable start(String name, Runnable attempt);
}
