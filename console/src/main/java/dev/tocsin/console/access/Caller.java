package dev.tocsin.console.access;

import java.util.Optional;

import dev.tocsin.event.AuditMeans;
import dev.tocsin.schemas.command.Role;
import io.javalin.http.Context;

/**
 * Who sends a request, how that was proved, and what it allows.
 *
 * @param name
 *            of the person or of the token; empty if the credential is shared, so that the request names its actor
 * @param role
 *            empty for a stranger, who may use open routes only
 * @param cleared
 *            whether confidential incidents are shown
 * @param forOthers
 *            whether requests may name another actor, as a chat bot does
 * @param credential
 *            ID of the token, or {@code oidc}; empty without one
 */
public record Caller(AuditMeans means, String name, Optional<Role> role, boolean cleared, boolean forOthers,
        String credential, Optional<Session> session) {

    /** Nobody that is known. */
    public static final Caller STRANGER = new Caller(AuditMeans.NONE, "", Optional.empty(), false, false, "", Optional
            .empty());

    /** Everybody, where no login is required. */
    public static final Caller ANYBODY = new Caller(AuditMeans.NOT_REQUIRED, "", Optional.of(Role.ADMIN), false, true,
            "", Optional.empty());

    private static final String ATTRIBUTE = "tocsin.caller";

    /** Who showed a token. */
    static Caller of(Grant grant) {
        return new Caller(AuditMeans.TOKEN, grant.name(), Optional.of(grant.role()), grant.cleared(), grant.name()
                .isEmpty() || grant.forOthers(), grant.credential(), Optional.empty());
    }

    /** Who is logged in. */
    static Caller of(Grant grant, Session session) {
        return new Caller(AuditMeans.SESSION, grant.name(), Optional.of(grant.role()), grant.cleared(), grant.name()
                .isEmpty(), grant.credential(), Optional.of(session));
    }

    /** The caller of a request; a stranger until the gate says who it is. */
    public static Caller of(Context context) {
        return Optional.ofNullable(context.<Caller>attribute(ATTRIBUTE)).orElse(STRANGER);
    }

    /** Keeps the caller with the request. */
    public void keep(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    /** Whether the caller may do what takes a role. */
    public boolean may(Role needed) {
        return role.filter(it -> it.includes(needed)).isPresent();
    }
}
