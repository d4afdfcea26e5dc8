package dev.tocsin.policy.check;

/**
 * A probable mistake in a valid policy.
 *
 * @param file
 *            name of the file, as its reader called it
 * @param line
 *            from 1
 * @param column
 *            from 1, in characters
 * @param problem
 *            what is doubtful
 * @param writeInstead
 *            what to write, to mend it or to say that it is meant
 */
public record PolicyWarning(String file, int line, int column, String problem, String writeInstead) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + problem + "; " + writeInstead;
    }
}
