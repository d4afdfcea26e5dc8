package dev.tocsin.property;

/**
 * A value for which a property does not hold.
 *
 * @param seed
 *            of the try that failed
 * @param tries
 *            how many there were with this one
 * @param value
 *            the simplest that was found
 * @param first
 *            the one that failed first
 * @param shrinks
 *            how many others were run to find the simplest
 * @param isRepeatable
 *            whether it failed again when it was run again
 * @param failure
 *            what was thrown for the simplest
 */
public record Counterexample<T>(long seed, int tries, T value, T first, int shrinks, boolean isRepeatable,
        Throwable failure) {}
