package dev.tocsin.policy.condition;

/** A condition asked for a number that did not come with the alert: not a fault, but nothing to compare either. */
final class AbsentNumber extends RuntimeException {

    AbsentNumber(String key) {
        super("values." + key + " did not come with the alert", null, false, false);
    }
}
