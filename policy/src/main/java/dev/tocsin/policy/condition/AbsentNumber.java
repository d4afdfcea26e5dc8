package dev.tocsin.policy.condition;

/** A condition asked for a number that is not in the alert: not a fault, but nothing to compare either. */
final class AbsentNumber extends RuntimeException {

    AbsentNumber(String key) {
        super("values." + key + " is not in the alert", null, false, false);
    }
}
