package dev.tocsin.policy.condition;

/** Signals that a condition refers to a number that is not in the alert: not a fault. */
final class AbsentNumber extends RuntimeException {

    AbsentNumber(String key) {
        super("values." + key + " is not in the alert", null, false, false);
    }
}
