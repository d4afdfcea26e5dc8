package dev.tocsin.console.access;

import java.util.Optional;

import dev.tocsin.schemas.command.Role;
import io.javalin.http.Context;

/**
 * Who sends a request, and what that allows.
 *
 * @param role
 *            empty for a stranger, who may use open routes only
 * @param cleared
 *            whether confidential incidents are shown
 */
public record Caller(Optional<Role> role, boolean cleared) {

    /** Nobody that is known. */
    public static final Caller STRANGER = new Caller(Optional.empty(), false);

    /** Everybody, where no login is required. */
    public static final Caller ANYBODY = new Caller(Optional.of(Role.ADMIN), false);

    private static final String ATTRIBUTE = "tocsin.caller";

    /** The caller of a request; a stranger until a gate says who it is. */
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
