package dev.tocsin.notifier.message;

import java.util.Optional;

/**
 * Where things are to be read and done.
 *
 * @param console
 *            address at which people reach the console, without a slash at its end
 */
record Places(Optional<String> console) {

    /** The page of an incident. */
    Optional<String> incident(String id) {
        return console.map(it -> it + "/?incident=" + id).filter(Clean::isWebAddress);
    }
}
