package dev.tocsin.schemas.command;

/**
 * Who may give a command. Today a token of the console is a responder; a command that a viewer may give, or only an admin,
 * says so here.
 */
public enum Role {
    /** Reads only. */
    VIEWER,
    /** Responds to incidents. */
    RESPONDER,
    /** Administers Tocsin. */
    ADMIN
}
