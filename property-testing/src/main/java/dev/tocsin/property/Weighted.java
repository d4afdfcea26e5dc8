package dev.tocsin.property;

/**
 * One of several alternatives.
 *
 * @param weight
 *            how often it is taken, in proportion to the weights of the others
 * @param gen
 *            makes the values
 */
public record Weighted<T>(int weight, Gen<? extends T> gen) {

    public Weighted {
        if (weight < 1) {
            throw new IllegalArgumentException("A weight is at least 1, not " + weight);
        }
    }
}
