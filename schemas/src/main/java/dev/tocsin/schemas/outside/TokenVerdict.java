package dev.tocsin.schemas.outside;

/** What a shown token is worth. */
public sealed interface TokenVerdict {

    /** Ours, for this way, and in time. */
    record Valid(ActionToken token) implements TokenVerdict {}

    /** Ours, but its time is over. */
    record Expired(ActionToken token) implements TokenVerdict {}

    /** Not ours, damaged, of another way, or signed with a secret that is no longer listed. */
    record Unknown() implements TokenVerdict {}
}
