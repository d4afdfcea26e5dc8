package dev.tocsin.ingest.authenticity;

import java.util.Optional;
import java.util.function.Predicate;

import dev.tocsin.ingest.format.Incoming;

/** A source whose requests show that they are authentic by the address that they come to, which we signed. */
public final class SignedAddressCheck implements AuthenticityCheck {

    private final boolean configured;
    private final Predicate<Incoming> ours;

    /**
     * @param configured
     *            whether anything is signed at all
     * @param ours
     *            whether we signed the address
     */
    public SignedAddressCheck(boolean configured, Predicate<Incoming> ours) {
        this.configured = configured;
        this.ours = ours;
    }

    @Override
    public Optional<AuthenticityVerdict.Forged> beforeBody(String authorization) {
        return configured
                ? Optional.empty()
                : Optional.of(new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.NOT_CONFIGURED,
                        "Set answers.secret and answers.url."));
    }

    @Override
    public Optional<AuthenticityVerdict> withoutBody(String authorization) {
        return Optional.empty();
    }

    @Override
    public AuthenticityVerdict check(Incoming incoming, Caller caller) {
        return ours.test(incoming)
                ? new AuthenticityVerdict.Verified()
                : new AuthenticityVerdict.Forged(AuthenticityVerdict.Why.BAD_SIGNATURE,
                        "The address was not signed with answers.secret, or has expired.");
    }
}
