package dev.tocsin.console.access;

import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.runtime.net.BearerToken;
import dev.tocsin.schemas.command.Role;

/**
 * The shared tokens of the settings. Whoever has one is an admin without a name.
 *
 * @param usual
 *            opens the console
 * @param cleared
 *            opens it and shows confidential incidents too; empty when the usual one does
 */
public record Tokens(Optional<BearerToken> usual, Optional<BearerToken> cleared) {

    private static final String USUAL = "console.token";
    private static final String CLEARED = "console.token.cleared";

    /** Whether there is one. */
    public boolean exist() {
        return usual.isPresent() || cleared.isPresent();
    }

    /** What a token allows that a client showed. Compares in a time that does not depend on where they differ. */
    Optional<Grant> shown(String secret) {
        return Stream.concat(cleared.stream().map(token -> Optional.of(CLEARED).filter(_ -> token.matches(secret))),
                usual.stream().map(token -> Optional.of(USUAL).filter(_ -> token.matches(secret)))).flatMap(
                        Optional::stream).map(this::grant).findFirst();
    }

    /** What the token with an ID allows, for a session that began with it. */
    Optional<Grant> known(String credential) {
        return Optional.of(credential).filter(it -> (it.equals(USUAL) && usual.isPresent()) || (it.equals(CLEARED)
                && cleared.isPresent())).map(this::grant);
    }

    private Grant grant(String credential) {
        return new Grant("", Role.ADMIN, credential.equals(CLEARED) || cleared.isEmpty(), true, credential);
    }
}
