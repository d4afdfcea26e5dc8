package dev.tocsin.property;

/** A try that says nothing, because no value passed a filter. Another one takes its place. */
final class Discarded extends RuntimeException {

    Discarded(String reason) {
        super(reason, null, false, false);
    }
}
