package dev.tocsin.policy.read;

/**
 * An error in a policy file, with a fix.
 *
 * @param file
 *            name of the file, as its reader called it
 * @param line
 *            from 1
 * @param column
 *            from 1, in characters
 * @param problem
 *            what is wrong; never holds the value of a secret
 * @param writeInstead
 *            what to write in its place
 */
public record PolicyError(String file, int line, int column, String problem, String writeInstead) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + problem + "; " + writeInstead;
    }
}
