package dev.tocsin.console.access;

import dev.tocsin.schemas.command.Role;

/**
 * What a credential allows.
 *
 * @param name
 *            of the person or program; empty for a shared token
 * @param cleared
 *            whether confidential incidents are shown
 * @param forOthers
 *            whether requests may name another actor
 * @param credential
 *            ID of the credential, which is no secret
 */
public record Grant(String name, Role role, boolean cleared, boolean forOthers, String credential) {

    /** Credential of who logged in at the OpenID Connect provider. */
    public static final String OIDC = "oidc";
}
