package dev.tocsin.property;

import java.util.function.BooleanSupplier;

/** Grows a collection one element at a time. */
final class Sized {

    /** How often a generator looks for a value that passes a filter, or that a set does not have yet. */
    static final int ATTEMPTS = 100;

    private Sized() {}

    /**
     * Before each element there is a choice whether to stop, so a shrinker that deletes the choices of one element deletes
     * the element. The choice grows less likely to go on, such that each size is as likely as the other.
     *
     * @param element
     *            adds an element, unless it is there already
     */
    static void grow(Choices choices, int min, int max, BooleanSupplier element) {
        for (var size = 0; size < max; size++) {
            var isLast = size >= min && choices.draw(max - size) == 0;
            if (isLast) {
                return;
            }
            if (!grows(element)) {
                if (size < min) {
                    throw new Discarded("Too few different values for a set of " + min);
                }
                return;
            }
        }
    }

    private static boolean grows(BooleanSupplier element) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (element.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }
}
