package dev.tocsin.console.oidc;

import java.time.Instant;

/**
 * A login that is under way at the provider, as a cookie of the browser holds it: an answer counts only at the browser that
 * asked.
 *
 * @param state
 *            binds the answer to the browser
 * @param nonce
 *            binds the ID token to the attempt
 * @param verifier
 *            proves to the provider that who redeems the code is who asked (PKCE)
 * @param incident
 *            ID of the incident to show then; may be empty
 */
public record LoginAttempt(String state, String nonce, String verifier, String incident, Instant endsAt) {}
