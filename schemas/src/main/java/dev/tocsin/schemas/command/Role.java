package dev.tocsin.schemas.command;

/**
 * What a person or a program may do, least first; each role includes those before it. A command declares the role that it takes,
 * and so does each route of the console. Who answers a page by a button, a key or a vendor's tool is a responder.
 */
public enum Role {
    /** Reads only. */
    VIEWER,
    /** Responds to incidents. */
    RESPONDER,
    /** Administers Tocsin. */
    ADMIN;

    /** Whether who has this role may do what takes the other. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
