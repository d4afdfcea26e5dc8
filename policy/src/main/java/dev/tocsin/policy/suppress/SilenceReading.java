package dev.tocsin.policy.suppress;

/** What became of a silence from the log when it was made ready to judge. */
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
