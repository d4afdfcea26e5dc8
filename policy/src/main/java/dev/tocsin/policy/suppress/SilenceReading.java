package dev.tocsin.policy.suppress;

/** The result of compiling a silence from the log. */
public sealed interface SilenceReading {

    /** It can be judged. */
    record Ready(Silence silence) implements SilenceReading {}

    /**
     * It cannot be judged, so it hides nothing.
     *
     * @param id
     *            of the silence
     * @param why
     *            in words, one line
     */
    record Broken(String id, String why) implements SilenceReading {}
}
