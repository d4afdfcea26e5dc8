package dev.tocsin.console.access;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The tokens that open the console.
 *
 * @param usual
 *            opens it; empty when whoever reaches it may use it
 * @param cleared
 *            opens it and shows confidential incidents too; empty when the usual one does
 */
public record Tokens(Optional<AccessToken> usual, Optional<AccessToken> cleared) {

    /** Whether a token is asked for. */
    public boolean asked() {
        return usual.isPresent() || cleared.isPresent();
    }

    /** The token that a client showed. */
    public Optional<AccessToken> find(Predicate<AccessToken> shown) {
        return Stream.concat(cleared.stream(), usual.stream()).filter(shown).findFirst();
    }

    boolean clears(AccessToken token) {
        return cleared.map(it -> it == token).orElse(true);
    }
}
