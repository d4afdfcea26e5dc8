package dev.tocsin.console.access;

import io.javalin.http.Context;

/** Bounds how often somebody tries to log in. */
public final class LoginLimit {

    private final RateLimit attempts;
    private final ClientAddress addresses;

    public LoginLimit(RateLimit attempts, ClientAddress addresses) {
        this.attempts = attempts;
        this.addresses = addresses;
    }

    /**
     * Counts an attempt.
     *
     * @throws dev.tocsin.console.http.ProblemException
     *             429 when there were too many from the client's address
     */
    public void take(Context context) {
        attempts.take(addresses.of(context)).ifPresent(wait -> {
            throw RateLimit.refusal("Too many login attempts came from this address.", wait);
        });
    }
}
