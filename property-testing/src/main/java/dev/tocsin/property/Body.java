package dev.tocsin.property;

/** What must hold for a value. */
@FunctionalInterface
public interface Body<T> {

    /** Throws something if it does not hold. */
    void check(T value) throws Throwable;
}
