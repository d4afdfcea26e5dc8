package dev.tocsin.standalone.doctor;

/**
 * Result of a check.
 *
 * @param subject
 *            what was checked
 * @param sentence
 *            what was found
 * @param advice
 *            what to do; empty if nothing
 */
public record Finding(Level level, String subject, String sentence, String advice) {

    /** How serious a finding is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Tocsin works, but not as the catalogue or the policy intends. */
        WARNING,
        /** Tocsin does not work, or not reliably. */
        PROBLEM
    }

    static Finding ok(String subject, String sentence) {
        return new Finding(Level.OK, subject, sentence, "");
    }

    static Finding warning(String subject, String sentence, String advice) {
        return new Finding(Level.WARNING, subject, sentence, advice);
    }

    static Finding problem(String subject, String sentence, String advice) {
        return new Finding(Level.PROBLEM, subject, sentence, advice);
    }
}
